import type { Report } from './data';

/** What the report says in one sentence. */
export type SentenceKey = 'sVoid' | 'sValidOne' | 'sValidAll' | 'sRemarkedOne' | 'sRemarkedAll' | 'sInvalid' | 'sUnsigned' | 'sUnreadable' | 'sUnknown';

/** True where the report warns about the file itself or about a change after signing: then nobody says that it has not changed. */
const changeRemarked = ({ findings, signatures }: Pick<Report, 'findings' | 'signatures'>): boolean =>
  [...findings, ...signatures.flatMap((signature) => signature.changesAfter.flatMap((change) => change.findings))].some(({ severity }) => severity !== 'info');

export function sentenceKey(report: Pick<Report, 'findings' | 'signatures' | 'verdict' | 'known'>): SentenceKey {
  if (report.known?.isVoid) return 'sVoid';
  const one = report.signatures.length === 1;
  switch (report.verdict) {
    case 'valid':
    case 'valid_with_warnings':
      if (changeRemarked(report)) return one ? 'sRemarkedOne' : 'sRemarkedAll';
      return one ? 'sValidOne' : 'sValidAll';
    case 'invalid':
      return 'sInvalid';
    case 'unsigned':
      return 'sUnsigned';
    case 'indeterminate':
      return report.signatures.length === 0 ? 'sUnreadable' : 'sUnknown';
  }
}

import { cleanLine, foldText } from '../../shared/language/vietnamese-text';

/** Kinds of papers of a session. None says anything of secrecy: such papers never enter the system (D4). */
export const DOCUMENT_KINDS = ['giay_moi', 'chuong_trinh', 'bao_cao', 'to_trinh', 'du_thao', 'tham_dinh', 'tiep_thu', 'phu_luc', 'khac'] as const;
export type DocumentKind = (typeof DOCUMENT_KINDS)[number];

const SIGNS: readonly (readonly [DocumentKind, RegExp])[] = [
  ['phu_luc', /^(phu luc|pl)\b/],
  ['tham_dinh', /tham dinh/],
  ['tiep_thu', /tiep thu|giai trinh/],
  ['du_thao', /^(du thao|dt)\b/],
  ['to_trinh', /^(to trinh|ttr)\b/],
  ['giay_moi', /^(giay moi|gm)\b/],
  ['chuong_trinh', /^chuong trinh\b/],
  ['bao_cao', /^(bao cao|tom tat|bc)\b/],
];

/** Kind of a paper by its title: "Tờ trình về …" is a submission. */
export function kindOfTitle(title: string): DocumentKind {
  const folded = foldText(title);
  return SIGNS.find(([, sign]) => sign.test(folded))?.[0] ?? 'khac';
}

/** A title made from a file name: "03_To-trinh.pdf" → "To-trinh". Empty names become "Tài liệu". */
export function titleOfFile(fileName: string): string {
  const stem = cleanLine(fileName.replace(/\.pdf$/i, '').replaceAll('_', ' '));
  const title = stem.replace(/^(?:\d{1,3}[.\- ]+)+/, '').replace(/\s*\(\d+\)$/, '');
  return cleanLine(title).slice(0, 300) || 'Tài liệu';
}

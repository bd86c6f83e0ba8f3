import { useLanguage, useTexts } from '~/ui/i18n';
import type { Report, SignatureView } from './data';
import { verificationTexts } from './texts';

/** What a signature holds for: the whole file, or the file as it was at one saving, and what was done to it since. */
export function Coverage({ signature, report }: { signature: SignatureView; report: Report }) {
  const t = useTexts(verificationTexts);
  const language = useLanguage();
  if (signature.coverage === 'broken' || signature.signedRevision === null) return <p className="ph-sm ph-2">{t('coversNothing')}</p>;
  // What was done since says nothing once the signed part itself is not what was signed.
  if (signature.integrity === 'broken') return <p className="ph-sm ph-2">{t('coversChanged')}</p>;
  if (signature.coverage === 'whole_file') return <p className="ph-sm ph-2">{t('coversAll')}</p>;
  return (
    <div className="ph-sm ph-2">
      <p>{t('coversPart', { revision: signature.signedRevision + 1, all: report.revisions })}</p>
      <ul className="vf-since">
        {signature.changesAfter.map((change) => {
          const next = report.signatures.find(({ signedRevision }) => signedRevision === change.revision);
          const wrong = change.findings.filter(({ severity }) => severity !== 'info');
          const words = wrong.length > 0 ? wrong.map(({ text }) => text[language]).join(' ') : next ? t('sinceSigned', { name: next.signer?.commonName ?? t('unknownSigner') }) : t('sinceAllowed');
          return <li key={change.revision} data-wrong={wrong.length > 0 || undefined}>{t('since', { revision: change.revision + 1 })} {words}</li>;
        })}
      </ul>
    </div>
  );
}

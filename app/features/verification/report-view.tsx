import { fullNumber } from '@shared/rules/numbering';
import { Card, Chip, Disclosure, Icon, Notice, Stack, StateWord } from '~/ui';
import type { IconName, Tone } from '~/ui';
import { useFormats, useLanguage, useTexts } from '~/ui/i18n';
import { Coverage } from './coverage';
import type { Report, SignatureView } from './data';
import { PagePictures } from './page-pictures';
import { sentenceKey } from './sentence';
import { verificationTexts } from './texts';
import './verification.css';

/** How a verdict is said and shown, wherever it stands. */
export const VERDICTS = {
  valid: ['vValid', 'ok', 'valid'],
  valid_with_warnings: ['vWarn', 'warn', 'caution'],
  invalid: ['vInvalid', 'bad', 'invalid'],
  indeterminate: ['vUnknown', 'warn', 'caution'],
  unsigned: ['vUnsigned', 'neutral', 'info'],
} as const satisfies Record<Report['verdict'], readonly [keyof (typeof verificationTexts)['vi'], Tone, IconName]>;

/** What a file amounts to for who holds it: sound signatures do not help a file that was taken back. */
export const faceOf = (report: Report): readonly [(typeof VERDICTS)[Report['verdict']][0] | 'vVoid', Tone, IconName] => (report.known?.isVoid ? ['vVoid', 'bad', 'invalid'] : VERDICTS[report.verdict]);

function useSentence(report: Report): string {
  const t = useTexts(verificationTexts);
  const key = sentenceKey(report);
  if (key === 'sVoid') return t(key, { number: report.known ? numberOf(report.known) : '' });
  return key === 'sValidAll' || key === 'sRemarkedAll' ? t(key, { count: report.signatures.length }) : t(key);
}

function Signature({ signature, report }: { signature: SignatureView; report: Report }) {
  const t = useTexts(verificationTexts);
  const f = useFormats();
  const sound = signature.verdict === 'valid' || signature.verdict === 'valid_with_warnings';
  const icon: IconName = sound ? 'checkCircle' : signature.verdict === 'invalid' ? 'crossCircle' : 'caution';
  const [word, tone]: [string, Tone] = signature.changedSince ? [t('changed'), 'bad'] : signature.integrity === 'broken' || signature.verdict === 'invalid' ? [t('broken'), 'bad'] : [t('intact'), 'ok'];
  const name = signature.signer?.commonName ?? t('unknownSigner');
  return (
    <li className="vf-signature" data-verdict={signature.verdict}>
      <Icon name={icon} size="l" />
      <div>
        <p className="ph-lg">{signature.signer?.title ? `${name}, ${signature.signer.title}` : name}</p>
        <p className="ph-2 ph-num">
          {signature.claimedTime ? `${f.timeSeconds(signature.claimedTime)}, ${f.date(signature.claimedTime)}` : t('noTime')}
          {signature.timestamp ? t('stamped') : ''}
        </p>
        <p className="ph-sm ph-3">
          {signature.trust === 'trusted' ? t('trusted') : t('untrusted')}
          {signature.signer ? `. ${t('issuedBy', { issuer: signature.signer.issuer })}` : ''}
        </p>
        <Coverage signature={signature} report={report} />
      </div>
      <Chip tone={tone}>{word}</Chip>
    </li>
  );
}

function Technical({ report }: { report: Report }) {
  const t = useTexts(verificationTexts);
  const language = useLanguage();
  const words = { good: t('revGood'), revoked: t('revRevoked'), unknown: t('revUnknown') };
  return (
    <Disclosure title={t('technical')}>
      <Stack gap={4}>
        {report.signatures.map((signature) => (
          <section key={signature.index} className="vf-technical">
            <h3 className="ph-strong">{signature.signer?.commonName ?? t('unknownSigner')}</h3>
            <ul>
              <li>{t('field', { field: signature.field })}</li>
              <li>{t('level', { level: `PAdES ${signature.level}` })}</li>
              {signature.algorithm ? <li>{t('algorithm', { algorithm: signature.algorithm })}</li> : null}
              {signature.signer ? <li className="ph-num">{t('serial', { serial: signature.signer.serial })}</li> : null}
              {signature.signer ? <li className="ph-num">{t('valid', { from: signature.signer.notBefore, to: signature.signer.notAfter })}</li> : null}
              <li>{t('chain', { chain: signature.chain.join(' → ') })}</li>
              <li>{words[signature.revocation]}</li>
              {signature.findings.map((finding) => <li key={finding.key}>{finding.text[language]}</li>)}
              {signature.changesAfter.flatMap((change) => change.findings.map((finding) => <li key={`${change.revision}-${finding.key}`}>{finding.text[language]}</li>))}
            </ul>
          </section>
        ))}
        <p className="ph-sm ph-3 ph-num">{t('judged', { at: report.judgedAt })}. {t('revisions', { count: report.revisions })}</p>
        <p className="ph-sm ph-num vf-hash">SHA-256 {report.file.sha256}</p>
      </Stack>
    </Disclosure>
  );
}

const numberOf = ({ number, notation }: NonNullable<Report['known']>): string => (number ? fullNumber({ number, notation }) : '');

/** What this installation knows of the file: issued here and still in force, overtaken, or void. */
function Known({ known }: { known: NonNullable<Report['known']> }) {
  const t = useTexts(verificationTexts);
  const number = numberOf(known);
  if (known.isVoid) return null;
  return <Notice tone={known.isLatest ? 'ok' : 'warn'}>{known.isLatest ? t('known', { number, title: known.title }) : t('knownOlder', { number })}</Notice>;
}

/** The verdict in a word and a sentence, the caution, the signatures in order, and the rest for who wants to know. */
export function ReportView({ report, isPart = false }: { report: Report; /** Under a heading of its own. */ isPart?: boolean }) {
  const t = useTexts(verificationTexts);
  const language = useLanguage();
  const sentence = useSentence(report);
  const fieldWords: Readonly<Record<string, string>> = { SIG_THUKY: t('rSecretary'), SIG_CHUTOA: t('rChair'), SIG_COQUAN: t('rSeal'), SIG_TOTRUONG: t('rCountingHead'), SIG_NGUOIKY: t('rSignatory'), ...Object.fromEntries(Array.from({ length: 8 }, (_, index) => [`SIG_TOVIEN_${index + 1}`, t('rCounter')])) };
  const [word, tone, icon] = faceOf(report);
  const serious = [...report.findings, ...report.signatures.flatMap(({ findings, changesAfter }) => [...findings, ...changesAfter.flatMap((change) => [...change.findings])])].filter(({ severity }) => severity !== 'info');
  const reasons = [...new Map(serious.map((finding) => [finding.key, finding])).values()];
  return (
    <Stack gap={5}>
      <div className="vf-verdict" data-tone={tone} role="status">
        <span className="vf-mark"><Icon name={icon} size="xl" /></span>
        <div>
          {isPart ? <h3 className="ph-h2">{t(word)}</h3> : <h1 className="ph-h1">{t(word)}</h1>}
          <p className="vf-sentence ph-2">{sentence}</p>
        </div>
      </div>
      {report.known ? <Known known={report.known} /> : null}
      {report.testOnly ? <Notice tone="warn" title={t('testTitle')}>{t('testNote')}</Notice> : null}
      {reasons.length > 0 ? (
        <Notice tone={report.verdict === 'invalid' ? 'bad' : 'warn'}>
          <ul className="vf-reasons">{reasons.map((finding) => <li key={finding.key}>{finding.text[language]}</li>)}</ul>
        </Notice>
      ) : null}
      {report.leftOut > 0 ? <Notice tone="warn">{t('leftOut', { count: report.leftOut })}</Notice> : null}
      {report.signatures.length > 0 ? (
        <section>
          <h2 className="ph-label">{t('signatures', { count: report.signatures.length })}</h2>
          <ol className="vf-signatures">{report.signatures.map((signature) => <Signature key={signature.index} signature={signature} report={report} />)}</ol>
        </section>
      ) : null}
      {report.emptyFields.length > 0 ? <StateWord tone="neutral" icon="hourglass">{t('waiting', { fields: report.emptyFields.map((field) => fieldWords[field] ?? field).join(', ') })}</StateWord> : null}
      {report.signatures.length > 0 ? <Technical report={report} /> : null}
    </Stack>
  );
}

/** What was checked, with its pages. */
export function FileCard({ report, file }: { report: Report; file: File }) {
  const t = useTexts(verificationTexts);
  const f = useFormats();
  return (
    <Card as="section" aria-label={t('file')}>
      <Stack gap={2}>
        <p className="ph-lg vf-hash">{report.file.name}</p>
        <p className="ph-2 ph-num">{f.bytes(report.file.size)}</p>
        <p className="ph-sm ph-3 ph-num vf-hash">SHA-256 {report.file.sha256.slice(0, 8)} … {report.file.sha256.slice(-8)}</p>
        <PagePictures key={report.file.sha256} file={file} />
      </Stack>
    </Card>
  );
}

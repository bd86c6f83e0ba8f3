import { Button, Card, Chip, DropZone, InlineError, Notice, Screen, Skeleton, Stack, TopBar } from '~/ui';
import type { Tone } from '~/ui';
import { useFormats, useTexts } from '~/ui/i18n';
import type { CodeFacts, Report } from './data';
import { faceOf, FileCard, ReportView } from './report-view';
import { verificationTexts } from './texts';
import { MOST, useChecks, type Check } from './use-checks';
import './verification.css';

const BY_CODE = { minutes: 'byCode', counting: 'byCodeCounting', notice: 'byCodeNotice' } as const;

function CodeCard({ facts }: { facts: CodeFacts }) {
  const t = useTexts(verificationTexts);
  const f = useFormats();
  const roles = { secretary: t('rSecretary'), chair: t('rChair'), seal: t('rSeal'), counter: t('rCounter'), counting_head: t('rCountingHead'), signatory: t('rSignatory') };
  return (
    <Card as="section" aria-label={t(BY_CODE[facts.kind])}>
      <Stack gap={3}>
        <p className="ph-label">{t(BY_CODE[facts.kind])}</p>
        <p className="ph-h3">{facts.number}</p>
        <p>{facts.title}</p>
        <p className="ph-sm ph-3 ph-num">{t('sessionDate', { at: facts.date })}{facts.file ? `, ${t('pages', { count: facts.file.pages })}, ${f.bytes(facts.file.size)}` : ''}</p>
        {facts.isFinal ? null : <Notice tone="warn">{facts.isWithdrawn ? t('withdrawn') : facts.file ? t('notFinal') : t('notApproved')}</Notice>}
        <ul className="vf-steps">
          {facts.signatures.map((step) => (
            <li key={step.role}>
              <Chip size="s" tone={step.state === 'signed' ? 'ok' : step.state === 'refused' ? 'bad' : 'neutral'} icon={step.state === 'signed' ? 'check' : step.state === 'refused' ? 'invalid' : 'hourglass'}>{roles[step.role]}</Chip>
              <span className="ph-sm">{step.state === 'refused' ? `${step.person ?? ''}, ${t('refusedHere')}` : [step.person ?? '', ...step.authority].join(', ')}</span>
            </li>
          ))}
        </ul>
        {facts.file ? <><p className="ph-label">{t('fingerprint')}</p><p className="ph-sm ph-num vf-hash">{facts.file.sha256}</p></> : null}
      </Stack>
    </Card>
  );
}

/** The files of one drop, each with its verdict; the chosen one is shown in full. */
function CheckList({ checks, chosen, onChoose }: { checks: readonly Check[]; chosen: Check | null; onChoose(id: number): void }) {
  const t = useTexts(verificationTexts);
  const word = ({ work }: Check): [string, Tone] => {
    if (work.state === 'done') {
      const [key, tone] = faceOf(work.report);
      return [t(key), tone];
    }
    return work.state === 'failed' ? [t('unchecked'), 'warn'] : [work.state === 'checking' ? t('running') : t('pending'), 'neutral'];
  };
  return (
    <section aria-label={t('several')}>
      <ul className="vf-files">
        {checks.map((check) => {
          const [verdict, tone] = word(check);
          return (
            <li key={check.id}>
              <button type="button" aria-pressed={check.id === chosen?.id} onClick={() => onChoose(check.id)}>
                <span className="vf-hash">{check.file.name}</span>
                <Chip size="s" tone={tone}>{verdict}</Chip>
              </button>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

/** Public: verifies files somebody drops, or the stored minutes a QR code stands for. */
export function VerificationScreen({ facts, stored }: { facts?: CodeFacts; stored?: Report | null }) {
  const t = useTexts(verificationTexts);
  const { checks, chosen, choose, begin, clear, isCut } = useChecks();
  const work = chosen?.work ?? null;
  const report = work?.state === 'done' ? work.report : work ? null : stored;
  const drop = (size: 'm' | 'l') => <DropZone onFiles={begin} accept=".pdf,application/pdf" prompt={t('drop')} buttonLabel={t('choose')} hint={t('hint')} size={size} />;
  return (
    <Screen
      top={<TopBar brand title={t('title')} titleIsHeading={false} end={work ? <Button icon="upload" onPress={clear}>{t('another')}</Button> : undefined} />}
      width="single"
    >
      <div className="vf-columns" data-two={report || facts ? true : undefined}>
        <div>
          {checks.length > 1 ? <CheckList checks={checks} chosen={chosen} onChoose={choose} /> : null}
          {isCut ? <Notice tone="warn">{t('tooMany', { count: MOST })}</Notice> : null}
          {chosen && (work?.state === 'checking' || work?.state === 'waiting') ? <Stack gap={4}><p className="ph-lg vf-hash" role="status">{t('checking', { name: chosen.file.name })}</p><Skeleton shape="card" /></Stack> : null}
          {work?.state === 'failed' ? <Stack gap={4}><InlineError error={work.error ?? undefined} message={work.error ? undefined : t('failed')} />{drop('l')}</Stack> : null}
          {report ? <ReportView report={report} /> : null}
          {!work && !report ? (
            <Stack gap={5}>
              <h1 className="ph-h1">{facts ? facts.number : t('heading')}</h1>
              <p className="vf-sentence ph-2">{facts ? (facts.isWithdrawn ? t('withdrawn') : t('notApproved')) : t('intro')}</p>
              {drop('l')}
            </Stack>
          ) : null}
          <p className="ph-sm ph-3 vf-privacy">{t('privacy')}</p>
        </div>
        {report || facts ? (
          <Stack gap={4}>
            {facts ? <CodeCard facts={facts} /> : null}
            {report && chosen && work?.state === 'done' ? <FileCard report={report} file={chosen.file} /> : null}
            {facts && !work && report ? <Stack gap={3}><p className="ph-sm ph-2">{t('compare')}</p>{drop('m')}</Stack> : null}
          </Stack>
        ) : null}
      </div>
    </Screen>
  );
}

import { useRef, useState } from 'react';
import { readPublicError, type PublicError } from '@shared/protocol/public-error';
import { Button, Card, Chip, DropZone, InlineError, Notice, Screen, Skeleton, Stack, TopBar } from '~/ui';
import { useFormats, useTexts } from '~/ui/i18n';
import type { CodeFacts, Report } from './data';
import { FileCard, ReportView } from './report-view';
import { verificationTexts } from './texts';
import './verification.css';

type Work = { state: 'idle' } | { state: 'checking'; name: string } | { state: 'done'; report: Report } | { state: 'failed'; error: PublicError | null };

/** Sends a file to be verified. @throws nothing: a refusal is the answer. */
async function verify(file: File): Promise<Work> {
  const form = new FormData();
  form.set('file', file);
  try {
    const response = await fetch('/upload/verify', { method: 'POST', body: form, headers: { Accept: 'application/json' } });
    const answer: unknown = await response.json();
    return response.ok ? { state: 'done', report: answer as Report } : { state: 'failed', error: readPublicError(answer) };
  } catch {
    return { state: 'failed', error: null };
  }
}

function CodeCard({ facts }: { facts: CodeFacts }) {
  const t = useTexts(verificationTexts);
  const f = useFormats();
  const roles = { secretary: t('rSecretary'), chair: t('rChair'), seal: t('rSeal') };
  return (
    <Card as="section" aria-label={t('byCode')}>
      <Stack gap={3}>
        <p className="ph-label">{t('byCode')}</p>
        <p className="ph-h3">{facts.number}</p>
        <p>{facts.title}</p>
        <p className="ph-sm ph-3 ph-num">{t('sessionDate', { at: facts.date })}{facts.file ? `, ${t('pages', { count: facts.file.pages })}, ${f.bytes(facts.file.size)}` : ''}</p>
        {facts.isFinal ? null : <Notice tone="warn">{facts.file ? t('notFinal') : t('notApproved')}</Notice>}
        <ul className="vf-steps">
          {facts.signatures.map((step) => (
            <li key={step.role}>
              <Chip size="s" tone={step.state === 'signed' ? 'ok' : 'neutral'} icon={step.state === 'signed' ? 'check' : 'hourglass'}>{roles[step.role]}</Chip>
              <span className="ph-sm">{step.person ?? ''}</span>
            </li>
          ))}
        </ul>
        {facts.file ? <><p className="ph-label">{t('fingerprint')}</p><p className="ph-sm ph-num vf-hash">{facts.file.sha256}</p></> : null}
      </Stack>
    </Card>
  );
}

/** Public: verifies a file somebody drops, or the stored minutes a QR code stands for. */
export function VerificationScreen({ facts, stored }: { facts?: CodeFacts; stored?: Report | null }) {
  const t = useTexts(verificationTexts);
  const [work, setWork] = useState<Work>({ state: 'idle' });
  const turn = useRef(0);
  const check = ([file]: File[]): void => {
    if (!file) return;
    const mine = (turn.current += 1);
    setWork({ state: 'checking', name: file.name });
    void verify(file).then((next) => {
      if (turn.current === mine) setWork(next);
    });
  };
  const report = work.state === 'done' ? work.report : work.state === 'idle' ? stored : null;
  const again = work.state === 'done' || work.state === 'failed';
  const drop = (size: 'm' | 'l') => <DropZone onFiles={check} multiple={false} accept=".pdf,application/pdf" prompt={t('drop')} buttonLabel={t('choose')} hint={t('hint')} size={size} />;
  return (
    <Screen
      top={<TopBar brand title={t('title')} titleIsHeading={false} end={again ? <Button icon="upload" onPress={() => setWork({ state: 'idle' })}>{t('another')}</Button> : undefined} />}
      width="single"
    >
      <div className="vf-columns" data-two={report || facts ? true : undefined}>
        <div>
          {work.state === 'checking' ? <Stack gap={4}><p className="ph-lg" role="status">{t('checking', { name: work.name })}</p><Skeleton shape="card" /></Stack> : null}
          {work.state === 'failed' ? <Stack gap={4}><InlineError error={work.error ?? undefined} message={work.error ? undefined : t('failed')} />{drop('l')}</Stack> : null}
          {report ? <ReportView report={report} /> : null}
          {work.state === 'idle' && !report ? (
            <Stack gap={5}>
              <h1 className="ph-h1">{facts ? facts.number : t('heading')}</h1>
              <p className="vf-sentence ph-2">{facts ? t('notApproved') : t('intro')}</p>
              {drop('l')}
            </Stack>
          ) : null}
          <p className="ph-sm ph-3 vf-privacy">{t('privacy')}</p>
        </div>
        {report || facts ? (
          <Stack gap={4}>
            {facts ? <CodeCard facts={facts} /> : null}
            {report && work.state === 'done' ? <FileCard report={report} /> : null}
            {facts && work.state === 'idle' && report ? <Stack gap={3}><p className="ph-sm ph-2">{t('compare')}</p>{drop('m')}</Stack> : null}
          </Stack>
        ) : null}
      </div>
    </Screen>
  );
}

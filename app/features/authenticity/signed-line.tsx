import { useState } from 'react';
import type { QueryResult } from '../../../server/application';
import { Button, Dialog, Disclosure, InlineError, Notice, Skeleton, Stack } from '~/ui';
import { useTexts } from '~/ui/i18n';
import { ReportView } from '../verification';
import { authenticityTexts } from './texts';
import { useReport } from './use-report';
import { faceOf } from './verdicts';

export type PaperVerdict = NonNullable<QueryResult<'authenticity.of-paper'>>;

/** Signers named in the line; the others are counted. */
const NAMED = 2;

/** Over a signed paper in the reader: its verdict, who signed, and the way to the report (authenticity AU2, AU3). */
export function SignedLine({ verdict, reportHref }: { verdict: PaperVerdict; /** Address of the report. */ reportHref: string }) {
  const t = useTexts(authenticityTexts);
  const [isOpen, setOpen] = useState(false);
  const [tone, icon] = faceOf(verdict.verdict);
  const names = verdict.signers.slice(0, NAMED).map(({ name }) => name || t('unknownSigner')).join(', ');
  const rest = verdict.signers.length - NAMED;
  const words = rest > 0 ? t('more', { names, n: rest }) : names;
  return (
    <>
      <Notice tone={tone} icon={icon} end={<Button size={48} look="quiet" icon="sign" onPress={() => setOpen(true)}>{t('see')}</Button>}>
        <strong>{t(verdict.verdict)}</strong>{words ? `: ${words}` : ''}{verdict.verdict === 'waiting' ? '' : `. ${t('at', { at: verdict.at })}`}
      </Notice>
      {isOpen ? <ReportDialog href={reportHref} onClose={() => setOpen(false)} /> : null}
    </>
  );
}

function ReportDialog({ href, onClose }: { href: string; onClose: () => void }) {
  const t = useTexts(authenticityTexts);
  const { report, failed, ask } = useReport(href);
  return (
    <Dialog isOpen onClose={onClose} about={href} title={t('title')} place="drawer" size="l">
      <Stack gap={5}>
        {failed ? <InlineError message={t('failed')} onRetry={ask} /> : report ? <ReportView report={report} isPart /> : <Skeleton label={t('checking')} shape="card" />}
        <Disclosure title={t('othersTitle')}><p>{t('others')}</p></Disclosure>
      </Stack>
    </Dialog>
  );
}

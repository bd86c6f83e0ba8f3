import { useNavigate } from '@remix-run/react';
import { ListRow, Notice, PageHeading, ProgressBar, RowList, Select, Stack, StateWord, TextLink } from '~/ui';
import { describeError, useFormats, useLanguage, useTexts } from '~/ui/i18n';
import type { Runs } from './data';
import { useDocumentTitle } from './document-title';
import { manyTexts } from './texts';

type Run = Runs['runs'][number];

const TONES = { waiting: 'neutral', signed: 'ok', refused: 'bad', left: 'warn' } as const;
const ICONS = { waiting: 'clock', signed: 'check', refused: 'cross', left: 'warning' } as const;

const totalOf = ({ counts }: Run): number => counts.signed + counts.refused + counts.left + counts.waiting;

/** How far the run is that goes on now, or where the last one stopped. */
export function RunNow({ run }: { run: Run | undefined }) {
  const t = useTexts(manyTexts);
  if (!run) return null;
  const { counts, state } = run;
  const total = totalOf(run);
  if (state === 'under_way') {
    const done = total - counts.waiting;
    return (
      <div className="sm-now" role="status">
        <ProgressBar value={done / total} label={t('underWay')} note={t('underWayNote', { done, total })} />
        <p className="ph-sm ph-2">{t('goesOn')}</p>
      </div>
    );
  }
  const left = counts.waiting + counts.left;
  return left > 0 ? <Notice tone="warn" title={t('cutOff')}>{t('cutOffNote', { signed: counts.signed, left })}</Notice> : null;
}

/** What became of each document of a run; earlier runs stay to be looked up. */
export function RunResults({ runs, shown, items }: Runs) {
  const t = useTexts(manyTexts);
  const f = useFormats();
  const language = useLanguage();
  const titleOf = useDocumentTitle();
  const navigate = useNavigate();
  const run = runs.find(({ id }) => id === shown);
  if (!run) return null;
  const label = (one: Run): string => t(one.sealOf ? 'runSeal' : 'runOf', { at: one.begunAt, on: one.begunAt, signed: one.counts.signed, total: totalOf(one) });
  return (
    <Stack gap={4} as="section">
      <PageHeading level={2} title={t('results')} note={`${t('summary', { signed: run.counts.signed, refused: run.counts.refused, left: run.counts.left + run.counts.waiting })} · ${t('certificate', { name: run.commonName })}`} />
      {runs.length > 1 ? <Select label={t('run')} value={run.id} onChange={(id) => navigate(`/to-sign?run=${id}`, { preventScrollReset: true })} options={runs.map((one) => ({ value: one.id, label: label(one) }))} /> : <p className="ph-sm ph-2">{label(run)}</p>}
      <RowList label={t('results')}>
        {items.map(({ officialId, state, at, refusal, title, verifyCode, ...named }) => (
          <ListRow
            key={officialId}
            title={titleOf(named)}
            note={<>{title}{refusal ? <span className="sm-why">{describeError(refusal, language)}</span> : state === 'left' ? <span className="sm-why">{t('leftNote')}</span> : null}</>}
            end={<StateWord tone={TONES[state]} icon={ICONS[state]}>{state === 'signed' && at ? `${t('sort_signed')} ${f.time(at)}` : t(`sort_${state}`)}</StateWord>}
            actions={state === 'signed' ? <TextLink href={`/verify/${verifyCode}`} icon="signature">{t('verify')}</TextLink> : undefined}
          />
        ))}
      </RowList>
    </Stack>
  );
}

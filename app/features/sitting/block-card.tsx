import { useState } from 'react';
import { Button, Card, ConfirmDialog, InlineError, ListRow, RowList, Stack, useToast } from '~/ui';
import { useTexts } from '~/ui/i18n';
import { useCommand } from '../../commands';
import { useProgramOf } from '../upgrade';
import { flowTexts } from './flow-texts';
import type { SittingView } from './sitting-view';

/** Items that are to be adopted as one, and whose vote is not over. */
const blockOf = (view: SittingView) => {
  const question = view.questions.find(({ covers, state }) => covers !== null && (state === 'draft' || state === 'open')) ?? null;
  return { question, items: view.items.filter(({ id, block, state }) => block === 'in' && (state === 'coming' || id === question?.itemId)) };
};

interface BlockCardProps {
  view: SittingView;
  /** By chair or secretary: it is run from here. */
  runs: boolean;
  /** A member, the chair or the secretary. */
  mayPull: boolean;
  /** Why nothing moves now; null when it may. */
  blocked?: string | null;
}

/** What is to be adopted without debate; a tap takes an item out, for whoever may. Nothing where there is no such block. */
export function BlockCard({ view, runs, mayPull, blocked = null }: BlockCardProps) {
  const t = useTexts(flowTexts);
  const toast = useToast();
  useProgramOf('routes/_app.meetings.$meetingId.sitting._index');
  const act = useCommand<'sitting.pull-item' | 'sitting.take-block'>(runs ? {} : { page: `/meetings/${view.meeting.id}/sitting?index` });
  const [asks, setAsks] = useState(false);
  const { question, items } = blockOf(view);
  const { state } = view.meeting;
  const [lead] = items;
  if (!lead || (state !== 'published' && state !== 'in_session')) return null;
  const isVoting = question?.state === 'open';
  const note = isVoting ? t('blockVoting') : question && runs ? t('blockRunning') : t('blockNote');
  return (
    <Card as="section" padding="s" aria-label={t('block')}>
      <Stack gap={3}>
        <p className="ph-label">{t('block')}</p>
        <p className="ph-sm ph-2">{note}</p>
        {mayPull && !runs && !isVoting ? <p className="ph-sm ph-2">{t('blockMember')}</p> : null}
        {act.error && !asks ? <InlineError error={act.error} /> : null}
        <RowList label={t('block')}>
          {items.map(({ id, number, title }) => (
            <ListRow
              key={id}
              title={`${number}. ${title}`}
              actions={
                mayPull && !isVoting ? (
                  <Button size={48} aria-label={t('pullOf', { title })} busy={act.busy} onPress={() => act.run('sitting.pull-item', { itemId: id }, () => toast({ text: t('pulled', { title }), icon: 'check' }))}>
                    {t(runs ? 'pullOut' : 'pull')}
                  </Button>
                ) : undefined
              }
            />
          ))}
        </RowList>
        {runs && state === 'in_session' && !question && items.length > 1 ? (
          <Button wide icon="check" disabledReason={blocked} onPress={() => { act.clear(); setAsks(true); }}>{t('blockTake', { count: items.length })}</Button>
        ) : null}
      </Stack>
      <ConfirmDialog
        isOpen={asks}
        about={question || blocked ? null : `${view.currentItemId}:${items.map(({ id }) => id).join()}`}
        gone={blocked ?? t('blockMeanwhile')}
        onClose={() => { act.clear(); setAsks(false); }}
        onConfirm={() => act.run('sitting.take-block', { currentItemId: view.currentItemId }, () => setAsks(false))}
        busy={act.busy}
        error={act.error}
        title={t('blockTakeQuestion', { count: items.length })}
        confirmLabel={t('blockTake', { count: items.length })}
      >
        <p>{t('blockTakeNote', { number: lead.number ?? 0 })}</p>
      </ConfirmDialog>
    </Card>
  );
}

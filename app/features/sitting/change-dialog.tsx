import { useState } from 'react';
import type { QueryResult } from '../../../server/application';
import { Button, ComboBox, Dialog, FormBody, InlineError, RadioGroup, TextField, useToast } from '~/ui';
import { useTexts } from '~/ui/i18n';
import { useCommand } from '../../commands';
import { flowTexts } from './flow-texts';
import type { SittingView } from './sitting-view';
import { useAskedWhile } from './use-asked-while';

type What = 'earlier' | 'move' | 'postpone';

/** How often the sessions are asked for while they are offered, ms. */
const ASK_MS = 30_000;

/** Another place for an item not begun: next, in another session, or put off; with the reason for the minutes. */
export function ChangeDialog({ view, onClose }: { view: SittingView; onClose: () => void }) {
  const t = useTexts(flowTexts);
  const toast = useToast();
  const act = useCommand<'sitting.take-earlier' | 'sitting.move-item' | 'sitting.postpone-item'>();
  const [itemId, setItem] = useState<string | null>(null);
  const [what, setWhat] = useState<What>('earlier');
  const [toMeetingId, setTo] = useState<string | null>(null);
  const [reason, setReason] = useState('');
  const [isTried, setTried] = useState(false);
  const targets = useAskedWhile<QueryResult<'sitting.move-targets'>>(what === 'move', `/meetings/${view.meeting.id}/move-targets`, ASK_MS);
  const items = view.items.filter(({ number, state, startedAt, movedTo }) => number !== null && movedTo === null && (state === 'coming' || (state === 'postponed' && startedAt === null)));
  const item = items.find(({ id }) => id === itemId);
  const mayGoFirst = item?.state !== 'postponed';
  const doing: What = mayGoFirst ? what : 'move';
  const words = { itemId: itemId ?? '', reason };
  const done = (title: string, text: 'isNext' | 'isMoved' | 'isPostponed') => (): void => {
    toast({ text: t(text, { title }), icon: 'check' });
    onClose();
  };
  const run = (): void => {
    setTried(true);
    if (!item) return;
    if (doing === 'earlier') act.run('sitting.take-earlier', { ...words, currentItemId: view.currentItemId }, done(item.title, 'isNext'));
    else if (doing === 'postpone') act.run('sitting.postpone-item', { ...words, currentItemId: view.currentItemId }, done(item.title, 'isPostponed'));
    else if (toMeetingId !== null && reason.trim() !== '') act.run('sitting.move-item', { ...words, toMeetingId }, done(item.title, 'isMoved'));
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t('change')}
      note={t('changeNote')}
      size="l"
      actions={
        <Button look="pri" icon={doing === 'move' ? 'send' : doing === 'earlier' ? 'skip' : 'hourglass'} isDisabled={!item || (doing === 'move' && toMeetingId === null)} busy={act.busy} onPress={run}>
          {t(doing === 'earlier' ? 'doEarlier' : doing === 'move' ? 'doMove' : 'doPostpone')}
        </Button>
      }
    >
      <FormBody>
        {act.error ? <InlineError error={act.error} /> : null}
        {itemId !== null && !item ? <p role="status">{t('gone')}</p> : null}
        <ComboBox label={t('which')} options={items.map(({ id, number, title }) => ({ value: id, label: t('whichOption', { number: number ?? 0, title }) }))} value={itemId} onChange={setItem} />
        <RadioGroup
          label={t('what')}
          value={doing}
          onChange={(value) => setWhat(value)}
          options={(mayGoFirst ? (['earlier', 'move', 'postpone'] as const) : (['move'] as const)).map((value) => ({ value, label: t(value) }))}
        />
        {doing === 'move' && targets?.length === 0 ? <p role="status">{t('noTargets')}</p> : null}
        {doing === 'move' && targets?.length !== 0 ? (
          <ComboBox
            label={t('to')}
            hint={t('toHint')}
            options={(targets ?? []).map(({ id, title, startsAt, state }) => ({ value: id, label: t('target', { title, at: startsAt, on: startsAt }), ...(state === 'draft' ? { note: t('targetDraft') } : {}) }))}
            value={toMeetingId}
            onChange={setTo}
          />
        ) : null}
        <TextField label={t('reason')} hint={t('reasonHint')} value={reason} onChange={setReason} maxLength={300} autoComplete="off" error={isTried && doing === 'move' && reason.trim() === '' ? t('reasonNeeded') : undefined} />
      </FormBody>
    </Dialog>
  );
}

import { useState } from 'react';
import { Button, ConfirmDialog, useToast } from '~/ui';
import { describeError, useLanguage, useTexts } from '~/ui/i18n';
import { ChangeDialog } from './change-dialog';
import { flowTexts } from './flow-texts';
import { HandOverDialog } from './hand-over-dialog';
import { chairTexts } from './chair-texts';
import { useSettled } from './use-settled';
import { currentItem, itemName, type Ability, type OfficerView, type SittingView } from './sitting-view';
import { sittingTexts } from './texts';
import type { Sender } from '../../commands';

/** What moves the sitting. */
export type ConsoleCommand = 'sitting.open-session' | 'sitting.start-item' | 'sitting.end-item' | 'sitting.extend-item' | 'sitting.postpone-item' | 'sitting.close-session' | 'sitting.stop-presenting' | 'sitting.return-item';

/** A tap so soon after the last move is the second one of the same hand, ms (L39). */
const SECOND_TAP_MS = 1_500;

type Asked = 'next' | 'end' | 'postpone' | 'close' | null;

/** Buttons by which the sitting moves; what cannot be taken back for all is asked once more, and going on to the next item where it cuts something off (L39). */
export function ConsoleActions({ view, officers, act, now }: { view: SittingView; officers: OfficerView; act: Sender<ConsoleCommand>; now: Date }) {
  const t = useTexts(sittingTexts);
  const language = useLanguage();
  const tc = useTexts(chairTexts);
  const toast = useToast();
  const isSettled = useSettled(view.currentItemId, SECOND_TAP_MS);
  const [asked, setAsked] = useState<Asked>(null);
  const tf = useTexts(flowTexts);
  const [isChanging, setChanging] = useState(false);
  const [handing, setHanding] = useState(false);
  const current = currentItem(view);
  const next = view.items.find(({ id }) => id === officers.nextItemId) ?? null;
  const why = (ability: Ability): string | null =>
    ability.allowed ? null : describeError({ code: 'conflict', reason: ability.reason, params: ability.params }, language);
  const blocked = why(officers.can.move);
  /** An answer closes the question it was given to, and no other that was asked meanwhile. */
  const done = (what: Exclude<Asked, null>) => (): void => setAsked((now) => (now === what ? null : now));
  const nextLabel = !next
    ? ''
    : next.number === null
      ? t(current ? 'nextItem' : 'startItem', { name: next.title })
      : t(current ? 'nextNumbered' : 'startNumbered', { number: next.number });
  const isPause = current?.kind === 'break';
  // Only what is dealt with is put off; a break not begun is left out (L21).
  const putOff = current ? (current.number === null ? null : current) : next && (next.number !== null || next.kind === 'break') ? next : null;
  const putOffLabel = putOff?.kind === 'break' ? t('skipBreak') : t('postpone');
  const endLabel = t(isPause ? 'endBreak' : current?.number === null ? 'endPart' : 'end');
  const start = (): void => { if (next) act.run('sitting.start-item', { itemId: next.id, currentItemId: view.currentItemId }, done('next')); };
  const confirmations = {
    next: { about: next && current && `${current.id}>${next.id}`, title: t('nextQuestion', { current: current?.title ?? '', next: next?.title ?? '' }), note: t('nextNote'), label: nextLabel, run: start },
    end: { about: current && current.id, title: t('endQuestion', { current: current?.title ?? '' }), note: t('nextNote'), label: endLabel, run: () => { if (current) act.run('sitting.end-item', { itemId: current.id }, done('end')); } },
    postpone: {
      about: putOff && `${putOff.id}:${view.currentItemId}`,
      title: putOff?.kind === 'break' ? t('skipBreakQuestion', { current: putOff.title }) : t('postponeQuestion', { current: putOff?.title ?? '' }),
      note: putOff?.kind === 'break' ? t('skipBreakNote') : t('postponeNote'),
      label: putOffLabel,
      run: () => { if (putOff) act.run('sitting.postpone-item', { itemId: putOff.id, currentItemId: view.currentItemId }, done('postpone')); },
    },
    close: {
      about: `${view.currentItemId}:${officers.openItems}`,
      title: t('closeQuestion'),
      note: officers.openItems > 0 ? t('closeRest', { count: officers.openItems }) : t('closePlain'),
      label: officers.openItems > 0 ? t('closeRestConfirm') : t('close'),
      run: () => act.run('sitting.close-session', { postponeRest: officers.openItems > 0 }, done('close')),
    },
  };
  const asking = asked ? confirmations[asked] : null;
  const undoable = officers.undoable && officers.undoable.until > now && officers.undoable.itemId === current?.id ? officers.undoable : null;
  const ask = (what: Asked): void => { act.clear(); setAsked(what); };
  return (
    <>
      <div className="st-actions">
        {next ? (
          <Button look="pri" size={72} icon={current ? 'skip' : 'play'} disabledReason={blocked} busy={act.doing === 'sitting.start-item' || !isSettled} onPress={() => (current && officers.cutsOff ? ask('next') : start())}>
            {nextLabel}
          </Button>
        ) : (
          <Button look="pri" size={72} icon="stop" disabledReason={why(officers.can.close)} onPress={() => ask('close')}>{t('close')}</Button>
        )}
        {current ? <Button size={72} icon="check" isDisabled={blocked !== null} onPress={() => ask('end')}>{endLabel}</Button> : null}
        {current ? (
          <Button size={72} icon="add" busy={act.doing === 'sitting.extend-item'} onPress={() => act.run('sitting.extend-item', { itemId: current.id, minutes: 5 }, () => toast({ text: t('extended') }))}>
            {t('extend')}
          </Button>
        ) : null}
        {putOff ? <Button size={72} icon={putOff.kind === 'break' ? 'skip' : 'hourglass'} isDisabled={blocked !== null} onPress={() => ask('postpone')}>{putOffLabel}</Button> : null}
      </div>
      <div className="st-actions-quiet">
        {/* In a row that is there anyway: nothing moves under the finger that has just tapped. */}
        {undoable ? <Button look="soft" icon="undo" busy={act.doing === 'sitting.return-item'} onPress={() => act.run('sitting.return-item', { itemId: undoable.itemId }, () => toast({ text: tc('undone') }))}>{tc('undoMove')}</Button> : null}
        <Button look="quiet" icon="agenda" isDisabled={blocked !== null} onPress={() => setChanging(true)}>{tf('change')}</Button>
        {view.presentation ? <Button look="quiet" icon="stop" busy={act.doing === 'sitting.stop-presenting'} onPress={() => act.run('sitting.stop-presenting', {})}>{t('stopPresenting')}</Button> : null}
        {view.presentation ? <Button look="quiet" icon="presenting" onPress={() => setHanding(true)}>{t('handOver')}</Button> : null}
        {next ? <Button look="quiet" icon="lock" isDisabled={!officers.can.close.allowed} onPress={() => ask('close')}>{t('close')}</Button> : null}
      </div>
      {isChanging ? <ChangeDialog view={view} onClose={() => setChanging(false)} /> : null}
      <HandOverDialog seats={officers.seats} shown={view.presentation} isOpen={handing} onClose={() => setHanding(false)} />
      <ConfirmDialog
        isOpen={asking !== null}
        about={asked === null || blocked !== null ? null : confirmations[asked].about}
        gone={blocked ?? (current ? t('movedMeanwhile', { name: current.number === null ? current.title : itemName(current, t) }) : t('endedMeanwhile'))}
        onClose={() => ask(null)}
        onConfirm={() => asking?.run()}
        busy={act.busy}
        error={asking ? act.error : null}
        title={asking?.title ?? ''}
        confirmLabel={asking?.label ?? ''}
      >
        <p>{asking?.note}</p>
      </ConfirmDialog>
    </>
  );
}

import { useState } from 'react';
import { Button, ButtonRow, Disclosure, InlineError, Stack, StateWord } from '~/ui';
import { useTexts } from '~/ui/i18n';
import { useCommand } from '../../commands';
import { useProgramOf } from '../upgrade';
import { hallTexts } from './hall-texts';
import type { SittingView, Snapshot } from './sitting-view';

const SERVICES = ['technical', 'water', 'papers'] as const;

/** Calls somebody to one's place without a word; only secretary and assistants see it. */
export function TableCall({ view, me }: { view: SittingView; me: NonNullable<Snapshot['me']> }) {
  const t = useTexts(hallTexts);
  useProgramOf('routes/_app.meetings.$meetingId.sitting._index');
  const act = useCommand<'sitting.call-assistance' | 'sitting.answer-call', { callId?: string }>({ page: `/meetings/${view.meeting.id}/sitting?index` });
  /** Called since the page was loaded, by kind. */
  const [called, setCalled] = useState<Partial<Record<(typeof SERVICES)[number], string>>>({});
  const callOf = (kind: (typeof SERVICES)[number]): string | undefined => called[kind] ?? me.calls.find((call) => call.kind === kind)?.id;
  const answered = new Set(view.hall.answered);
  return (
    <Disclosure title={t('service')}>
      <Stack gap={3}>
        <p className="ph-sm ph-2">{t('serviceNote')}</p>
        {act.error ? <InlineError error={act.error} /> : null}
        {SERVICES.map((kind) => {
          const id = callOf(kind);
          const waits = id !== undefined && !answered.has(id);
          return (
            <ButtonRow key={kind}>
              <Button icon={kind === 'technical' ? 'settings' : kind === 'water' ? 'bell' : 'document'} isDisabled={waits} busy={act.busy} onPress={() => act.run('sitting.call-assistance', { kind }, ({ callId }) => setCalled((known) => ({ ...known, [kind]: callId })))}>{t(kind)}</Button>
              {id !== undefined ? <StateWord tone={waits ? 'accent' : 'ok'} icon={waits ? 'hourglass' : 'check'}>{t(waits ? 'called' : 'coming')}</StateWord> : null}
              {waits ? <Button look="quiet" size={48} onPress={() => act.run('sitting.answer-call', { callId: id })}>{t('callOff')}</Button> : null}
            </ButtonRow>
          );
        })}
      </Stack>
    </Disclosure>
  );
}

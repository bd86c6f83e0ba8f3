import { Form } from '@remix-run/react';
import { useState } from 'react';
import type { QueryResult } from '../../../server/application';
import { useCommand } from '../../commands';
import { Button, ConfirmDialog, InlineError, Stack } from '~/ui';
import { useTexts } from '~/ui/i18n';
import { rehearsalTexts } from './texts';
import './rehearsal.css';

export type RehearsalState = QueryResult<'rehearsals.state'>;

/** On the page of the session: begins, enters and ends its rehearsal; nothing for whom there is nothing to do. @param origin of this installation, for the address of screens. */
export function RehearsalCard({ meetingId, state, origin }: { meetingId: string; state: RehearsalState; origin: string }) {
  const t = useTexts(rehearsalTexts);
  const [ending, setEnding] = useState(false);
  const { run, busy, error, clear } = useCommand<'rehearsals.begin' | 'rehearsals.end'>({ page: `/meetings/${meetingId}?index` });
  const { running, can, door, isElsewhere } = state;
  if (!running && !can.begin && !isElsewhere) return null;
  return (
    <section className="rh-card" aria-label={t('title')}>
      <Stack gap={3}>
        <h2 className="ph-lg">{running ? t('mark') : t('title')}</h2>
        <p className="ph-sm">{running ? t('running', { by: running.begunBy, at: running.begunAt, until: running.endsAt }) : t(isElsewhere ? 'shared' : 'note')}</p>
        {error && !ending ? <InlineError error={error} /> : null}
        {can.begin ? <Button icon="play" wide busy={busy} onPress={() => run('rehearsals.begin', {})}>{busy ? t('beginning') : t('begin')}</Button> : null}
        {can.enter ? (
          <Form method="post" action={`/meetings/${meetingId}/rehearsal`} reloadDocument>
            <Button type="submit" look="pri" icon="play" wide>{t('enter')}</Button>
          </Form>
        ) : null}
        {door ? <p className="ph-sm ph-3">{t('wall')} <span className="rh-address">{`${origin}/rehearsal/wall/${door}`}</span></p> : null}
        {can.end ? <Button look="quiet" icon="stop" wide onPress={() => { clear(); setEnding(true); }}>{t('end')}</Button> : null}
      </Stack>
      <ConfirmDialog
        isOpen={ending}
        about={running ? running.begunAt.toISOString() : null}
        onClose={() => setEnding(false)}
        title={t('endQuestion')}
        confirmLabel={t('end')}
        busy={busy}
        error={error}
        onConfirm={() => run('rehearsals.end', {}, () => setEnding(false))}
      >
        {t('endNote')}
      </ConfirmDialog>
    </section>
  );
}

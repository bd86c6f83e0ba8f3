import { useState } from 'react';
import type { QueryResult } from '../../../server/application';
import { Button, Dialog, InlineError, ListRow, Notice, RowList, Stack, TextField } from '~/ui';
import { useTexts } from '~/ui/i18n';
import { sittingTexts } from './texts';
import { useAskedWhile } from './use-asked-while';
import { useCommand } from '../../commands';

/** How often the list is asked for while it is open, ms. */
const ASK_MS = 2_000;

/** Screens on the wall of this session: one more by the code it shows, one less by a tap. */
export function ScreensDialog({ meetingId, isOpen, onClose }: { meetingId: string; isOpen: boolean; onClose: () => void }) {
  const t = useTexts(sittingTexts);
  const act = useCommand<'sitting.pair-screen' | 'sitting.remove-screen'>();
  const data = useAskedWhile<QueryResult<'sitting.screens'>>(isOpen, `/meetings/${meetingId}/screens`, ASK_MS);
  const [code, setCode] = useState('');
  return (
    <Dialog
      isOpen={isOpen}
      onClose={onClose}
      title={t('screens')}
      note={t('screensNote')}
      actions={
        <Button look="pri" icon="roomScreen" isDisabled={code.trim() === ''} busy={act.doing === 'sitting.pair-screen'} onPress={() => act.run('sitting.pair-screen', { code }, () => setCode(''))}>
          {t('pairScreen')}
        </Button>
      }
    >
      <Stack gap={4}>
        {act.error ? <InlineError error={act.error} /> : null}
        <TextField label={t('screenCode')} value={code} onChange={setCode} autoComplete="off" spellCheck={false} maxLength={10} hint={t('screenCodeHint')} />
        {data?.waiting ? <Notice>{t('screenAwaited')}</Notice> : null}
        {data && data.paired.length > 0 ? (
          <RowList look="cards" label={t('screens')}>
            {data.paired.map(({ id, pairedAt, offeredBy }, index) => (
              <ListRow
                key={id}
                icon="roomScreen"
                title={t('screenNamed', { number: index + 1 })}
                note={t('screenPaired', { at: pairedAt, by: offeredBy })}
                actions={<Button look="quiet" busy={act.doing === 'sitting.remove-screen'} onPress={() => act.run('sitting.remove-screen', { screenId: id })}>{t('removeScreen')}</Button>}
              />
            ))}
          </RowList>
        ) : null}
      </Stack>
    </Dialog>
  );
}

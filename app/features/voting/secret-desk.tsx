import { useState } from 'react';
import { Button, ConfirmDialog, Notice, Stack, StateWord } from '~/ui';
import { useTexts } from '~/ui/i18n';
import { useCommand } from '../../commands';
import type { LiveQuestion } from './data';
import { openOf } from './open-of';
import { secretTexts } from './secret-texts';
import { useBallotBox } from './use-ballot-box';

const LOOK_MS = 5_000;

/** What chair and secretary are told of a ballot box beside how many are in it: that it is being counted, and where its key is gone, what they can do. */
export function SecretDesk({ meetingId, question }: { meetingId: string; question: LiveQuestion }) {
  const ts = useTexts(secretTexts);
  const act = useCommand<'voting.void-ballots'>();
  const [asking, setAsking] = useState(false);
  const { id, counting, cast, text } = question;
  const { said } = useBallotBox(meetingId, id, { isWanted: true, mark: `${openOf(question)} ${counting}`, everyMs: counting ? LOOK_MS : undefined });
  const isLost = said?.box.can.void === true;
  return (
    <Stack gap={3}>
      {counting ? <StateWord tone="son" dot>{ts('counting')}</StateWord> : null}
      {counting && !isLost ? <p className="ph-sm ph-2 ph-num">{ts('countingNote', { cast: cast ?? 0 })}</p> : null}
      {isLost ? <Notice tone="bad" icon="warning" title={ts('keyGone')}>{ts('keyGoneNote')}</Notice> : null}
      {isLost ? <Button look="danger" size={72} wide onPress={() => setAsking(true)}>{ts('void')}</Button> : null}
      <ConfirmDialog
        isOpen={asking}
        about={question.state === 'open' ? openOf(question) : null}
        onClose={() => { act.clear(); setAsking(false); }}
        onConfirm={() => act.run('voting.void-ballots', { questionId: id }, () => setAsking(false))}
        busy={act.busy}
        error={act.error}
        look="danger"
        title={ts('voidTitle', { count: cast ?? 0 })}
        confirmLabel={ts('void')}
      >
        <Stack gap={3}>
          <p className="ph-strong">{text}</p>
          <p>{ts('voidNote')}</p>
        </Stack>
      </ConfirmDialog>
    </Stack>
  );
}

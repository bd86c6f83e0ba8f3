import { useState } from 'react';
import { trackerHere } from '~/tablet/ballots-here';
import { Button, Chip, Dialog, Disclosure, InlineError, LinkButton, Notice, Stack } from '~/ui';
import { useTexts } from '~/ui/i18n';
import { useMe } from '../../me';
import type { LiveQuestion } from './data';
import { secretTexts } from './secret-texts';
import { boxAddress, useBallotBox } from './use-ballot-box';
import './voting.css';

type Counted = Pick<LiveQuestion, 'id' | 'mode' | 'state' | 'way' | 'text'>;

/** After a secret vote, for everybody of the session: the trackers with one's own marked, and the file from which it is counted again. */
export function CountedBallots({ meetingId, question }: { meetingId: string; question: Counted }) {
  const ts = useTexts(secretTexts);
  const { personId } = useMe();
  const [isOpen, setOpen] = useState(false);
  const address = boxAddress(meetingId, question.id);
  const isThere = question.mode === 'secret' && question.state === 'closed' && question.way === 'tablets';
  const { said, failed, ask } = useBallotBox(meetingId, question.id, { isWanted: isOpen && isThere, mark: '' });
  if (!isThere) return null;
  const trackers = said?.box.trackers ?? [];
  const own = isOpen ? trackerHere(personId, question.id) : null;
  return (
    <>
      <Button size={48} icon="list" onPress={() => setOpen(true)}>{ts('record')}</Button>
      <Dialog
        isOpen={isOpen}
        onClose={() => setOpen(false)}
        title={ts('recordTitle')}
        note={question.text}
        size="l"
        actions={<LinkButton href={`${address}/bundle.json`} download icon="download" size={56}>{ts('bundle')}</LinkButton>}
      >
        <Stack gap={4}>
          {failed && !said ? <InlineError message={ts('unread')} onRetry={ask} /> : null}
          {said && own ? <Notice tone={trackers.includes(own) ? 'ok' : 'bad'} title={ts(trackers.includes(own) ? 'mineThere' : 'mineMissing')}><span className="vt-tracker-line">{own}</span></Notice> : null}
          {said && !own ? <p className="ph-2">{ts('mineUnknown')}</p> : null}
          {said ? <p className="ph-num">{`${ts('recordCount', { count: trackers.length })}. ${said.box.keyGone ? ts('recordKeyGone') : ''}`}</p> : null}
          {said ? (
            <ul className="vt-trackers" aria-label={ts('list')} tabIndex={0}>
              {trackers.map((tracker) => (
                <li key={tracker} data-mine={tracker === own || undefined}><span className="vt-tracker-line">{tracker}</span>{tracker === own ? <Chip size="s" tone="ok">{ts('mine')}</Chip> : null}</li>
              ))}
            </ul>
          ) : null}
          <p className="ph-sm ph-2">{ts('bundleNote')}</p>
        </Stack>
      </Dialog>
    </>
  );
}

/** The secret votes of a session that are counted, wherever it is looked at later; nothing where there are none. */
export function CountedVotes({ meetingId, questions }: { meetingId: string; questions: readonly Counted[] }) {
  const ts = useTexts(secretTexts);
  if (questions.length === 0) return null;
  return (
    <Disclosure title={ts('held')} note={String(questions.length)}>
      <Stack gap={3}>
        {questions.map((question) => (
          <Stack gap={2} key={question.id}>
            <p>{question.text}</p>
            <CountedBallots meetingId={meetingId} question={question} />
          </Stack>
        ))}
      </Stack>
    </Disclosure>
  );
}

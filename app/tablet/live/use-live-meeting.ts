import { useCallback, useEffect, useRef, useState } from 'react';
import { PAGE_SHOW, type PageShowAnswer, type ShownPage } from '@shared/protocol/meeting-events';
import { ANSWER_MS, type LiveEnd, type LiveStatus } from './meeting-feed';
import { watchMeeting } from './shared-feed';
import { connection } from './socket';
import { isMissed, type SentTurn } from './sent-turn';

export type { LiveEnd, LiveStatus } from './meeting-feed';

export interface LiveMeeting<View> {
  view: View;
  /** Page the presenter shows, null when nobody presents. */
  page: ShownPage | null;
  status: LiveStatus;
  /** Why nothing more comes, null while pushes come or will come again by themselves. */
  end: LiveEnd | null;
  /** The server speaks another version of the protocol: the page must be loaded anew. */
  outdated: boolean;
  /** Turns the page for all who follow; false when it was refused or could not be sent. */
  presentPage(documentId: string, page: number): Promise<boolean>;
}

/** When a picture was taken (`takenAt`), ms; 0 when it does not say. */
function takenAt(view: unknown): number {
  const at: unknown = typeof view === 'object' && view !== null && 'takenAt' in view ? view.takenAt : null;
  return at instanceof Date ? at.getTime() : 0;
}

/**
 * The sitting as it is pushed. `initial` is what the page was loaded with; pictures that arrive later replace it,
 * older ones are ignored, also those of a page load that a push overtook.
 * @param options.as `screen` asks for what stands on the wall, whatever the account may see.
 */
export function useLiveMeeting<View>(meetingId: string, initial: View, { as }: { as?: 'screen' } = {}): LiveMeeting<View> {
  const [view, setView] = useState(initial);
  const [page, setPage] = useState<ShownPage | null>(null);
  const [status, setStatus] = useState<LiveStatus>('connecting');
  const [end, setEnd] = useState<LiveEnd | null>(null);

  useEffect(() => {
    setView((known) => (takenAt(known) > takenAt(initial) ? known : initial));
  }, [initial]);

  const told = useRef<SentTurn | null>(null);
  const newest = useRef<number | null>(null);
  const presentPage = useCallback(
    async (documentId: string, shown: number): Promise<boolean> => {
      const socket = connection();
      const turn: SentTurn = { documentId, page: shown, rev: null, basis: newest.current };
      told.current = turn;
      // Not kept in the socket's own queue: told blindly after a reconnect it would pull everybody back.
      if (!socket.connected) return false;
      try {
        const answer = (await socket.timeout(ANSWER_MS).emitWithAck(PAGE_SHOW, { meetingId, documentId, page: shown })) as PageShowAnswer;
        if (answer.ok) turn.rev = answer.rev;
        else if (told.current === turn) told.current = null;
        return answer.ok;
      } catch {
        return false;
      }
    },
    [meetingId],
  );

  useEffect(
    () =>
      watchMeeting(
        connection(),
        meetingId,
        {
          // Written by the same server from the same definition as `initial`.
          onView: (pushed) => setView((known) => (takenAt(known) > takenAt(pushed) ? known : (pushed as View))),
          onPage: (shown) => {
            newest.current = shown?.rev ?? newest.current;
            setPage(shown);
          },
          // Turned while there was no network; or the server, which writes turns down a moment later, was killed meanwhile.
          onJoined: (known) => {
            const turn = told.current;
            if (isMissed(turn, known)) void presentPage(turn.documentId, turn.page);
          },
          onStatus: setStatus,
          onEnd: setEnd,
        },
        as,
      ),
    [meetingId, as, presentPage],
  );

  return { view, page, status, end, outdated: end === 'outdated', presentPage };
}

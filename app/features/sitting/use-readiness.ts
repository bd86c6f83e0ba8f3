import { READY_BOARD, READY_NUDGE, type BoardTablet, type ReadyBoardAnswer, type ReadyNudgeAnswer } from '@shared/protocol/readiness';
import { bestOf, problemsOf, worseFirst, type ReadinessProblem } from '@shared/rules/readiness';
import { useCallback, useEffect, useRef, useState } from 'react';
import { connection } from '~/tablet/live/socket';
import { programHere, tellReadiness } from '~/tablet/live/tell-readiness';
import { useToast } from '~/ui';
import { useTexts } from '~/ui/i18n';
import { readinessTexts } from './readiness-texts';
import type { OfficerView } from './sitting-view';

const ANSWER_MS = 5_000;

/** Tells how this tablet is while the page follows the session, and shows when its person is asked to look at it (L59, L61). */
export function useTellReadiness(meetingId: string): void {
  const toast = useToast();
  const t = useTexts(readinessTexts);
  const nudged = useRef<() => void>(() => undefined);
  nudged.current = () => toast({ text: t('nudged'), icon: 'bell' });
  useEffect(() => tellReadiness(connection(), meetingId, () => nudged.current()), [meetingId]);
}

export interface ReadyRow {
  seat: OfficerView['seats'][number];
  /** The best of their tablets; null: none is here. */
  tablet: BoardTablet | null;
  problems: ReadinessProblem[];
}

/** Whoever votes or runs the session needs a tablet; guests may have none. */
const needsTablet = ({ role }: ReadyRow['seat']): boolean => role !== 'guest';

/** Everybody who needs a tablet, the worst off first. */
export function readyRows(seats: OfficerView['seats'], tablets: readonly BoardTablet[], program: string): ReadyRow[] {
  const byPerson = new Map<string, BoardTablet[]>();
  for (const tablet of tablets) byPerson.set(tablet.personId, [...(byPerson.get(tablet.personId) ?? []), tablet]);
  return seats
    .filter(needsTablet)
    .map((seat) => {
      const tablet = bestOf(byPerson.get(seat.personId) ?? [], program);
      return { seat, tablet, problems: problemsOf(tablet, program) };
    })
    .sort((one, other) => worseFirst(one.problems, other.problems));
}

/** Asks for the board again and again. @param everyMs null: not at all. @returns null before the first answer. */
export function useReadiness(meetingId: string, seats: OfficerView['seats'], everyMs: number | null): ReadyRow[] | null {
  const [tablets, setTablets] = useState<BoardTablet[] | null>(null);
  useEffect(() => {
    if (everyMs === null) return undefined;
    const ask = async (): Promise<void> => {
      const answer = (await connection().timeout(ANSWER_MS).emitWithAck(READY_BOARD, { meetingId })) as ReadyBoardAnswer;
      if (answer.ok) setTablets(answer.tablets);
    };
    // While there is no connection the last board stays.
    const look = (): void => void (connection().connected ? ask().catch(() => undefined) : undefined);
    const soon = setTimeout(look, 1_000);
    const timer = setInterval(look, everyMs);
    return () => {
      clearTimeout(soon);
      clearInterval(timer);
    };
  }, [meetingId, everyMs]);
  return tablets && readyRows(seats, tablets, programHere());
}

/** Asks a person to look at their tablet. @returns how many of theirs were reached. */
export function useNudge(meetingId: string): (personId: string) => Promise<number> {
  return useCallback(
    async (personId) => {
      const answer = (await connection().timeout(ANSWER_MS).emitWithAck(READY_NUDGE, { meetingId, personId })) as ReadyNudgeAnswer;
      return answer.ok ? answer.reached : 0;
    },
    [meetingId],
  );
}

import { createHash } from 'node:crypto';
import { nextTurn } from '../../shared/rules/audience';
import { EVERY_PAPER, readerOf, sightIn, type PaperSight } from '../meetings';
import type { Audience } from './audience';
import type { LiveState } from './live-state';

/** What one person of an audience sees in the live picture; null: nobody in person, as a screen on the wall or a clerk (M41). */
export function liveSight(state: LiveState, audience: Audience, personId: string | null): PaperSight {
  const { meeting, seats, audiences, recusals, units, now } = state;
  const seat = audience === 'screen' ? null : (seats.find((one) => one.personId === personId) ?? null);
  if (audience === 'officers' && seat?.role !== 'chair') return EVERY_PAPER;
  const names = seat ? [seat.personId, ...(units.get(seat.personId) ?? [])] : [];
  return sightIn(meeting, audiences, readerOf({ seat, isSystem: false, isChair: audience === 'officers', isSecretary: false }, names, recusals), now);
}

const APART = ' without ';

/** The picture of an audience for one of it: people who see the same are shown the same, made once. */
export function shareOf(state: LiveState, audience: Audience, personId: string | null): string {
  const sight = liveSight(state, audience, personId);
  if (sight.seesAll) return audience;
  const unseen = state.papers.filter((paper) => !sight.sees(paper)).map(({ id }) => id);
  return unseen.length === 0 ? audience : `${audience}${APART}${unseen.join(' ')}`;
}

/** @returns the audience, and the papers left out. */
export function readShare(share: string): { audience: Audience; unseen: ReadonlySet<string> } {
  const [audience, unseen] = share.split(APART);
  return { audience: audience as Audience, unseen: new Set(unseen?.split(' ')) };
}

/** Changes when the papers somebody sees do; tells nothing of the others. */
export const sightMark = (papers: readonly { id: string }[]): string => createHash('sha256').update(papers.map(({ id }) => id).sort().join(' ')).digest('base64url').slice(0, 12);

/** When somebody may see more or less without anything being done. */
export const nextSightTurn = ({ audiences, now }: LiveState): Date | null => nextTurn(audiences.values(), now);

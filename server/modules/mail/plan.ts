import type { Meeting, Seat } from '../meetings';

export type LetterKind = 'invitation' | 'update' | 'cancellation' | 'reminder';
export type LetterState = 'queued' | 'sent' | 'failed' | 'bounced' | 'dropped';

/** What a letter says of a session, and what is told when it changes (ML1). */
export type AnnouncedFacts = Pick<Meeting, 'startsAt' | 'endsAt' | 'place' | 'title' | 'kind' | 'form'>;

export interface Announced extends AnnouncedFacts {
  sequence: number;
  cancelled: boolean;
}

/** What was said to one person so far, the latest last. */
export interface ToldLetter {
  id: string;
  personId: string;
  kind: LetterKind;
  sequence: number;
  state: LetterState;
  tries: number;
}

export interface PlannedLetter {
  personId: string;
  kind: LetterKind;
  fields: readonly (keyof AnnouncedFacts)[];
}

export interface Plan {
  announced: Announced;
  letters: PlannedLetter[];
  /** Ids of letters that were not begun and are of no use any more. */
  dropped: string[];
}

/** When people are to come: of an adjourned sitting, when it goes on (sitting L52). */
export const timesOf = ({ startsAt, endsAt, continuesAt, continuesUntil }: Pick<Meeting, 'startsAt' | 'endsAt' | 'continuesAt' | 'continuesUntil'>) => ({ startsAt: continuesAt ?? startsAt, endsAt: continuesUntil ?? endsAt });

const FIELDS = ['startsAt', 'endsAt', 'place', 'title', 'kind', 'form'] as const satisfies readonly (keyof AnnouncedFacts)[];

export const factsOf = ({ startsAt, endsAt, place, title, kind, form }: AnnouncedFacts): AnnouncedFacts => ({ startsAt, endsAt, place, title, kind, form });

/** It left, or may have: what was begun and not refused for good may lie in a mailbox. */
const mayHave = ({ state, tries }: ToldLetter): boolean => state === 'sent' || (tries > 0 && (state === 'queued' || state === 'dropped'));

const isCurrent = (session: Pick<Meeting, 'state' | 'publishedAt'>): boolean => session.publishedAt !== null && session.state !== 'draft';

/**
 * What has to be said now, from what is and what was said (ML1): the same question twice has nothing to say the second time.
 * @param told letters about the session but reminders, the oldest first. @returns null where nothing is to be said.
 */
export function planLetters(meeting: AnnouncedFacts & Pick<Meeting, 'state' | 'publishedAt'>, seats: readonly Pick<Seat, 'personId'>[], announced: Announced | null, told: readonly ToldLetter[], now: Date): Plan | null {
  const isOver = meeting.state === 'closed' || meeting.endsAt <= now;
  if (!isCurrent(meeting) || (isOver && meeting.state !== 'cancelled')) return null;
  // One that was announced before there were letters is not announced while it runs.
  if (!announced && meeting.state !== 'published') return null;
  const isCancelled = meeting.state === 'cancelled';
  const fields = announced ? FIELDS.filter((field) => String(announced[field]) !== String(meeting[field])) : [];
  const seated = new Set(isCancelled ? [] : seats.map(({ personId }) => personId));
  const byPerson = new Map<string, ToldLetter[]>();
  for (const letter of told) if (letter.kind !== 'reminder') byPerson.set(letter.personId, [...(byPerson.get(letter.personId) ?? []), letter]);
  const letters: PlannedLetter[] = [];
  const dropped: string[] = [];
  let grows = announced !== null && (fields.length > 0 || isCancelled !== announced.cancelled);
  for (const personId of new Set([...seated, ...byPerson.keys()])) {
    const own = byPerson.get(personId) ?? [];
    const waiting = own.filter(({ state }) => state === 'queued');
    const last = own.filter((letter) => letter.state !== 'dropped' || mayHave(letter)).at(-1) ?? null;
    const isInvited = last !== null && last.kind !== 'cancellation';
    const has = isInvited && own.slice(own.findLastIndex(({ kind }) => kind === 'cancellation') + 1).some(mayHave);
    if (!seated.has(personId)) {
      if (!isInvited) continue;
      dropped.push(...waiting.map(({ id }) => id));
      if (!has) continue;
      letters.push({ personId, kind: 'cancellation', fields: [] });
      grows = true;
    } else if (!isInvited) {
      dropped.push(...waiting.map(({ id }) => id));
      letters.push({ personId, kind: 'invitation', fields: [] });
      if (own.length > 0) grows = true;
    } else if (fields.length > 0) {
      dropped.push(...waiting.map(({ id }) => id));
      letters.push(has ? { personId, kind: 'update', fields } : { personId, kind: 'invitation', fields: [] });
    }
  }
  if (announced && !grows && letters.length === 0 && dropped.length === 0) return null;
  const sequence = announced ? announced.sequence + (grows ? 1 : 0) : 0;
  return { announced: { ...factsOf(meeting), sequence, cancelled: isCancelled }, letters, dropped };
}

import type { RunContext } from '../../kernel/command';
import type { Meeting } from '../meetings';
import { sendLetter } from './jobs/send-letter-kind';
import { addLetters, findAddressees, listLetters } from './repository';

/** Puts one letter about papers of a session in line for each of these people who has an address and had none by this rule (ML14). @returns how many. */
export async function putInLine({ db, now, id, enqueue }: Pick<RunContext<unknown>, 'db' | 'now' | 'id' | 'enqueue'>, meeting: Pick<Meeting, 'id' | 'startsAt' | 'endsAt'>, rule: string, personIds: readonly string[]): Promise<number> {
  const until = meeting.endsAt;
  if (personIds.length === 0 || until <= now) return 0;
  const people = await findAddressees(db, personIds);
  const told = new Set((await listLetters(db, meeting.id)).filter((letter) => letter.rule === rule).map(({ personId }) => personId));
  const letters = personIds
    .filter((personId) => people.get(personId)?.email && !told.has(personId))
    .map((personId) => ({ id: id(), meetingId: meeting.id, personId, kind: 'reminder' as const, sequence: 0, rule, fields: '', queuedAt: now, dueAt: now, until }));
  await addLetters(db, letters);
  for (const letter of letters) await enqueue(sendLetter, { letterId: letter.id }, { key: letter.id });
  return letters.length;
}

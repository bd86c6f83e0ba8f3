import { z } from 'zod';
import { defineQuery } from '../../../kernel/command';
import type { Caller } from '../../../kernel/actor';
import { signedIn } from '../../../kernel/policy';
import type { Db } from '../../../kernel/ports/database';
import { CITED_KINDS, LONGEST_NUMBER } from '../../../shared/rules/citations';
import { findMeetingAccess } from '../../meetings';
import { bodiesUnder } from '../../organization';
import { citedOfficial, issuedUnder, type CitedOfficial } from '../../records';
import { readerOf, type Reader } from '../access';
import { presentEntry, type ShownEntry } from '../present';
import { entriesNamed, findEntry, type LibraryEntry } from '../repository';
import { meantBy, namesOf, onlyOf } from '../which';

/** Of one page. */
const MOST = 150;

const citation = z.strictObject({
  kind: z.enum(CITED_KINDS),
  /** As `numberKey` has it; null: by name. */
  number: z.string().min(1).max(LONGEST_NUMBER).nullable(),
  /** In parts, at the ends of which the name may end. */
  name: z.array(z.string().min(1).max(1_000)).max(40),
  year: z.int().min(1900).max(2100).nullable(),
});

/** What is open: a paper of a session, or a document of the library. */
const open = z.union([z.strictObject({ meetingId: z.uuid() }), z.strictObject({ entryId: z.uuid() })]).nullable();

export type CitationTarget = { kind: 'entry'; entry: ShownEntry; /** Words of the name that are its name. */ words: number } | { kind: 'official'; official: CitedOfficial };

const shownOf = (entry: LibraryEntry, reader: Reader, now: Date): CitationTarget => ({ kind: 'entry', entry: presentEntry(entry, reader, now), words: entry.nameKey === '' ? 0 : entry.nameKey.split(' ').length });

/** Bodies whose numbers are meant by what is open: the one that meets, those of the agency whose document it is. What is shared is nobody's. */
async function bodiesMeant(db: Db, of: z.output<typeof open>, { agencies }: Reader, caller: Caller): Promise<string[]> {
  if (of === null) return [];
  if ('meetingId' in of) return (await findMeetingAccess(db, of.meetingId, caller).then((access) => access && [access.meeting.bodyId])) ?? [];
  const agencyId = (await findEntry(db, of.entryId))?.agencyId ?? null;
  return agencyId !== null && agencies.includes(agencyId) ? bodiesUnder(db, agencyId) : [];
}

/**
 * Where citations of a page lead, for this person and at this moment: into the library, or to what was issued here; null: nowhere (LB8, LB9).
 * Asked anew with every page, so that what is added later lights up in every paper, and what is taken out goes dark.
 */
export const cited = defineQuery({
  name: 'library.cited',
  input: z.strictObject({ citations: z.array(citation).max(MOST), open }),
  load: async ({ citations, open: of }, { db, caller, now }) => {
    const reader = await readerOf(db, caller, now);
    const known = await entriesNamed(db, reader.agencies, {
      numbers: [...new Set(citations.flatMap(({ number }) => number ?? []))],
      names: [...new Set(citations.flatMap(namesOf))],
      constitutions: [...new Set(citations.flatMap(({ kind, number, year }) => (number === null && kind === 'hien_phap' ? (year ?? []) : [])))],
    });
    const bodyIds = await bodiesMeant(db, of, reader, caller);
    const targets: (LibraryEntry | CitedOfficial | null)[] = [];
    for (const one of citations) {
      const kept = meantBy(one, known);
      // What the library has of the same year is that document.
      const issued = (one.number === null ? [] : await issuedUnder(db, { key: one.number, year: one.year }, bodyIds)).filter(({ year }) => !kept.some(({ issuedOn }) => issuedOn.startsWith(String(year))));
      const [official] = issued;
      if (!official) targets.push(onlyOf(kept));
      else targets.push(kept.length === 0 && issued.length === 1 ? await citedOfficial(db, official, caller) : null);
    }
    return { reader, targets };
  },
  policy: signedIn,
  present: ({ reader, targets }, _input, { now }) => ({
    targets: targets.map((one): CitationTarget | null => (one === null ? null : 'issuedOn' in one ? shownOf(one, reader, now) : { kind: 'official', official: one })),
  }),
});

import { z } from 'zod';
import { personIdOf } from '../../../kernel/actor';
import { defineQuery } from '../../../kernel/command';
import { DomainError } from '../../../kernel/errors';
import { findJob } from '../../../kernel/jobs/repository';
import { allow } from '../../../kernel/policy';
import { listSeats, loadMeetingAccess, prepares, sightOf } from '../../meetings';
import { partOf } from '../load-pack';
import { outlineOf } from '../outline';
import { findPackOf, listPacksOf, type Pack } from '../repository';

const SHOWN = 10;

/** The pack of a session as the caller may have it now, and those in large print or of some pages that concern the caller (PK6, PK10). */
export const session = defineQuery({
  name: 'packs.session',
  input: z.strictObject({ meetingId: z.uuid() }),
  load: ({ meetingId }, { db, caller }) => loadMeetingAccess(db, meetingId, caller),
  policy: () => allow,
  async present(access, { meetingId }, { db, caller, now }) {
    const outline = await outlineOf(access, { large: false, part: null, sight: await sightOf(db, access, caller, now) }, db).catch((error: unknown) => {
      if (error instanceof DomainError && error.code === 'rejected') return null;
      throw error;
    });
    const personId = personIdOf(caller);
    const [current, own, seats] = [outline && (await findPackOf(db, meetingId, outline.digest, null, now)), personId === null ? [] : await listPacksOf(db, meetingId, personId, SHOWN), await listSeats(db, meetingId)];
    const names = new Map(seats.map((seat) => [seat.personId, seat.fullName]));
    const papers = (outline?.rows ?? []).filter((row) => row.kind === 'paper');
    const titles = new Map(papers.map(({ id, title }) => [id, title]));
    const shown = async (pack: Pack) => {
      const job = pack.state === 'waiting' && pack.jobId ? await findJob(db, pack.jobId) : null;
      const isLost = pack.state === 'waiting' && (!job || job.state === 'failed' || job.state === 'cancelled');
      const part = partOf(pack);
      return { id: pack.id, part: part && { title: titles.get(part.documentId) ?? '', from: part.from, to: part.to }, state: isLost ? ('failed' as const) : pack.state, pages: pack.pages, size: pack.size, missing: pack.missing, isLarge: pack.isLarge, for: pack.forId === null ? null : (names.get(pack.forId) ?? ''), done: job?.done ?? null, total: job?.total ?? null };
    };
    const others = own.filter(({ id, isLarge, part, expiresAt }) => id !== current?.id && (isLarge || part !== null) && expiresAt > now);
    return {
      /** Pages and papers it would have; null where there is none to be made. */
      whole: outline && { papers: papers.length, pages: papers.reduce((sum, { count }) => sum + count, 0) },
      current: current && (await shown(current)),
      /** One was made of an earlier state of the papers. */
      isOutOfDate: outline !== null && current === null && own.some(({ isLarge, part, digest }) => !isLarge && part === null && digest !== outline.digest),
      others: await Promise.all(others.map(shown)),
      people: prepares(access) ? seats.map(({ personId: id, fullName, position }) => ({ id, fullName, position })) : [],
    };
  },
});

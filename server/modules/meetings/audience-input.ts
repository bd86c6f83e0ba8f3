import { z } from 'zod';
import { DomainError } from '../../kernel/errors';
import type { Db } from '../../kernel/ports/database';
import { AUDIENCE_KINDS } from '../../shared/rules/audience';
import { LIMITS } from '../../shared/rules/limits';
import { unitNames } from '../organization';
import { listSeats } from './repository';
import type { AudienceText } from './repository.audiences';

const names = z.array(z.uuid()).max(LIMITS.seats).default([]);
const moment = z.iso.datetime({ offset: true }).nullable().default(null);

/** Who may see an item's papers, or a paper, as those who prepare say it. */
export const audienceShape = { kind: z.enum(AUDIENCE_KINDS), personIds: names, unitIds: names, opensAt: moment, closesAt: moment };
const audienceSchema = z.object(audienceShape);

/**
 * As it is stored: people have a seat in the session, units exist, and the time ends after it begins.
 * @throws DomainError `invalid`/`meetings.audience_of_nobody`, `meetings.audience_times`, `meetings.audience_not_seated`, `meetings.audience_no_unit`.
 */
export async function audienceForStore(db: Db, meetingId: string, { kind, opensAt, closesAt, ...named }: z.output<typeof audienceSchema>): Promise<AudienceText> {
  const [from, until] = [opensAt === null ? null : new Date(opensAt), closesAt === null ? null : new Date(closesAt)];
  if (from && until && from >= until) throw new DomainError('invalid', 'meetings.audience_times', { field: 'closesAt' });
  const [personIds, unitIds] = kind === 'named' ? [[...new Set(named.personIds)], [...new Set(named.unitIds)]] : [[], []];
  if (kind === 'named' && personIds.length + unitIds.length === 0) throw new DomainError('invalid', 'meetings.audience_of_nobody', { field: 'kind' });
  const seated = new Set((await listSeats(db, meetingId)).map((seat) => seat.personId));
  if (personIds.some((id) => !seated.has(id))) throw new DomainError('invalid', 'meetings.audience_not_seated', { field: 'kind' });
  if (unitIds.length > 0 && (await unitNames(db, unitIds)).size < unitIds.length) throw new DomainError('invalid', 'meetings.audience_no_unit', { field: 'kind' });
  return { kind, personIds, unitIds, opensAt: from, closesAt: until };
}

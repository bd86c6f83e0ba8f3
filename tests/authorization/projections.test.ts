import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toPublicError } from '../../server/kernel/errors';
import { modules } from '../../server/modules';
import { MATRIX } from './matrix';
import { prepareWorld, type Role, type World } from './world';

/** Asked by the transport alone; their answers are not sent on. */
const TRANSPORT_ONLY = ['documents.file', 'library.file', 'exports.file', 'packs.file', 'documents.original', 'documents.picture', 'documents.submission-file', 'records.file', 'records.verify-upload'];
const ID = /^[0-9a-f]{8}-[0-9a-f]{4}-/u;

/** Every place in an answer that holds something, ids and list positions left out: `items[].can.edit`. */
function placesOf(value: unknown, at = ''): string[] {
  if (value instanceof Date || value === null || typeof value !== 'object') return [at];
  if (Array.isArray(value)) return value.length === 0 ? [`${at}[]`] : value.flatMap((part) => placesOf(part, `${at}[]`));
  return Object.entries(value).flatMap(([key, part]) => placesOf(part, `${at}.${ID.test(key) ? '*' : key}`));
}

describe('meetings M15 what an audience gets is named field by field', () => {
  let world: World;
  beforeAll(async () => void (world = await prepareWorld()), 240_000);
  afterAll(() => world.close());
  const queries = modules.flatMap((module) => module.queries.map(({ name }) => name as string)).filter((name) => !TRANSPORT_ONLY.includes(name));

  async function answersFor(role: Role): Promise<Map<string, unknown>> {
    const answers = new Map<string, unknown>();
    for (const name of queries) {
      const row = MATRIX[name];
      if (!row?.allow.includes(role)) continue;
      // A wrong state or secret is no answer; the matrix sees to it that it is no matter of rights.
      const answer = await world.bus.query(name, row.input(world), world.callers[role]).catch((error: unknown) => ({ refused: toPublicError(error).reason }));
      answers.set(name, answer);
    }
    return answers;
  }

  it.each(['guest', 'member', 'clerk', 'unit_officer', 'unit_leader'] as const)('a %s gets these fields and no other', { timeout: 240_000 }, async (role) => {
    const lines: string[] = [];
    for (const [name, answer] of await answersFor(role)) lines.push(name, ...[...new Set(placesOf(answer))].sort().map((place) => `  ${place}`));
    await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot(path.join(import.meta.dirname, 'projections', `${role}.txt`));
  });

  it('no answer to a guest, a member or a stranger holds reasons of absence, rules of the body, makers of drafts or keys of files', { timeout: 240_000 }, async () => {
    const absent = await world.reader.attendee.findFirstOrThrow({ where: { reason: { not: null } } });
    for (const role of ['guest', 'member', 'stranger', 'unit_officer', 'unit_leader'] as const) {
      for (const [name, answer] of await answersFor(role)) {
        // Which bodies there are, and by which rules they decide, is open to every signed-in person (O1).
        if (name === 'organization.bodies') continue;
        const said = JSON.stringify(answer ?? null);
        expect(said, `${name} to ${role}`).not.toContain(`"${absent.reason}"`);
        expect(said, `${name} to ${role}`).not.toMatch(/"(policy|createdById|markedById|blobKey|passwordHash|tokenHash|frozenText)":/u);
      }
    }
  });
});

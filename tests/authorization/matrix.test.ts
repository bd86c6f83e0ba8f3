import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { modules } from '../../server/modules';
import { MATRIX } from './matrix';
import { prepareWorld, ROLES, type Role, type World } from './world';

const commands = new Set<string>(modules.flatMap((module) => module.commands.map(({ name }) => name)));
const queries = new Set<string>(modules.flatMap((module) => module.queries.map(({ name }) => name)));
const liveViews = new Map<string, unknown>(modules.flatMap((module) => module.liveViews.map((view) => [view.name, view] as const)));
const registered = [...commands, ...queries, ...liveViews.keys()];

type Outcome = 'ok' | 'forbidden' | 'not_found' | 'unauthenticated' | 'hidden';

/** How a refusal reads in the matrix; wrong states and wrong secrets are past the question of rights. */
function outcomeOf(error: unknown): { outcome: Outcome; reason: string } {
  const { code, reason } = error as { code?: string; reason?: string };
  if (code === undefined || reason === undefined) throw error;
  if (code === 'invalid') throw new Error(`the row's input is not valid: ${reason} ${JSON.stringify(error)}`);
  if (code === 'unauthenticated' && reason === 'sign_in_first') return { outcome: 'unauthenticated', reason };
  if (code === 'forbidden' || code === 'not_found') return { outcome: code, reason };
  return { outcome: 'ok', reason };
}

describe('who may do what', () => {
  let world: World;
  beforeAll(async () => void (world = await prepareWorld()), 120_000);
  afterAll(() => world.close());

  async function attempt(name: string, role: Role): Promise<{ outcome: Outcome; reason: string; answer?: unknown }> {
    const caller = world.callers[role];
    const input = MATRIX[name]?.input(world);
    try {
      const view = liveViews.get(name) as { audienceOf(id: string, context: unknown): Promise<string | null> } | undefined;
      if (view) {
        const audience = await view.audienceOf(String(input), { db: world.reader, caller, now: world.now() });
        return { outcome: audience === null ? 'not_found' : 'ok', reason: '' };
      }
      const answer = commands.has(name) ? await world.bus.execute(name, input, caller) : await world.bus.query(name, input, caller);
      return { outcome: 'ok', reason: '', answer };
    } catch (error) {
      return outcomeOf(error);
    }
  }

  it('every registered command, query and live view has its row, and no row is left over', () => {
    expect(registered.filter((name) => !(name in MATRIX))).toEqual([]);
    expect(Object.keys(MATRIX).filter((name) => !registered.includes(name))).toEqual([]);
  });

  it.each(Object.keys(MATRIX))('%s', async (name) => {
    const row = MATRIX[name];
    if (!row) throw new Error('the row is gone');
    const expected: Record<string, string> = {};
    const actual: Record<string, string> = {};
    for (const role of ROLES) {
      const { outcome, reason } = await attempt(name, role);
      // People who may not know of a thing get "not found"; without a session that, or the way to the sign-in page.
      const seen = outcome === 'not_found' || (outcome === 'unauthenticated' && role === 'anonymous') ? 'hidden' : outcome;
      actual[role] = seen;
      expected[role] = row.allow.includes(role) ? 'ok' : row.forbid?.includes(role) ? 'forbidden' : 'hidden';
      if (outcome === 'forbidden') expect(reason, `${name} for ${role}`).toMatch(/^[a-z_]+\.[a-z_]+$/u);
    }
    expect(actual).toEqual(expected);
  });

  it('identity I11 no answer to a system administrator holds a word of any paper, agenda, vote or minutes', async () => {
    const said: string[] = [];
    for (const name of [...queries, ...liveViews.keys()]) {
      if (['records.by-code', 'records.verify-code'].includes(name)) continue;
      const { answer } = await attempt(name, 'admin');
      if (JSON.stringify(answer ?? null).includes(world.canary)) said.push(name);
    }
    expect(said).toEqual([]);
    // The word is really there for those who may read it.
    expect(JSON.stringify((await attempt('agenda.list', 'member')).answer)).toContain(world.canary);
    expect(JSON.stringify((await attempt('documents.list', 'guest')).answer)).toContain(world.canary);
  });

  it('a draft is hidden from everybody who does not prepare it', async () => {
    const hidden = ROLES.filter((role) => role !== 'secretary');
    for (const name of ['meetings.detail', 'agenda.list', 'documents.list', 'voting.questions', 'sitting.live-snapshot', 'minutes.view', 'metrics.meeting']) {
      for (const role of hidden) await expect(world.bus.query(name, { meetingId: world.draft.meetingId }, world.callers[role]), `${name} for ${role}`).rejects.toMatchObject({ code: 'not_found' });
    }
    for (const role of hidden) await expect(world.bus.query('documents.file', { documentId: world.draft.documentId }, world.callers[role]), role).rejects.toMatchObject({ code: 'not_found' });
  });
});

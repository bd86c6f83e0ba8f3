/** One of two processes that write into the same database as fast as they can: `ENGINE WHERE NAME ROUNDS`. Says what became of each. */
import { lease, nextInLine } from '../../server/kernel/jobs/repository';
import { appendAudit, findReceipt, storeReceipt } from '../../server/kernel/repository';
import type { PendingOp } from '../../server/kernel/ports/op-store';
import { appendEvents } from '../../server/kernel/repository.history';
import { openInkOn, openOn, type EngineName } from './engines';
import { newUuid } from './ink-samples';

export interface Hammered {
  acted: number;
  replayed: number;
  /** Jobs this process took. */
  jobs: string[];
  /** Of its own operations, then of those that both bring. */
  ink: { seq: number; outcome: string }[];
  shared: { seq: number; outcome: string }[];
}

const [engine, where = '', name = '', rounds = '0', docId = '', sharedOps = ''] = process.argv.slice(2);
const database = await openOn(engine as EngineName, where);
const ink = await openInkOn(engine as EngineName, where);
const result: Hammered = { acted: 0, replayed: 0, jobs: [], ink: [], shared: [] };

/** A mark whose content no store looks into. */
const mark = (authorId: string, round: number, opId = newUuid()): PendingOp => ({ docId, layer: 'shared', opId, authorId, body: Uint8Array.of(1, round), targets: [] });

/** The same command comes to both; whoever is first carries it out. */
async function command(round: number): Promise<void> {
  await database.transaction(async (db) => {
    const commandId = `command-${round}`;
    if (await findReceipt(db, 'person', commandId)) return void (result.replayed += 1);
    const at = new Date();
    const events = [1, 2].map((part) => ({ stream: 'hall', type: 'test.hammered', payload: { by: name, round, part } }));
    await appendEvents(db, [...events, { stream: name, type: 'test.hammered', payload: {} }], { at, actorId: null, id: newUuid });
    await appendAudit(db, { objectType: 'test', objectId: name, at, actorId: null, actorName: name, action: 'test.hammer', changes: [] });
    await storeReceipt(db, { actorId: 'person', commandId, command: 'test.hammer', inputHash: '', result: name, at });
    result.acted += 1;
  });
}

async function work(round: number): Promise<void> {
  const now = new Date();
  await database.transaction(async (db) => {
    const job = await nextInLine(db, ['test.job'], now);
    if (job && (await lease(db, job, name, new Date(now.getTime() + 60_000)))) result.jobs.push(job.id);
  });
  const own = await ink.append([mark(name, round), mark(name, round)]);
  result.ink.push(...own.map(({ seq, outcome }) => ({ seq, outcome })));
  const opId = sharedOps.split(',')[round];
  if (opId) result.shared.push(...(await ink.append([mark('both', round, opId)])).map(({ seq, outcome }) => ({ seq, outcome })));
}

process.once('message', () => {
  void (async () => {
    // One begins at the other's end, so that each has commands that it brings first.
    for (let round = 0; round < Number(rounds); round += 1) await Promise.all([command(name === 'two' ? Number(rounds) - 1 - round : round), work(round)]);
    await ink.close();
    await database.stop();
    process.send?.(result, () => process.disconnect());
  })();
});
process.send?.({ ready: true });

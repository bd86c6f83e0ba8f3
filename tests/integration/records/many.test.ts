import { randomUUID } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { signThrough } from '../../../app/features/signing/sign-through.server';
import { issue } from '../../../server/adapters/signer';
import type { Caller } from '../../../server/kernel/actor';
import { verifyPdf } from '../../../server/pades/verify/verify-pdf';
import { manyLike } from '../../support/many-documents';
import { approvedMinutes, closedAssembly, PIN, reasonOf, type ClosedAssembly } from '../minutes/session';

let all: ClosedAssembly;
let documents: { officialId: string; sha256: string }[];

const begin = (who: Caller, given = documents, { pin = PIN, sealOfId = null as string | null } = {}) => all.execute('records.begin-run', { sealOfId, documents: given, pin }, who);
const through = (runId: string, who: Caller) => signThrough(all.installation.application, runId, who);
const results = async (who: Caller, runId: string | null = null) => all.query('records.signing-runs', { runId }, who);
const told = async (who: Caller) => (await results(who)).items.map(({ state, refusal }) => (refusal ? `${state} ${refusal.reason}` : state));
const reader = () => all.installation.application.database.reader;
const revisions = () => reader().officialFile.groupBy({ by: ['officialId'], _count: { _all: true } });

async function bytesOf(officialId: string, revision: number): Promise<Buffer> {
  const { blobKey: key, sha256, size } = await all.query('records.file', { officialId, revision }, all.secretary);
  const chunks: Buffer[] = [];
  for await (const chunk of await all.installation.application.ports.blobs.open({ key, sha256, size })) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

beforeEach(async () => {
  all = await closedAssembly();
  const { officialId } = await approvedMinutes(all);
  documents = await manyLike(all.installation.application, officialId, 4);
}, 120_000);
afterEach(() => all.close());

describe('many documents with one PIN', { timeout: 120_000 }, () => {
  it('records G43 exports E16 what waits is one list by key; one PIN signs every document that was shown, each as its own act, and all are valid', async () => {
    const { waiting } = await all.query('records.to-sign', {}, all.secretary);
    expect(waiting).toHaveLength(1);
    expect(waiting[0]).toMatchObject({ sealOfId: null, key: { commonName: all.secretary.fullName, attemptsLeft: 5 } });
    expect(waiting[0]?.documents.map(({ officialId, file }) => ({ officialId, sha256: file?.sha256 })).sort((a, b) => a.officialId.localeCompare(b.officialId))).toEqual([...documents].sort((a, b) => a.officialId.localeCompare(b.officialId)));
    const { runId, total } = await begin(all.secretary);
    expect(total).toBe(4);
    await through(runId, all.secretary);
    expect(await told(all.secretary)).toEqual(['signed', 'signed', 'signed', 'signed']);
    expect((await results(all.secretary)).runs[0]).toMatchObject({ id: runId, state: 'ended', counts: { signed: 4, refused: 0, left: 0, waiting: 0 } });
    const { trust } = all.installation.application.ports;
    const believed = { trustAnchors: await trust.anchors(), crls: await trust.crls(), now: all.installation.clock.now() };
    for (const { officialId } of documents) expect(verifyPdf(await bytesOf(officialId, 1), believed)).toMatchObject({ verdict: 'valid' });
    const entries = await reader().auditEntry.findMany({ where: { action: { startsWith: 'records.' } }, orderBy: { seq: 'asc' } });
    expect(entries.map(({ action, actorId }) => [action, actorId])).toEqual(['begin-run', 'sign-next', 'sign-next', 'sign-next', 'sign-next', 'close-run'].map((name) => [`records.${name}`, all.secretary.personId]));
    expect(await reader().historyEvent.count({ where: { type: 'records.signed' } })).toBe(4);
    expect((await all.query('records.to-sign', {}, all.secretary)).waiting).toEqual([]);
    const { rows } = await all.query('exports.page', { kind: 'person', subjectId: all.secretary.personId, section: 'signing-runs', after: null }, { kind: 'system', name: 'exports.make-export' });
    expect(rows.map((row) => [row['runId'], row['state']])).toEqual(documents.map(() => [runId, 'signed']));
    expect((await all.query('records.to-sign', {}, all.chair)).waiting[0]?.documents).toHaveLength(4);
    expect(await reasonOf(all.execute('records.sign-next', { runId }, all.secretary))).toBe('conflict/signing.run_over');
    expect(await reasonOf(all.execute('records.sign-next', { runId }, all.chair))).toBe('not_found/not_found');
    expect(await reasonOf(results(all.chair, runId))).toBe('not_found/not_found');
  });

  it('records G44 a document that is not the one shown is refused alone, and the others are signed', async () => {
    const [first, second, third, fourth] = documents;
    if (!first || !second || !third || !fourth) throw new Error('too few');
    await all.execute('records.refuse', { officialId: second.officialId, reason: 'Sai tên' }, all.secretary);
    const { runId } = await begin(all.secretary, [first, { ...third, sha256: '0'.repeat(64) }, second, fourth]);
    await all.execute('records.sign', { officialId: fourth.officialId, pin: PIN }, all.secretary);
    await through(runId, all.secretary);
    expect(await told(all.secretary)).toEqual(['signed', 'refused signing.changed_since_shown', 'refused signing.was_refused', 'refused signing.already_signed']);
    expect((await revisions()).map(({ officialId, _count }) => [officialId, _count._all]).sort()).toEqual([[first.officialId, 2], [second.officialId, 1], [third.officialId, 1], [fourth.officialId, 2]].sort());
    expect(await reasonOf(begin(all.chair))).toBe('nothing was refused');
    await through((await results(all.chair)).runs[0]?.id ?? '', all.chair);
    expect(await told(all.chair)).toEqual(['refused signing.changed_since_shown', 'refused signing.not_your_turn', 'refused signing.not_your_turn', 'refused signing.changed_since_shown']);
  });

  it('records G44 one that its signer may not see any more is left out and counted, the others are signed; of such alone there is no run', async () => {
    const foreign = { officialId: randomUUID(), sha256: '0'.repeat(64) };
    const begun = await begin(all.secretary, [foreign, ...documents]);
    expect(begun).toMatchObject({ total: 4, gone: 1 });
    await through(begun.runId, all.secretary);
    expect(await told(all.secretary)).toEqual(['signed', 'signed', 'signed', 'signed']);
    expect((await reader().auditEntry.findFirstOrThrow({ where: { action: 'records.begin-run' } })).details).toContain('"gone":1');
    expect(await reasonOf(begin(all.chair, [foreign]))).toBe('not_found/not_found');
  });

  it('records G44 another certificate in the middle signs nothing more', async () => {
    const { runId } = await begin(all.secretary);
    await all.execute('records.sign-next', { runId }, all.secretary);
    const now = all.installation.clock.now();
    await issue(path.join(all.installation.dataDir, 'signing'), { personId: all.secretary.personId, commonName: all.secretary.fullName, pin: PIN, algorithm: 'ecdsa-p256-sha256', now });
    await through(runId, all.secretary);
    expect(await told(all.secretary)).toEqual(['signed', ...Array.from({ length: 3 }, () => 'refused signing.other_certificate')]);
  });

  it('records G45 a key that is gone ends the run: what is left waits, is signed with another PIN, and nothing twice', async () => {
    const { ports } = all.installation.application;
    const { runId } = await begin(all.secretary);
    await all.execute('records.sign-next', { runId }, all.secretary);
    await ports.signers.release(runId);
    expect(await reasonOf(all.execute('records.sign-next', { runId }, all.secretary))).toBe('unavailable/signing.key_gone');
    all.installation.clock.advance(31_000);
    expect((await results(all.secretary)).runs[0]).toMatchObject({ state: 'cut_off', counts: { signed: 1, waiting: 3 } });
    const left = (await all.query('records.to-sign', {}, all.secretary)).waiting[0]?.documents ?? [];
    expect(left).toHaveLength(3);
    // With all that were shown, as a page does that has not heard: the signed one is refused alone.
    const { runId: again } = await begin(all.secretary);
    await through(again, all.secretary);
    expect((await told(all.secretary)).sort()).toEqual(['refused signing.already_signed', 'signed', 'signed', 'signed']);
    expect((await results(all.secretary, runId)).items.map(({ state }) => state)).toEqual(['signed', 'left', 'left', 'left']);
    expect((await revisions()).map(({ _count }) => _count._all)).toEqual([2, 2, 2, 2]);
  });

  it('records G46 the seal is applied to many by a clerk of the agency alone, and two runs at once sign each document once', async () => {
    const body = await reader().body.findFirstOrThrow({ where: { meetings: { some: { id: all.meetingId } } } });
    const seal = { sealOfId: body.unitId };
    for (const who of [all.secretary, all.chair]) await through((await begin(who, await shown())).runId, who);
    expect(await reasonOf(begin(all.secretary, await shown(), seal))).toBe('forbidden/signing.clerk_only');
    expect(await reasonOf(begin(all.clerk, await shown()))).toBe('forbidden/signing.not_a_signer');
    expect(await reasonOf(begin(all.clerk, await shown(), { sealOfId: all.meetingId }))).toBe('invalid/signing.other_seal');
    expect((await all.query('records.to-sign', {}, all.clerk)).waiting).toMatchObject([{ ...seal, documents: documents.map(() => ({ role: 'seal' })) }]);
    const now = await shown();
    const [one, two] = [await begin(all.clerk, now, seal), await begin(all.clerk, now, seal)];
    await Promise.all([through(one.runId, all.clerk), through(two.runId, all.clerk)]);
    expect(await told(all.clerk)).toEqual(['signed', 'signed', 'signed', 'signed']);
    expect((await revisions()).map(({ _count }) => _count._all)).toEqual([4, 4, 4, 4]);
  });

  it('records G47 a wrong PIN begins nothing and is counted; no PIN is kept anywhere', async () => {
    await expect(begin(all.secretary, documents, { pin: 'sai ma pin nay' })).rejects.toMatchObject({ reason: 'signing.wrong_pin', params: { left: 4 } });
    expect(await reader().signingRun.count()).toBe(0);
    await through((await begin(all.secretary)).runId, all.secretary);
    const folder = all.installation.dataDir;
    const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    for (const entry of files) {
      const bytes = readFileSync(path.join(entry.parentPath, entry.name));
      for (const secret of [PIN, 'sai ma pin nay']) expect(bytes.includes(secret), `${entry.name} has a PIN`).toBe(false);
    }
  });
});

/** The documents as they are stored now. */
async function shown(): Promise<{ officialId: string; sha256: string }[]> {
  const latest = async ({ officialId }: { officialId: string }) => ({ officialId, sha256: (await reader().officialFile.findFirstOrThrow({ where: { officialId }, orderBy: { revision: 'desc' } })).sha256 });
  return Promise.all(documents.map(latest));
}

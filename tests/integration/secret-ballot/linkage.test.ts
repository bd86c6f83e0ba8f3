import { randomBytes } from 'node:crypto';
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { afterEach, describe, expect, it } from 'vitest';
import { keysFolder, takeKey } from '../../../server/adapters/ballot-keys/key-files';
import { makeBackup } from '../../../server/adapters/backup/make';
import { openBallots } from '../../../server/secret-ballot';
import { shuffled } from '../../../server/secret-ballot/open';
import { ask, rowsOf, TEST_ENGINE } from '../../support/installation';
import { attack, scored, together, type Evidence, type Score } from './attacker';
import { bundleOf, count, give, openQuestion, openSecretVote, sealedFor, type SecretVote } from './secret-vote';

/** In three questions, 600 ballots. */
const [VOTERS, QUESTIONS] = [200, 3];
const CHANCE = { most: 3, mostOfOne: 5 };

const choiceAt = (): string => shuffled(['for', 'for', 'for', 'for', 'for', 'against', 'against', 'against', 'abstain', 'abstain'])[0]!;
const mean = (scores: readonly Score[]): number => scores.reduce((sum, { sigmas }) => sum + sigmas, 0) / scores.length;

let vote: SecretVote;
const folders: string[] = [];
/** What is open and has to be closed. */
let opened: SecretVote | null = null;
afterEach(async () => {
  await opened?.close();
  opened = null;
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

const folder = (): string => {
  const made = mkdtempSync(path.join(os.tmpdir(), 'phien-attacker-'));
  folders.push(made);
  return made;
};

const filesBelow = (root: string): string[] => (existsSync(root) ? readdirSync(root, { recursive: true, encoding: 'utf8' }).map((name) => path.join(root, name)).filter((name) => statSync(name).isFile()) : []);

const one = async (sql: string): Promise<string[]> => (await ask<{ id: string }>(vote.installation.dataDir, sql)).map(({ id }) => id);

describe('who votes how', () => {
  it('voting V61 secret-ballot SC7 whoever has read everything links voters and choices no better than by chance', { timeout: 180_000 }, async () => {
    opened = await openSecretVote({ members: VOTERS, present: VOTERS });
    vote = opened;
    const { dataDir } = vote.installation;
    const logs = folder();
    const scores: Score[] = [];
    const kept: Score[] = [];
    const sizes = new Set<number>();
    let timings: { choice: string; ms: number }[] = [];
    for (let round = 0; round < QUESTIONS; round += 1) {
      if (round > 0) vote = { ...vote, ...(await openQuestion(vote)) };
      const truth = new Map<string, string>();
      const [given, appeared, sealed]: [Evidence['given'], Evidence['appeared'], { voterId: string; ballot: string; tracker: string }[]] = [[], new Map(), []];
      const known = new Set<string>();
      for (const [at, voter] of shuffled(vote.members).entries()) {
        const choice = choiceAt();
        const ballot = await sealedFor(vote, choice);
        const begun = performance.now();
        const { tracker } = await give(vote, voter, '', { ballot });
        timings.push({ choice, ms: performance.now() - begun });
        sizes.add(JSON.stringify({ tracker }).length);
        truth.set(voter.personId, choice);
        given.push({ voterId: voter.personId, at });
        sealed.push({ voterId: voter.personId, ballot, tracker });
        if (at % 10 > 0) continue;
        const now = await one(`SELECT "id" FROM "OpenedBallot" WHERE "questionId" = '${vote.questionId}'`);
        appeared.set(at, now.filter((id) => !known.has(id)));
        now.forEach((id) => known.add(id));
        if (TEST_ENGINE === 'sqlite' && at % 70 === 0) for (const name of ['phien.sqlite', 'phien.sqlite-wal']) cpSync(path.join(dataDir, name), path.join(logs, `${round}-${at}-${name}`));
      }
      // A thief of the keys while the vote is open, to see that a key that is left would be found.
      const stolen = folder();
      cpSync(keysFolder(dataDir), stolen, { recursive: true });
      await count(vote);
      const secret = (await ask<{ value: string }>(dataDir, `SELECT "value" FROM "Setting" WHERE "key" = 'devices.secret'`))[0]!.value;
      const openedBy = async (place: string): Promise<Map<string, string>> => {
        const key = existsSync(place) ? await takeKey(place, secret, vote) : null;
        const found = new Map<string, string>();
        if (key) for (const { voterId, ballot } of sealed) found.set(voterId, (await openBallots(vote, key, [ballot]))[0] ?? '');
        return found;
      };
      const rows = await ask<{ id: string; choice: string }>(dataDir, `SELECT * FROM "OpenedBallot" WHERE "questionId" = '${vote.questionId}'`);
      const [entry] = await ask<{ changes: string }>(dataDir, `SELECT "changes" FROM "AuditEntry" WHERE "action" = 'voting.open-ballots' AND "objectId" = '${vote.questionId}'`);
      const changes = JSON.parse(entry!.changes) as [string, string, string | null][];
      const bundle = await bundleOf(vote);
      const evidence: Evidence = {
        given,
        appeared,
        choices: new Map([...rows.map(({ id, choice }) => [id, choice] as const), ...bundle.choices.map((choice, at) => [`published ${at}`, choice ?? ''] as const)]),
        orders: {
          'as they lie in the table': await one(`SELECT "id" FROM "OpenedBallot" WHERE "questionId" = '${vote.questionId}'${TEST_ENGINE === 'postgresql' ? ' ORDER BY ctid' : ''}`),
          'by id': rows.map(({ id }) => id).sort(),
          'as the audit log has them': changes.filter(([kind]) => kind === 'OpenedBallot').map(([, key]) => key.slice(key.indexOf('/') + 1)),
          'as they were published': bundle.choices.map((_, at) => `published ${at}`),
        },
        trackers: sealed,
        opened: await openedBy(keysFolder(dataDir)),
        rows: new Map(rows.map((row) => [row.id, JSON.stringify(row)])),
        bytes: [],
      };
      expect(new Set(rows.map(({ choice }) => choice.length)).size).toBeLessThanOrEqual(3);
      const made = attack(evidence);
      expect(Object.keys(made).length).toBeGreaterThanOrEqual(16);
      expect(made).not.toHaveProperty('a key that was left');
      expect(made).not.toHaveProperty('in one row');
      expect(made).not.toHaveProperty('what came with the ballot');
      scores.push(...scored(made, truth));
      kept.push(...scored(attack({ ...evidence, opened: await openedBy(stolen) }), truth).filter(({ way }) => way === 'a key that was left'));
      if (round === QUESTIONS - 1) {
        // Every file there is: data folder, states of the log on the way, a backup, what was logged.
        const backup = folder();
        await makeBackup({ dataDir, folder: backup, blobs: null, rows: rowsOf(dataDir), recipients: [], settings: {}, spareBytes: 0 });
        const files = [dataDir, logs, backup].flatMap(filesBelow);
        const bytes = [...files.map((file) => readFileSync(file)), Buffer.from([...vote.installation.said, ...vote.installation.faults].join('\n'))];
        expect(files.some((file) => file.includes('ballot-keys'))).toBe(false);
        // Pages of two tables lie beside each other in a file: a few voters, and no better than by chance.
        for (const { way, sigmas } of scored(attack({ ...evidence, bytes }), truth)) expect(sigmas, way).toBeLessThan(CHANCE.mostOfOne);
      }
    }
    const ways = together(scores);
    expect(ways.every(({ guessed }) => guessed >= 600)).toBe(true);
    for (const { way, sigmas } of ways) expect(sigmas, way).toBeLessThan(CHANCE.mostOfOne);
    expect(mean(ways)).toBeLessThan(CHANCE.most);
    // The same eyes, with the key that was copied while the vote was open: everybody.
    expect(together(kept)).toMatchObject([{ guessed: VOTERS * QUESTIONS, right: VOTERS * QUESTIONS }]);
    expect(sizes.size).toBe(1);
    // How long an answer took says nothing of the choice: ranks of one choice against the others.
    timings = timings.sort((a, b) => a.ms - b.ms);
    for (const choice of ['for', 'against', 'abstain']) {
      const ranks = timings.flatMap((timing, rank) => (timing.choice === choice ? [rank + 1] : []));
      const [few, all] = [ranks.length, timings.length];
      const z = (ranks.reduce((sum, rank) => sum + rank, 0) - (few * (all + 1)) / 2) / Math.sqrt((few * (all - few) * (all + 1)) / 12);
      expect(Math.abs(z), choice).toBeLessThan(4.5);
    }
    process.stdout.write(`${JSON.stringify({ engine: TEST_ENGINE, ballots: VOTERS * QUESTIONS, best: [...ways].sort((a, b) => b.sigmas - a.sigmas)[0], mean: mean(ways) })}\n`);
  });

  it.each(['beside the voter', 'in a table of its own, in the order they came', 'under ids that are drawn, with the ballot'] as const)('voting V61 the same attacker links a ballot that is kept %s', (design) => {
    const file = path.join(folder(), 'naive.sqlite');
    const db = new BetterSqlite3(file);
    db.pragma('synchronous = OFF');
    db.exec('CREATE TABLE Receipt (voterId TEXT, at INTEGER); CREATE TABLE Choice (id TEXT PRIMARY KEY, choice TEXT, voterId TEXT) WITHOUT ROWID; CREATE TABLE Cast (id TEXT, choice TEXT)');
    const voters = Array.from({ length: 600 }, (_, at) => `voter ${String(at).padStart(4, '0')}`);
    const truth = new Map(voters.map((voterId) => [voterId, choiceAt()]));
    const appeared = new Map<number, string[]>();
    voters.forEach((voterId, at) => {
      const [id, choice] = [randomBytes(16).toString('base64url'), truth.get(voterId)];
      db.transaction(() => {
        db.prepare('INSERT INTO Receipt VALUES (?, ?)').run(voterId, at);
        if (design === 'beside the voter') db.prepare('INSERT INTO Choice VALUES (?, ?, ?)').run(id, choice, voterId);
        else if (design === 'in a table of its own, in the order they came') db.prepare('INSERT INTO Cast VALUES (?, ?)').run(id, choice);
        else db.prepare('INSERT INTO Choice VALUES (?, ?, NULL)').run(id, choice);
      })();
      // Only what a state of the log shows after each commit.
      if (design === 'under ids that are drawn, with the ballot') appeared.set(at, [id]);
    });
    const table = design === 'in a table of its own, in the order they came' ? 'Cast' : 'Choice';
    const rows = db.prepare(`SELECT * FROM ${table}`).all() as { id: string; choice: string }[];
    db.close();
    const evidence: Evidence = { given: voters.map((voterId, at) => ({ voterId, at })), appeared, choices: new Map(rows.map(({ id, choice }) => [id, choice])), orders: { 'as they lie in the table': rows.map(({ id }) => id) }, trackers: [], opened: new Map(), rows: new Map(rows.map((row) => [row.id, JSON.stringify(row)])), bytes: [] };
    // The eyes that read every byte find it too where it lies in one row.
    if (design === 'beside the voter') {
      const inFile = scored(attack({ ...evidence, bytes: [readFileSync(file)] }), truth).find(({ way }) => way === 'ahead of it in a file');
      expect(inFile?.right).toBeGreaterThan(570);
    }
    const best = scored(attack(evidence), truth).sort((a, b) => b.sigmas - a.sigmas)[0]!;
    expect(best.right / 600, best.way).toBeGreaterThan(0.95);
    expect(best.sigmas).toBeGreaterThan(20);
  });
});

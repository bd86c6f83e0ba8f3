/**
 * `npm run -s bench -- export [--mb 400]`: a session with papers of so many megabytes made into an archive by its job, against reading the same
 * papers from the store, taking their SHA-256 and writing them to the disk once; how far memory rises, and whether a session ten times larger raises it.
 */
import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { open } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { createMeeting, openCommittee, type Committee } from '../integration/meetings/committee';
import { bestOf, figure, type Bench } from '../support/figures';

const ROUNDS = 3;
const PAPER = 10 * 1024 * 1024;
const LOOK_MS = 20;

async function seconds(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return (performance.now() - began) / 1000;
}

/** What the program holds, of objects and of bytes outside the heap. */
const held = (): number => process.memoryUsage().heapUsed + process.memoryUsage().external;

/** The most that is held meanwhile, above the beginning, MB; garbage that waits counts. */
async function memoryOf(work: () => Promise<unknown>): Promise<number> {
  const before = held();
  let most = before;
  const timer = setInterval(() => (most = Math.max(most, held())), LOOK_MS);
  await work().finally(() => clearInterval(timer));
  return (most - before) / 1024 ** 2;
}

interface Paper {
  key: string;
  sha256: string;
  size: number;
}

/** A session with papers that no compression makes smaller. */
async function fill(c: Committee, megabytes: number): Promise<{ meetingId: string; papers: Paper[] }> {
  const { ports, database } = c.installation.application;
  const meetingId = await createMeeting(c);
  const papers: Paper[] = [];
  for (let at = 0; at < megabytes * 1024 ** 2; at += PAPER) {
    const { key, sha256, size } = await ports.blobs.put((async function* () { yield randomBytes(PAPER); })());
    papers.push({ key, sha256, size });
    const documentId = ports.ids.next();
    await database.transaction(async (db) => {
      await db.document.create({ data: { id: documentId, meetingId, order: papers.length, title: `Tài liệu ${papers.length}`, pages: 1 } });
      await db.documentVersion.create({ data: { id: ports.ids.next(), documentId, number: 1, blobKey: key, sha256, size, pages: 1, fileName: 'a.pdf', facts: '{}', uploadedById: c.secretary.personId, createdAt: ports.clock.now() } });
    });
  }
  return { meetingId, papers };
}

const bench: Bench = async (args) => {
  const megabytes = args[0] === '--mb' ? Number(args[1]) : 400;
  const c = await openCommittee();
  const folder = mkdtempSync(path.join(os.tmpdir(), 'phien-bench-export-'));
  const { application } = c.installation;
  const archive = async (subjectId: string): Promise<void> => {
    const { exportId } = await application.execute('exports.request', { kind: 'session', subjectId }, c.secretary);
    await application.jobs.drain();
    const { exports } = await application.query('exports.list', {}, c.secretary);
    if (exports.find(({ id }) => id === exportId)?.state !== 'ready') throw new Error('no archive was made');
    await application.execute('exports.remove', { exportId }, c.secretary);
  };
  const copy = async (papers: readonly Paper[]): Promise<void> => {
    const target = path.join(folder, 'copy');
    const out = await open(target, 'w');
    for (const paper of papers) {
      const hash = createHash('sha256');
      for await (const part of await application.blobs.open(paper)) {
        hash.update(part as Buffer);
        await out.write(part as Buffer);
      }
      if (hash.digest('hex') !== paper.sha256) throw new Error('read other bytes');
    }
    await out.sync().finally(() => out.close());
    rmSync(target);
  };
  try {
    const small = await fill(c, Math.max(10, megabytes / 10));
    const large = await fill(c, megabytes);
    // Once for what is loaded and compiled with the first one.
    await archive(small.meetingId);
    const rounds: Record<'copy' | 'export' | 'small' | 'large', number>[] = [];
    await bestOf(ROUNDS, async () => {
      const plain = await seconds(() => copy(large.papers));
      const little = await memoryOf(() => archive(small.meetingId));
      let took = 0;
      const much = await memoryOf(async () => void (took = await seconds(() => archive(large.meetingId))));
      rounds.push({ copy: plain, export: took, small: little, large: much });
    }, () => 0);
    const best = (what: keyof (typeof rounds)[number]): number => Math.min(...rounds.map((round) => round[what]));
    const worst = (what: keyof (typeof rounds)[number]): number => Math.max(...rounds.map((round) => round[what]));
    return [
      figure({ bench: 'export', figure: `archive of a session of ${megabytes} MB, against reading, SHA-256 and writing the same bytes`, value: best('export'), unit: 's', baseline: best('copy'), bound: 'most', gate: 8, aim: 3 }),
      figure({ bench: 'export', figure: `memory above the beginning, ${megabytes} MB`, value: worst('large'), unit: 'MB', bound: 'most', gate: 150, aim: 60 }),
      figure({ bench: 'export', figure: `memory above the beginning, ${Math.max(10, megabytes / 10)} MB`, value: worst('small'), unit: 'MB', bound: 'most', gate: 150, aim: 60 }),
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
    await c.installation.close();
  }
};

export default bench;

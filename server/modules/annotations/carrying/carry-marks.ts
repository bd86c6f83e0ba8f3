import { z } from 'zod';
import { DomainError } from '../../../kernel/errors';
import { defineJob, type JobContext } from '../../../kernel/jobs/job';
import { encodeLogMarks, type CarriedLogMark } from '../../../kernel/ports/mark-carrier';
import type { PendingOp } from '../../../kernel/ports/op-store';
import { privateStreamPages } from '../../../kernel/private-streams';
import { openStored } from '../../../kernel/stored-part';
import { encodeOp, INK_LIMITS } from '../../../shared/protocol/ink';
import { recordCarried } from '../commands/record-carried';
import { carryState } from '../queries/carry-state';
import { carryWork } from '../queries/carry-work';
import { copiesOf, copyId, derivedId, logMarks } from './copies';
import { NO_STREAM, readStream, type LoggedStream } from './logged-marks';
import { planFor, type Following, type OwnVersion, type Plan, type Source } from './plan';

type Work = Awaited<ReturnType<typeof carryWork.present>>[number];
type Version = Work['versions'][number];

/** Carries the marks of a paper to its newest version (K14–K18). One job a paper at a time; what is done already is not done again. */
export const carryMarks = defineJob({
  name: 'annotations.carry-marks',
  payload: z.strictObject({ documentId: z.uuid() }),
  attempts: 8,
  backOff: { firstMs: 10_000, mostMs: 30 * 60_000 },
  limits: { timeMs: 60 * 60_000, memoryMb: 1_500 },
  parallel: 1,
  priority: 'soon',
  async run({ documentId }, context) {
    const rounds: Round[] = [];
    for (const work of await context.query(carryWork, { documentId })) rounds.push(await lookThrough(documentId, work, context));
    const answers = await placeAll(rounds, context);
    for (const round of rounds) if (!(await keepAll(documentId, round, answers, context))) break;
    return undefined;
  },
});

interface Person extends Plan {
  ownerId: string;
  /** Private streams that have got something since they were looked through. */
  cursors: { inkId: string; layer: 'private'; head: number }[];
}

/** One of the works of a paper: its people, and how far its streams for all were looked through. */
interface Round {
  work: Work;
  people: Person[];
  cursors: { inkId: string; layer: 'shared'; head: number }[];
}

async function lookThrough(documentId: string, work: Work, context: JobContext): Promise<Round> {
  const { ports, signal } = context;
  const shared = new Map<string, LoggedStream>();
  for (const { inkId } of work.versions) shared.set(inkId, await readStream(ports.ink, inkId, null));
  const people: Person[] = [];
  for (const ownerId of await ownersOf(work, shared, context)) {
    signal.throwIfAborted();
    const person = await lookAt(documentId, ownerId, work, shared, context);
    if (person) people.push(person);
  }
  return { work, people, cursors: work.versions.slice(0, -1).map(({ inkId }) => ({ inkId, layer: 'shared' as const, head: shared.get(inkId)?.head ?? 0 })) };
}

/** @returns false: the paper is gone. */
async function keepAll(documentId: string, { work, people, cursors }: Round, answers: ReadonlyMap<string, CarriedLogMark>, context: JobContext): Promise<boolean> {
  const target = work.versions.at(-1) as Version;
  for (const person of people) {
    context.signal.throwIfAborted();
    if (!(await keep(documentId, target, person, answers, context))) return false;
  }
  if (work.withShared) await context.execute(recordCarried, { documentId, versionId: target.id, ownerId: null, marks: [], withdrawn: [], restored: [], cursors });
  return true;
}

const STREAMS = 500;

/** Everybody who has a mark on an earlier version. */
async function ownersOf({ versions, withShared }: Work, shared: ReadonlyMap<string, LoggedStream>, { ports }: JobContext): Promise<Set<string>> {
  const owners = new Set<string>();
  const docIds = versions.slice(0, -1).map(({ inkId }) => inkId);
  for await (const page of privateStreamPages(ports.ink, { docIds }, STREAMS)) for (const { owner } of page) owners.add(owner);
  if (withShared) for (const inkId of docIds) for (const { authorId } of shared.get(inkId)?.marks.values() ?? []) owners.add(authorId);
  return owners;
}

async function lookAt(documentId: string, ownerId: string, { versions, withShared }: Work, shared: ReadonlyMap<string, LoggedStream>, { ports, query }: JobContext): Promise<Person | null> {
  const target = versions.at(-1) as Version;
  const state = await query(carryState, { documentId, versionId: target.id, ownerId });
  if (!state) return null;
  const known = new Map(state.cursors.map(({ inkId, layer, head }) => [`${layer} ${inkId}`, head]));
  const own: OwnVersion[] = [];
  for (const { id: versionId, number, inkId } of versions) {
    own.push({ versionId, number, inkId, private: await readStream(ports.ink, inkId, ownerId), shared: shared.get(inkId) ?? NO_STREAM });
  }
  const earlier = own.slice(0, -1);
  const cursors = earlier.filter(({ inkId, private: stream }) => stream.head !== (known.get(`private ${inkId}`) ?? 0)).map(({ inkId, private: { head } }) => ({ inkId, layer: 'private' as const, head }));
  const hasNews = cursors.length > 0 || (withShared && earlier.some(({ inkId, shared: stream }) => stream.head !== (known.get(`shared ${inkId}`) ?? 0)));
  // What was said of marks of other streams, by whoever prepared them, settles nothing here.
  const rows = state.rows.filter(({ sourceInk }) => own.some(({ inkId }) => inkId === sourceInk));
  return hasNews ? { ownerId, cursors, ...planFor(ownerId, own, rows, withShared) } : null;
}

/** Attempts after which what cannot be compared is put into trays. */
const PATIENCE = 2;

/** Where every mark goes, by its id. Each earlier version is laid beside the newest once, for the marks of everybody and what was prepared for anybody. */
async function placeAll(rounds: readonly Round[], context: JobContext): Promise<Map<string, CarriedLogMark>> {
  const { ports, signal, limits, attempt } = context;
  const answers = new Map<string, CarriedLogMark>();
  // The files are the same ones in every round.
  const versions = rounds[0]?.work.versions ?? [];
  const people = rounds.flatMap((round) => round.people);
  const target = versions.at(-1);
  const waiting = versions.slice(0, -1).map((version) => ({ version, marks: people.flatMap(({ sources }) => marksFrom(version.number, sources)) })).filter(({ marks }) => marks.length > 0);
  if (!target || waiting.length === 0) return answers;
  await ports.scratch.withRoom(async (room) => {
    const fill = async (name: string, { blobKey: key, sha256, size, part }: Version): Promise<string> => {
      const blob = { key, sha256, size };
      return room.fill(name, await openStored(ports.blobs, blob, part), { signal });
    };
    const fresh = await fill('new', target);
    for (const [rank, { version, marks }] of waiting.entries()) {
      context.progress(rank, waiting.length);
      const [old, given] = [await fill(`old-${version.number}`, version), await room.fill(`marks-${version.number}`, bytesOf(encodeLogMarks(marks)))];
      const carried = await ports.carrier.carry(old, fresh, given, { signal, memoryMb: limits.memoryMb });
      if (!carried && attempt < PATIENCE) throw new DomainError('unavailable', 'annotations.not_compared');
      for (const one of carried ?? marks.map(({ id }) => ({ id, verdict: 'tray' as const, places: [], doubt: 'not_compared' }))) answers.set(one.id, one);
    }
    context.progress(waiting.length, waiting.length);
  });
  return answers;
}

async function* bytesOf(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(bytes);
}

function marksFrom(number: number, sources: readonly Source[]) {
  const here = sources.filter(({ from, isPutAway }) => from.number === number && !isPutAway);
  return (['private', 'shared'] as const).flatMap((layer) => logMarks(here.filter((source) => source.layer === layer).map(({ mark }) => mark)));
}

const AT_ONCE = 200;

/** Puts the marks of one person where they belong, then writes it down; done twice it ends the same. @returns false: the paper is gone. */
async function keep(documentId: string, { id: versionId, inkId }: Version, person: Person, answers: ReadonlyMap<string, CarriedLogMark>, { ports, execute }: JobContext): Promise<boolean> {
  const { ownerId: authorId, sources, withdrawn, restored, cursors } = person;
  const write = async (ops: readonly PendingOp[]): Promise<void> => {
    for (let start = 0; start < ops.length; start += AT_ONCE) await ports.ink.append(ops.slice(start, start + AT_ONCE));
  };
  await write([...withdrawn.flatMap((one) => followingOps(one, 'erase', authorId)), ...restored.flatMap((one) => followingOps(one, 'restore', authorId))]);
  const ids = { withdrawn: withdrawn.map(({ row }) => row.id), restored: restored.map(({ row }) => row.id) };
  for (let start = 0; start === 0 || start < sources.length; start += AT_ONCE) {
    const settled = sources.slice(start, start + AT_ONCE).map((source) => settle(source, versionId, inkId, answers.get(source.mark.id)));
    await write(settled.flatMap(({ ops }) => ops));
    const isLast = start + AT_ONCE >= sources.length;
    const { gone } = await execute(recordCarried, { documentId, versionId, ownerId: authorId, marks: settled.map(({ row }) => row), ...(isLast ? { ...ids, cursors } : { withdrawn: [], restored: [], cursors: [] }) });
    if (gone === 'paper') return false;
    if (gone === 'account') return forgetOrphan(ports, inkId, authorId);
  }
  return true;
}

/** The account was deleted while its marks were on the way: they go as the others went. */
async function forgetOrphan({ ink }: JobContext['ports'], inkId: string, ownerId: string): Promise<true> {
  const { private: head } = await ink.head(inkId, { personId: ownerId, canSeeShared: false });
  if (head > 0) await ink.forgetPrivate([{ docId: inkId, owner: ownerId, head }]);
  return true;
}

function followingOps({ row, version, ids }: Following, kind: 'erase' | 'restore', authorId: string): PendingOp[] {
  return (['private', 'shared'] as const).flatMap((layer) => {
    const targets = ids[layer].slice(0, INK_LIMITS.targets);
    if (targets.length === 0) return [];
    // Another one each time it goes and comes back.
    const opId = derivedId(row.sourceId, row.versionId, `${kind} ${layer} ${version[layer].head}`);
    return [{ docId: version.inkId, layer, opId, authorId, body: encodeOp({ kind, targets }), targets }];
  });
}

/** What a mark becomes: copies in its layer where that is beyond doubt; in its owner's private one, as a question, where it is not (K17). */
function settle({ mark, layer, from, fromNumber, isPutAway }: Source, versionId: string, inkId: string, answer: CarriedLogMark | undefined) {
  const { verdict, doubt } = isPutAway || !answer ? { verdict: 'tray' as const, doubt: isPutAway ? 'put_away' : 'no_anchor' } : answer;
  const copies = verdict === 'tray' || !answer ? [] : copiesOf(mark, answer);
  const ops = copies.map((op, part): PendingOp => ({ docId: inkId, layer: verdict === 'moved' ? layer : 'private', opId: copyId(mark.id, versionId, part), authorId: mark.authorId, body: encodeOp(op), targets: [] }));
  const row = {
    fromNumber, sourceInk: from.inkId, sourceId: mark.id, layer, opIds: ops.map(({ opId }) => opId),
    ...(ops.length > 0 || verdict === 'tray' ? { verdict, doubt } : { verdict: 'tray' as const, doubt: 'no_anchor' }),
  };
  return { row, ops };
}

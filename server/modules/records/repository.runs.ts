import { z } from 'zod';
import type { Db } from '../../kernel/ports/database';
import { readPublicError, type PublicError } from '../../shared/protocol/public-error';
import type { KindName } from './kinds';

export type RunItemState = 'waiting' | 'signed' | 'refused' | 'left';

/** Documents signed one after the other with one PIN (lượt ký). */
export interface SigningRun {
  id: string;
  personId: string;
  /** Unit whose seal it is; null: the person's own signature. */
  sealOfId: string | null;
  commonName: string;
  /** Hex, of the certificate it began with. */
  serial: string;
  begunAt: Date;
  /** When something of it was last done. */
  movedAt: Date;
  endedAt: Date | null;
}

/** One document of a run, as it was shown. */
export interface RunItem {
  id: string;
  order: number;
  officialId: string;
  /** Of the bytes that were shown. */
  sha256: string;
  state: RunItemState;
  at: Date | null;
  revision: number | null;
  /** Why it was not signed. */
  refusal: PublicError | null;
}

type ItemRow = NonNullable<Awaited<ReturnType<Db['signingRunItem']['findUnique']>>>;

const json = z.string().transform((text): unknown => JSON.parse(text));
const toItem = ({ runId: _runId, ...row }: ItemRow): RunItem => ({ ...row, state: row.state as RunItemState, refusal: row.refusal === null ? null : readPublicError(json.parse(row.refusal)) });

export async function createRun(db: Db, run: Omit<SigningRun, 'movedAt' | 'endedAt'>, items: readonly Pick<RunItem, 'id' | 'officialId' | 'sha256'>[]): Promise<void> {
  await db.signingRun.create({ data: { ...run, movedAt: run.begunAt } });
  await db.signingRunItem.createMany({ data: items.map((item, index) => ({ ...item, runId: run.id, order: index + 1 })) });
}

export const findRun = (db: Db, id: string): Promise<SigningRun | null> => db.signingRun.findUnique({ where: { id } });

/** The next document whose turn it is; null where none is left. */
export async function nextItem(db: Db, runId: string): Promise<RunItem | null> {
  const row = await db.signingRunItem.findFirst({ where: { runId, state: 'waiting' }, orderBy: { order: 'asc' } });
  return row && toItem(row);
}

export async function settleItem(db: Db, runId: string, itemId: string, end: Pick<RunItem, 'revision' | 'refusal'> & { state: 'signed' | 'refused'; at: Date }): Promise<void> {
  await db.signingRunItem.update({ where: { id: itemId }, data: { ...end, refusal: end.refusal && JSON.stringify(end.refusal) } });
  await db.signingRun.update({ where: { id: runId }, data: { movedAt: end.at } });
}

/** What was not reached stays for another time. */
export async function closeRun(db: Db, runId: string, endedAt: Date): Promise<void> {
  await db.signingRunItem.updateMany({ where: { runId, state: 'waiting' }, data: { state: 'left' } });
  await db.signingRun.update({ where: { id: runId }, data: { endedAt } });
}

export async function openRunsOf(db: Db, personId: string): Promise<string[]> {
  return (await db.signingRun.findMany({ where: { personId, endedAt: null }, select: { id: true }, take: RUNS_SHOWN })).map(({ id }) => id);
}

/** Runs shown of a person, the newest first. */
const RUNS_SHOWN = 20;

export type RunCounts = Record<RunItemState, number>;

export async function runsOf(db: Db, personId: string): Promise<(SigningRun & { counts: RunCounts })[]> {
  const runs = await db.signingRun.findMany({ where: { personId }, orderBy: [{ begunAt: 'desc' }, { id: 'desc' }], take: RUNS_SHOWN });
  const groups = await db.signingRunItem.groupBy({ by: ['runId', 'state'], where: { runId: { in: runs.map(({ id }) => id) } }, _count: { _all: true } });
  return runs.map((run) => {
    const counts: RunCounts = { waiting: 0, signed: 0, refused: 0, left: 0 };
    for (const { runId, state, _count } of groups) if (runId === run.id) counts[state as RunItemState] = _count._all;
    return { ...run, counts };
  });
}

/** Documents of a run in its order, with what names them. */
export async function itemsOf(db: Db, runId: string): Promise<(RunItem & { kind: KindName; title: string; number: number; notation: string; meetingId: string; aboutId: string | null; verifyCode: string })[]> {
  const naming = { kind: true, title: true, number: true, notation: true, meetingId: true, aboutId: true, verifyCode: true } as const;
  const rows = await db.signingRunItem.findMany({ where: { runId }, orderBy: { order: 'asc' }, include: { official: { select: naming } } });
  return rows.map(({ official, ...row }) => ({ ...toItem(row), ...official, kind: official.kind as KindName }));
}

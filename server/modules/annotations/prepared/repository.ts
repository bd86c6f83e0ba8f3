import type { Db } from '../../../kernel/ports/database';
import { preparedInkOf } from './prepared-ink';

/** A stream of prepared marks: on which version of which paper, for whom and by whom. */
export interface PreparedStream {
  inkId: string;
  documentId: string;
  /** The stream of the version itself. */
  paperInk: string;
  leaderId: string;
  assistantId: string;
}

export type Pair = Pick<PreparedStream, 'leaderId' | 'assistantId'>;

const columns = { inkId: true, documentId: true, paperInk: true, leaderId: true, assistantId: true } as const;
/** People who prepare on one paper, for all leaders of a session, on all versions. */
const MOST = 5_000;

export async function findPreparedStream(db: Db, inkId: string): Promise<PreparedStream | null> {
  return db.preparedStream.findUnique({ where: { inkId }, select: columns });
}

/** On all versions of a paper; of one leader where asked. */
export async function preparedOn(db: Db, documentId: string, leaderId?: string): Promise<PreparedStream[]> {
  return db.preparedStream.findMany({ where: { documentId, ...(leaderId && { leaderId }) }, select: columns, orderBy: { inkId: 'asc' }, take: MOST });
}

/** Who prepares for whom on a paper, each pair once. */
export async function pairsOn(db: Db, documentId: string): Promise<Pair[]> {
  const pairs = new Map((await preparedOn(db, documentId)).map(({ leaderId, assistantId }) => [`${leaderId} ${assistantId}`, { leaderId, assistantId }]));
  return [...pairs.values()];
}

/** Makes the stream of a pair on a version known; again it changes nothing. @returns its id. */
export async function knowPrepared(db: Db, paper: Pick<PreparedStream, 'documentId' | 'paperInk'>, { leaderId, assistantId }: Pair, at: Date): Promise<string> {
  const inkId = preparedInkOf(paper.paperInk, leaderId, assistantId);
  if (!(await findPreparedStream(db, inkId))) await db.preparedStream.create({ data: { inkId, ...paper, leaderId, assistantId, at } });
  return inkId;
}

/** Streams of prepared marks on some papers, for what goes with private marks (retention X4). */
export async function preparedInks(db: Db, documentIds: readonly string[]): Promise<string[]> {
  return (await db.preparedStream.findMany({ where: { documentId: { in: [...documentIds] } }, select: { inkId: true } })).map(({ inkId }) => inkId);
}

/** Goes with the account of whom it was prepared for. */
export const dropPreparedFor = async (db: Db, leaderId: string): Promise<number> => (await db.preparedStream.deleteMany({ where: { leaderId } })).count;

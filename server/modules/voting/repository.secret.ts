import type { Db } from '../../kernel/ports/database';
import type { OpenedChoice } from '../../secret-ballot';
import type { Electorate } from './electorate';

/** `void`: nothing in it is opened any more; its key is destroyed, or about to be. */
export type BoxState = 'open' | 'frozen' | 'counted' | 'void';

export interface BoxClosing {
  electorate: Electorate;
  closedBy: 'person' | 'deadline';
}

/** The box of a secret ballot (hòm phiếu). */
export interface BallotBoxRow {
  questionId: string;
  publicKey: string;
  state: BoxState;
  /** Of the ballots in it when it was closed, sorted. */
  trackers: string[];
  /** Who could vote when it was closed, and what closed it; null before. */
  closing: BoxClosing | null;
  /** The key was destroyed: nothing opens a ballot of this box any more. */
  keyGone: boolean;
}

export async function findBox(db: Db, questionId: string): Promise<BallotBoxRow | null> {
  const row = await db.ballotBox.findUnique({ where: { questionId } });
  return row && { ...row, state: row.state as BoxState, trackers: JSON.parse(row.trackers) as string[], closing: row.closing === null ? null : (JSON.parse(row.closing) as BoxClosing) };
}

/** Puts up a box, in place of one of an earlier opening of the question. */
export async function createBox(db: Db, questionId: string, publicKey: string): Promise<void> {
  const fresh = { publicKey, state: 'open', trackers: '[]', closing: null, keyGone: false };
  await db.sealedBallot.deleteMany({ where: { questionId } });
  await db.ballotBox.upsert({ where: { questionId }, create: { questionId, ...fresh }, update: fresh });
}

/** The box of a question that goes back to draft: what lay in it goes, its public key stays until the private one is destroyed. */
export async function voidBox(db: Db, questionId: string): Promise<void> {
  await db.sealedBallot.deleteMany({ where: { questionId } });
  await db.ballotBox.update({ where: { questionId }, data: { state: 'void', trackers: '[]', closing: null } });
}

/** The box of a draft that is removed. */
export async function removeBox(db: Db, questionId: string): Promise<void> {
  await db.sealedBallot.deleteMany({ where: { questionId } });
  await db.ballotBox.deleteMany({ where: { questionId } });
}

export async function setBox(db: Db, questionId: string, fields: { state: 'frozen'; trackers: readonly string[]; closing: BoxClosing } | { state: 'void'; trackers: readonly string[] } | { state: 'counted' } | { keyGone: true }): Promise<void> {
  const { trackers, closing, ...rest } = { trackers: undefined, closing: undefined, ...fields };
  const data = { ...rest, ...(trackers ? { trackers: JSON.stringify(trackers) } : {}), ...(closing ? { closing: JSON.stringify(closing) } : {}) };
  await db.ballotBox.update({ where: { questionId }, data });
}

/** What a person has in the box; null: nothing. A tracker of null: it was counted, and is kept no more. */
export async function findSealed(db: Db, questionId: string, voterId: string): Promise<{ ciphertext: string | null; tracker: string | null } | null> {
  return db.sealedBallot.findUnique({ where: { questionId_voterId: { questionId, voterId } }, select: { ciphertext: true, tracker: true } });
}

/** Puts a ballot into the box, in place of the one the person had in it. */
export async function putSealed(db: Db, questionId: string, voterId: string, sealed: { ciphertext: string; tracker: string }): Promise<void> {
  await db.sealedBallot.upsert({ where: { questionId_voterId: { questionId, voterId } }, create: { questionId, voterId, ...sealed }, update: sealed });
}

export async function isInBox(db: Db, questionId: string, tracker: string): Promise<{ voterId: string } | null> {
  return db.sealedBallot.findUnique({ where: { questionId_tracker: { questionId, tracker } }, select: { voterId: true } });
}

export const countSealed = (db: Db, questionId: string): Promise<number> => db.sealedBallot.count({ where: { questionId } });

/** Takes out of the box what people gave who may not vote any more. @returns how many. */
export async function withdrawOthers(db: Db, questionId: string, electors: readonly string[]): Promise<number> {
  return (await db.sealedBallot.deleteMany({ where: { questionId, voterId: { notIn: [...electors] } } })).count;
}

/** All ballots that wait to be counted, in the order of their trackers, and nothing of who gave them. */
export async function sealedOf(db: Db, questionId: string): Promise<{ ciphertext: string; tracker: string }[]> {
  const rows = await db.sealedBallot.findMany({ where: { questionId, ciphertext: { not: null } }, orderBy: { tracker: 'asc' }, select: { ciphertext: true, tracker: true } });
  return rows.flatMap(({ ciphertext, tracker }) => (ciphertext === null || tracker === null ? [] : { ciphertext, tracker }));
}

/** Who has given a ballot. */
export async function votersWithBallots(db: Db, questionId: string): Promise<string[]> {
  const rows = await db.sealedBallot.findMany({ where: { questionId }, orderBy: { voterId: 'asc' }, select: { voterId: true } });
  return rows.map(({ voterId }) => voterId);
}

/** Takes out of the box what is sealed; that a person gave a ballot stays. */
export async function emptyBox(db: Db, questionId: string): Promise<void> {
  await db.sealedBallot.updateMany({ where: { questionId }, data: { ciphertext: null, tracker: null } });
}

/** @param ballots in the order of the lot, under ids that were drawn for them. */
export async function storeOpened(db: Db, questionId: string, ballots: readonly { id: string; choice: OpenedChoice }[]): Promise<void> {
  if (ballots.length > 0) await db.openedBallot.createMany({ data: ballots.map((ballot) => ({ questionId, ...ballot })) });
}

export async function openedOf(db: Db, questionId: string): Promise<OpenedChoice[]> {
  const rows = await db.openedBallot.findMany({ where: { questionId }, orderBy: { id: 'asc' }, select: { choice: true } });
  return rows.map(({ choice }) => choice);
}

/** Boxes whose key is to be there (not counted yet), and those whose key is still to be destroyed. */
export async function boxesWithKeys(db: Db): Promise<{ questionId: string; state: BoxState }[]> {
  const rows = await db.ballotBox.findMany({ where: { keyGone: false }, orderBy: { questionId: 'asc' }, select: { questionId: true, state: true } });
  return rows.map(({ questionId, state }) => ({ questionId, state: state as BoxState }));
}

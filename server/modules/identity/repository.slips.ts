import type { Db } from '../../kernel/ports/database';
import type { AccessLink, LinkRequest } from './repository';

/** Who a slip is for, as it is printed, and whether there may be one. */
export interface SlipAccount {
  id: string;
  fullName: string;
  title: string;
  unit: string;
  userName: string | null;
  status: string;
  isInUse: boolean;
  isAdministrator: boolean;
}

/** In the order of the lists: given names first. */
export async function slipAccounts(db: Db, ids: readonly string[]): Promise<SlipAccount[]> {
  const rows = await db.person.findMany({
    where: { id: { in: [...new Set(ids)] } },
    select: { id: true, fullName: true, title: true, userName: true, status: true, passwordHash: true, unit: { select: { name: true } }, roles: { where: { role: 'admin' } } },
    orderBy: [{ sortName: 'asc' }, { id: 'asc' }],
  });
  return rows.map(({ passwordHash, unit, roles, ...person }) => ({ ...person, unit: unit?.name ?? '', isInUse: passwordHash !== null, isAdministrator: roles.length > 0 }));
}

/** One batch of slips: what its requests have in common. */
export interface SlipBatch extends Pick<LinkRequest, 'requestedById' | 'requestedBy' | 'requestedAt' | 'expiresAt'> {
  id: string;
  personIds: string[];
}

type Row = SlipBatch & { personId: string; batchId: string | null };

function batchesOf(rows: readonly Omit<Row, 'personIds'>[]): SlipBatch[] {
  const batches = new Map<string, SlipBatch>();
  for (const { batchId, personId, requestedById, requestedBy, requestedAt, expiresAt } of rows) {
    const id = batchId ?? '';
    const batch = batches.get(id) ?? { id, requestedById, requestedBy, requestedAt, expiresAt, personIds: [] };
    batch.personIds.push(personId);
    batches.set(id, batch);
  }
  return [...batches.values()];
}

export async function findSlipBatch(db: Db, batchId: string): Promise<SlipBatch | null> {
  return batchesOf(await db.linkRequest.findMany({ where: { batchId } }))[0] ?? null;
}

/** Batches that wait for a second person, the oldest first. */
export async function waitingBatches(db: Db, now: Date): Promise<SlipBatch[]> {
  return batchesOf(await db.linkRequest.findMany({ where: { state: 'waiting', expiresAt: { gt: now }, batchId: { not: null } }, orderBy: { requestedAt: 'asc' } }));
}

/** @param ids of the requests, one for each person of the batch. */
export async function createSlipBatch(db: Db, { id: batchId, personIds, ...common }: SlipBatch, ids: readonly string[]): Promise<void> {
  await db.linkRequest.createMany({ data: personIds.map((personId, at) => ({ id: ids[at] ?? '', personId, batchId, ...common })) });
}

/** @returns false when somebody decided it meanwhile. */
export async function decideSlips(db: Db, batchId: string, decision: { state: 'released' | 'refused'; decidedById: string | null; decidedBy: string; decidedAt: Date }): Promise<boolean> {
  return (await db.linkRequest.updateMany({ where: { batchId, state: 'waiting' }, data: decision })).count > 0;
}

/** A link for the first password of each of these people; links made before end (I10). */
export async function createSlipLinks(db: Db, links: readonly (Omit<AccessLink, 'usedAt' | 'kind' | 'personId'> & { personId: string; createdAt: Date })[]): Promise<void> {
  await db.accessLink.deleteMany({ where: { kind: 'set_password', personId: { in: links.map(({ personId }) => personId) }, usedAt: null } });
  await db.accessLink.createMany({ data: links.map((link) => ({ ...link, kind: 'set_password' })) });
}

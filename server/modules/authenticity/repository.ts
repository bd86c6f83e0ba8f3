import { z } from 'zod';
import type { Db } from '../../kernel/ports/database';

export const VERDICTS = ['valid', 'valid_with_warnings', 'invalid', 'indeterminate', 'unsigned'] as const;

export const signerSchema = z.strictObject({ name: z.string().max(300), /** Office in the certificate. */ title: z.string().max(300).nullable(), /** As the signer's device says. */ at: z.coerce.date().nullable() });
export type PaperSigner = z.output<typeof signerSchema>;

/** What the signatures of a version are worth; `waiting`: nobody has looked yet. */
export interface SignatureVerdict {
  versionId: string;
  verdict: (typeof VERDICTS)[number] | 'waiting';
  signers: PaperSigner[];
  at: Date;
}

/** Of a version that came a moment ago, and that nobody was told of yet. */
export const notYet = (versionId: string, at: Date): SignatureVerdict => ({ versionId, verdict: 'waiting', signers: [], at });

type Row = NonNullable<Awaited<ReturnType<Db['signatureVerdict']['findUnique']>>>;
const fromRow = ({ signers, verdict, ...row }: Row): SignatureVerdict => ({ ...row, verdict: verdict as SignatureVerdict['verdict'], signers: z.array(signerSchema).parse(JSON.parse(signers)) });

/** @returns those that were not known before. */
export async function awaitVerdicts(db: Db, versionIds: readonly string[], at: Date): Promise<string[]> {
  const known = await db.signatureVerdict.findMany({ where: { versionId: { in: [...versionIds] } }, take: versionIds.length, select: { versionId: true } });
  const fresh = versionIds.filter((id) => !known.some(({ versionId }) => versionId === id));
  await db.signatureVerdict.createMany({ data: fresh.map((versionId) => ({ versionId, at })) });
  return fresh;
}

export async function findVerdict(db: Db, versionId: string): Promise<SignatureVerdict | null> {
  const row = await db.signatureVerdict.findUnique({ where: { versionId } });
  return row && fromRow(row);
}

export async function verdictsOf(db: Db, versionIds: readonly string[]): Promise<SignatureVerdict[]> {
  const rows = await db.signatureVerdict.findMany({ where: { versionId: { in: [...versionIds] } }, take: versionIds.length });
  return rows.map(fromRow);
}

export async function settleVerdict(db: Db, { versionId, signers, ...verdict }: SignatureVerdict): Promise<void> {
  await db.signatureVerdict.update({ where: { versionId }, data: { ...verdict, signers: JSON.stringify(signers) } });
}

/** Of papers of sessions that are not over, those verified longest ago (AU4). */
export async function verdictsBefore(db: Db, before: Date, take: number): Promise<string[]> {
  const rows = await db.signatureVerdict.findMany({
    where: { at: { lt: before }, version: { document: { removedAt: null, meeting: { state: { in: ['draft', 'published', 'in_session'] } } } } }, orderBy: { at: 'asc' }, take, select: { versionId: true },
  });
  return rows.map(({ versionId }) => versionId);
}

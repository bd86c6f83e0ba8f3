import type { Db } from '../../kernel/ports/database';
import { defaultPaperFactors } from '../../shared/law/paper-factors';
import type { PaperFactor, PaperFactors } from '../../shared/rules/paper';
import { newestFactors } from './repository';

/** Words by which a factor says that nobody has given a source for it yet. */
const UNSOURCED = /chưa có nguồn/iu;

/** Whether a figure may be computed with it (P4). */
export const isSourced = (factor: PaperFactor): boolean => factor.source.trim() !== '' && !UNSOURCED.test(factor.source);

/** P5. */
export async function currentFactors(db: Db): Promise<PaperFactors> {
  const stored = new Map(((await newestFactors(db)).filter(({ key }) => key in defaultPaperFactors)).map((factor) => [factor.key, factor]));
  const choose = (factor: PaperFactor): PaperFactor => stored.get(factor.key) ?? factor;
  return Object.fromEntries(Object.values(defaultPaperFactors).map((factor) => [factor.key, choose(factor)])) as unknown as PaperFactors;
}

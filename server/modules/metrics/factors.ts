import type { Db } from '../../kernel/ports/database';
import { defaultAccountFactors } from '../../shared/law/paper-factors';
import type { AccountFactor, AccountFactors } from '../../shared/rules/paper-account';
import { newestFactors } from './repository';

/** Words by which a factor says that nobody has given a source for it yet. */
const UNSOURCED = /chưa có nguồn/iu;

/** Whether a figure may be computed with it (P4). */
export const isSourced = (factor: AccountFactor): boolean => factor.source.trim() !== '' && !UNSOURCED.test(factor.source);

/** P5. */
export async function currentFactors(db: Db): Promise<AccountFactors> {
  const stored = new Map(((await newestFactors(db)).filter(({ key }) => key in defaultAccountFactors)).map((factor) => [factor.key, factor]));
  const choose = (factor: AccountFactor): AccountFactor => stored.get(factor.key) ?? factor;
  return Object.fromEntries(Object.values(defaultAccountFactors).map((factor) => [factor.key, choose(factor)])) as unknown as AccountFactors;
}

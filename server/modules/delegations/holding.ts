import type { Db } from '../../kernel/ports/database';
import { dateInVietNam } from '../../shared/rules/date-forms';
import { findAccount } from '../identity';
import { areOfOneAgency } from '../organization';
import { holdsOn } from './repository';

/** Whether somebody prepares for somebody at a moment: it was given, has neither ended nor lapsed, and both still work and sign in there (DG2). */
export async function preparesFor(db: Db, leaderId: string, assistantId: string, now: Date): Promise<boolean> {
  if (!(await holdsOn(db, leaderId, assistantId, dateInVietNam(now)))) return false;
  for (const id of [leaderId, assistantId]) {
    const account = await findAccount(db, id);
    // Whoever keeps the accounts has no papers, their own or others' (meetings M5).
    if (!account || account.status === 'blocked' || account.roles.includes('admin')) return false;
  }
  return areOfOneAgency(db, leaderId, assistantId);
}

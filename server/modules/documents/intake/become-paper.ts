import type { RunContext } from '../../../kernel/command';
import { eraseStaged } from './erase-staged';
import { confirmIntake, type Intake } from './repository';

/** A minute later, so that what comes in together is erased together. */
const ERASE_AFTER_MS = 60_000;

/** The file is a paper by now: its staged name is not needed any more (D22). */
export async function becomePaper({ id }: Intake, documentId: string, { db, enqueue }: Pick<RunContext<unknown>, 'db' | 'enqueue'>): Promise<void> {
  await confirmIntake(db, id, documentId);
  await enqueue(eraseStaged, {}, { key: 'scheduled', afterMs: ERASE_AFTER_MS });
}

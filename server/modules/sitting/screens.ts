import { createHmac } from 'node:crypto';
import type { Db } from '../../kernel/ports/database';
import { installationSecret } from './installation-secret';

/** Letters and digits nobody mistakes for another on a wall. */
const LETTERS = 'ACDEFHJKLMNPQRTUVWXY3479';
const LENGTH = 6;
/** A code stands on the screen so long, ms; the one before counts as well. */
const CODE_MS = 5 * 60_000;
/** What was typed in the console waits so long for the screen that shows it, ms. */
export const OFFER_MS = 60_000;
/** Screens of one session. */
export const SCREENS_KEPT = 6;

export const CODE_FORM = new RegExp(`^[${LETTERS}]{${LENGTH}}$`);

/** As typed: blanks, dashes and small letters do not matter. */
export const normalCode = (typed: string): string => typed.toUpperCase().replace(/[\s-]/gu, '');

/**
 * Codes of a browser now and before, the one shown first. They follow from its token and a secret of the installation, so that a
 * screen nobody has confirmed leaves nothing here.
 */
export async function codesOf(db: Db, tokenHash: string, now: Date): Promise<[string, string]> {
  const secret = await installationSecret(db);
  const period = Math.floor(now.getTime() / CODE_MS);
  const code = (at: number): string =>
    [...createHmac('sha256', secret).update(`screen ${tokenHash} ${at}`).digest().subarray(0, LENGTH * 2)].reduce<string>(
      // Two bytes a letter: no letter comes more often than another by more than one in two thousand.
      (text, byte, index, bytes) => (index % 2 === 1 ? text + (LETTERS[((bytes[index - 1] ?? 0) * 256 + byte) % LETTERS.length] ?? '') : text),
      '',
    );
  return [code(period), code(period - 1)];
}

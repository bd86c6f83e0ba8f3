import type { ZxcvbnFactory } from '@zxcvbn-ts/core';
import { DomainError } from '../../kernel/errors';
import type { Db } from '../../kernel/ports/database';
import { foldText } from '../../shared/language/vietnamese-text';
import { formsOf, partsOf, vietnameseWords } from './password-words';
import { installationNames } from './repository';

export const MIN_PASSWORD = 12;
/** Guesses a password must withstand, as a power of ten: what is guessed at the sign-in page in a day is two. */
const NEEDED = 8;
/** Longer passwords are judged by their beginning: judging takes time that grows with the length. */
const JUDGED = 40;

let made: Promise<ZxcvbnFactory> | undefined;

/** The dictionaries are read when the first password is chosen. */
async function judge(): Promise<ZxcvbnFactory> {
  made ??= (async () => {
    const [core, common] = await Promise.all([import('@zxcvbn-ts/core'), import('@zxcvbn-ts/language-common')]);
    return new core.ZxcvbnFactory({
      dictionary: { passwords: common.dictionary['passwords-common'] ?? [], vietnamese: vietnameseWords() },
      graphs: common.adjacencyGraphs,
    });
  })();
  return made;
}

/** Who chooses: the own names are guessed first. */
export interface Chooser {
  userName?: string | null;
  fullName?: string;
}

/** Refuses what is guessed easily, names of units and bodies included (I7). @throws DomainError `rejected` with the reason a person understands. */
export async function assertStrongPassword(db: Db, password: string, who: Chooser): Promise<void> {
  await assertHardToGuess(password, who, await installationNames(db));
}

/**
 * Short, the own name, words everybody chooses in any spelling, words of this installation.
 * @param installation names of this installation. @throws DomainError `rejected`.
 */
export async function assertHardToGuess(password: string, who: Chooser, installation: readonly string[]): Promise<void> {
  const typed = password.normalize('NFC').toLowerCase();
  assertForm(typed, (who.userName ?? '').toLowerCase());
  const known = [...new Set([...installation, who.fullName ?? '', who.userName ?? ''].flatMap(partsOf).flatMap(formsOf).filter((word) => word.length > 1))];
  const zxcvbn = await judge();
  const folded = foldText(typed);
  // As typed, without diacritics, and without what stands between the words: guessing tries all three.
  const forms = [...new Set([typed, folded, folded.replace(/[^a-z0-9]+/g, '')])].filter(Boolean);
  const verdicts = forms.map((form) => zxcvbn.check([...form].slice(0, JUDGED).join(''), known));
  const weakest = verdicts.reduce((a, b) => (b.guessesLog10 < a.guessesLog10 ? b : a));
  if (weakest.guessesLog10 >= NEEDED) return;
  const words = weakest.sequence.filter(({ pattern }) => pattern === 'dictionary');
  const ofInstallation = words.some((match) => match.dictionaryName === 'userInputs');
  throw new DomainError('rejected', ofInstallation ? 'identity.password_installation' : words.length > 0 ? 'identity.password_common' : 'identity.password_guessable');
}

function assertForm(typed: string, userName: string): void {
  if ([...typed].length < MIN_PASSWORD) throw new DomainError('rejected', 'identity.password_short', { min: MIN_PASSWORD });
  if (userName.length >= 4 && typed.includes(userName)) throw new DomainError('rejected', 'identity.password_has_name');
  if (new Set(typed).size < 5) throw new DomainError('rejected', 'identity.password_simple');
}

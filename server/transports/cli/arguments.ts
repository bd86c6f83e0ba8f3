import path from 'node:path';

/** A command line that was not understood; shown in both languages, exit code 2. */
export class UsageError extends Error {
  readonly vi: string;
  readonly en: string;
  constructor(vi: string, en: string) {
    super(en);
    this.name = 'UsageError';
    this.vi = vi;
    this.en = en;
  }
}

export interface Arguments {
  /** Words that are no option, in order. */
  words: string[];
  flags: Set<string>;
  /** Each option with its values, as often as it was given. */
  options: Map<string, string[]>;
}

/**
 * Splits a command line. `--name VALUE` and `--name=VALUE` for options with a value, `--name` for flags, `--` ends the options.
 * @throws UsageError for an unknown option or a missing value.
 */
export function parseArguments(args: readonly string[], known: { flags: readonly string[]; options: readonly string[] }): Arguments {
  const parsed: Arguments = { words: [], flags: new Set(), options: new Map() };
  for (let index = 0; index < args.length; index += 1) {
    const word = args[index] ?? '';
    if (word === '--') return { ...parsed, words: [...parsed.words, ...args.slice(index + 1)] };
    if (!word.startsWith('--')) {
      parsed.words.push(word);
      continue;
    }
    const [name = '', inline] = word.slice(2).split(/=(.*)/su);
    if (known.flags.includes(name) && inline === undefined) parsed.flags.add(name);
    else if (known.options.includes(name)) {
      const value = inline ?? args[(index += 1)];
      if (value === undefined) throw new UsageError(`Tùy chọn --${name} thiếu giá trị.`, `Option --${name} needs a value.`);
      parsed.options.set(name, [...(parsed.options.get(name) ?? []), value]);
    } else throw new UsageError(`Không có tùy chọn “${word}”.`, `There is no option “${word}”.`);
  }
  return parsed;
}

/** Paths are relative to the folder the person stood in, not to that of the program. */
export const fromCwd = (file: string): string => path.resolve(process.env['PHIEN_CWD'] ?? process.cwd(), file);

export const write = (text: string): void => void process.stdout.write(text);

/** What somebody at a terminal reads: the language of their system, Vietnamese unless it is English. */
export const operatorLanguage = (): 'vi' | 'en' => (/^en/i.test(process.env['LC_ALL'] || process.env['LC_MESSAGES'] || process.env['LANG'] || '') ? 'en' : 'vi');

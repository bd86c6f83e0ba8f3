import { diffArrays } from 'diff';
import { keyOf } from '../carryover';

/** Words that stayed (`=`), went (`-`) or came (`+`), in the order they are read. */
export type Piece = readonly [op: '=' | '-' | '+', text: string];

interface Run {
  op: Piece[0];
  words: string[];
}

const INVISIBLE = /[\u00ad\u200b-\u200f\ufeff]/gu;

/** What makes two words the same here: letters, case and signs; not how the letters are composed, where the tone of hoà stands, which quotation mark or dash. */
export function formOf(text: string): string {
  const plain = text.normalize('NFKC').replace(INVISIBLE, '').replace(/[“”„″]/gu, '"').replace(/[‘’′]/gu, "'").replace(/[‐‑–—]/gu, '-');
  const signs = plain.replace(/[\p{L}\p{N}\p{M}]+/gu, '·');
  const capitals = [...plain].map((letter) => (letter !== letter.toLowerCase() ? 'A' : 'a')).join('');
  return `${keyOf(plain)} ${signs} ${capitals}`;
}

/** Edits after which two paragraphs are told apart as a whole. */
const MOST_EDITS = 1_500;

/** What became of the words of a paragraph. @returns null where hardly any stayed: it is another paragraph. */
export function wordChanges(before: readonly string[], after: readonly string[]): Run[] | null {
  const [old, fresh] = [before.map((text) => ({ text, form: formOf(text) })), after.map((text) => ({ text, form: formOf(text) }))];
  const parts = diffArrays(old, fresh, { comparator: (one, two) => one.form === two.form, maxEditLength: MOST_EDITS });
  if (!parts) return null;
  // Equal words are told as the new version writes them.
  const runs = smoothed(joined(parts.map(({ added, removed, value }): Run => ({ op: added ? '+' : removed ? '-' : '=', words: value.map(({ text }) => text) }))));
  const kept = runs.filter(({ op }) => op === '=').reduce((sum, { words }) => sum + words.length, 0);
  return kept < 0.25 * Math.max(before.length, after.length) ? null : runs;
}

/** A word that the end of a line parted, or did not any more, is the same word. */
function joined(runs: readonly Run[]): Run[] {
  const bare = (words: readonly string[]): string => words.join('').replaceAll('-', '');
  const found: Run[] = [];
  for (let at = 0; at < runs.length; at += 1) {
    const [run, next] = [runs[at] as Run, runs[at + 1]];
    const isPair = next !== undefined && run.op !== '=' && next.op !== '=' && run.op !== next.op && run.words.length !== next.words.length;
    if (isPair && bare(run.words) === bare(next.words)) {
      push(found, '=', run.op === '+' ? run.words : next.words);
      at += 1;
    } else push(found, run.op, run.words);
  }
  return found;
}

function push(runs: Run[], op: Run['op'], words: readonly string[]): void {
  const last = runs.at(-1);
  if (last?.op === op) last.words.push(...words);
  else runs.push({ op, words: [...words] });
}

/** A word that stayed by chance between others that were all changed is read with them: what went and what came stay in one piece each. */
function smoothed(runs: readonly Run[]): Run[] {
  const found: Run[] = [];
  let [went, came]: [string[], string[]] = [[], []];
  const close = (): void => {
    if (went.length > 0) push(found, '-', went);
    if (came.length > 0) push(found, '+', came);
    [went, came] = [[], []];
  };
  runs.forEach((run, index) => {
    if (run.op === '-') went.push(...run.words);
    else if (run.op === '+') came.push(...run.words);
    else {
      const isChance = run.words.length === 1 && went.length >= 2 && came.length >= 2 && (runs[index + 1]?.words.length ?? 0) >= 2 && index + 1 < runs.length;
      if (isChance) {
        went.push(...run.words);
        came.push(...run.words);
      } else {
        close();
        push(found, '=', run.words);
      }
    }
  });
  close();
  return found;
}

export const piecesOf = (runs: readonly Run[]): Piece[] => runs.map(({ op, words }) => [op, words.join(' ')]);
export type { Run };

import { changeOf, lengthBefore, type TextChange } from './text-change';

/** Who changed something, when (ms since 1970), and with which number of the log. `taken`: somebody who decides has agreed to it. */
export interface Mark {
  by: string;
  at: number;
  seq: number;
  /** Which of the stretches that came with this number; absent: the first. */
  part?: number;
  taken?: true;
}

/** In place of a number of the log: written on a tablet, and not in the log yet. */
export const NO_NUMBER = Number.MAX_SAFE_INTEGER;

/** A mark for each stretch that comes with one entry of the log, so that every one can be told from the others. */
export function marksOf(mark: Mark): () => Mark {
  let part = -1;
  return () => {
    part += 1;
    return part === 0 ? mark : { ...mark, part };
  };
}

/** What a stretch is named by when somebody agrees to it; nothing while it is not in the log. */
export const namesOf = ({ seq, part }: Mark): string[] => (seq === NO_NUMBER ? [] : [part ? `${seq}.${part}` : String(seq)]);

/**
 * A stretch of a text with one author: the record, where there is no `mark`, else a person. What a person takes out of the record's words stays as a
 * stretch that is `gone`, so that it can be shown and put back. So do words of people that another takes out, unseen: put back, they are whose they
 * were. What somebody takes out of their own words alone is gone for good.
 */
export interface Run {
  text: string;
  mark?: Mark;
  gone?: Mark;
}

/** Changes of one person that follow each other within this time are shown as one, ms. */
const ONE_CHANGE_MS = 10 * 60_000;

/** Units of people's words that stay in a paragraph unseen; beyond that the oldest are gone for good. */
const UNSEEN_AT_MOST = 20_000;

const sameHand = (a: Mark | undefined, b: Mark | undefined): boolean =>
  a === b || (a !== undefined && b !== undefined && a.by === b.by && a.taken === b.taken && Math.abs(a.at - b.at) < ONE_CHANGE_MS);

const renamed = ({ by, at, taken }: Mark, { seq, part }: Mark): Mark => ({ by, at, seq, ...(part && { part }), ...(taken && { taken }) });
/** Stretches that come together are a new one: whoever agreed to either has not seen it. */
const together = (a: Mark | undefined, b: Mark | undefined, next: () => Mark): Mark | undefined => (a && b && (a.seq !== b.seq || a.part !== b.part) ? renamed({ ...a, at: Math.max(a.at, b.at) }, next()) : a);

function joined(runs: readonly Run[], next: () => Mark): Run[] {
  const out: Run[] = [];
  for (const run of runs) {
    const last = out.at(-1);
    if (run.text === '') continue;
    if (last && sameHand(last.mark, run.mark) && sameHand(last.gone, run.gone)) out[out.length - 1] = runOf(last.text + run.text, together(last.mark, run.mark, next), together(last.gone, run.gone, next));
    else out.push(run);
  }
  return out;
}

const runOf = (text: string, mark?: Mark, gone?: Mark): Run => ({ text, ...(mark && { mark }), ...(gone && { gone }) });

/** The words as they read now. */
export const wordsOf = (runs: readonly Run[]): string => runs.map(({ text, gone }) => (gone ? '' : text)).join('');
/** The words the record gave. */
export const recordedWords = (runs: readonly Run[]): string => runs.map(({ text, mark }) => (mark ? '' : text)).join('');
/** What people wrote and others took out: no difference to what the record gave. */
export const isUnseen = ({ mark, gone }: Run): boolean => mark !== undefined && gone !== undefined;
export const runsOf = (text: string, mark?: Mark): Run[] => (text === '' ? [] : [runOf(text, mark)]);

/** Takes stretches from the front, torn where needed. */
class Queue {
  readonly #runs: Run[];
  constructor(runs: readonly Run[]) {
    this.#runs = [...runs].reverse();
  }

  get next(): Run | undefined {
    return this.#runs.at(-1);
  }

  take(units = Infinity): Run {
    const run = this.#runs.pop();
    if (!run) throw new RangeError('the change is one of another text');
    if (run.text.length <= units) return run;
    this.#runs.push({ ...run, text: run.text.slice(units) });
    return { ...run, text: run.text.slice(0, units) };
  }

  goneHere(): Run[] {
    const out: Run[] = [];
    while (this.next?.gone) out.push(this.take());
    return out;
  }

  rest(): Run[] {
    return this.#runs.reverse();
  }
}

const WORD = /[\p{L}\p{N}\p{M}]/u;
const isBetweenWords = (text: string, place: number): boolean => !WORD.test(text.charAt(place - 1)) || !WORD.test(text.charAt(place));

/** Where in these stretches the words are: as whole ones of them, or as whole words at either end. */
function placeOf(gone: readonly Run[], words: string, isWhole: boolean): number {
  const all = gone.map(({ text }) => text).join('');
  if (!isWhole) return WORD.test(words) ? [0, all.length - words.length].find((at) => at >= 0 && all.startsWith(words, at) && isBetweenWords(all, at) && isBetweenWords(all, at + words.length)) ?? -1 : -1;
  const ends = new Set([0]);
  let end = 0;
  for (const { text } of gone) ends.add((end += text.length));
  return [...ends].find((at) => all.startsWith(words, at) && ends.has(at + words.length)) ?? -1;
}

/** These stretches with the units `from`–`to` showing again, counted over those that `counts`. */
function shownAgain(gone: readonly Run[], counts: (run: Run) => boolean, from: number, to: number): Run[] {
  let at = 0;
  return gone.flatMap((run) => {
    if (!counts(run)) return [run];
    const [start, end] = [Math.max(0, from - at), Math.max(0, to - at)];
    at += run.text.length;
    return [{ ...run, text: run.text.slice(0, start) }, runOf(run.text.slice(start, end), run.mark), { ...run, text: run.text.slice(Math.max(start, end)) }];
  });
}

/** Words that are put in again where they were taken out are whose they were: the record's first. Null where it is something else. */
function restored(gone: readonly Run[], words: string): Run[] | null {
  for (const isWhole of [true, false]) {
    for (const counts of [({ mark }: Run) => !mark, () => true]) {
      const from = placeOf(gone.filter(counts), words, isWhole);
      if (from >= 0) return shownAgain(gone, counts, from, from + words.length);
    }
  }
  return null;
}

/** What somebody typed letter by letter beside what is gone is whose it was once the word is whole. */
function typedBack(runs: readonly Run[], { by, seq }: Mark): Run[] {
  const queue = new Queue(runs);
  const out: Run[] = [];
  while (queue.next) {
    const run = queue.take();
    const isTyped = run.mark?.by === by && run.mark.seq === seq && !run.mark.taken && !run.gone;
    const start = out.findLastIndex(({ gone }) => !gone) + 1;
    const before = isTyped ? restored(out.slice(start), run.text) : null;
    const behind = isTyped && !before ? queue.goneHere() : [];
    if (before) out.splice(start, Infinity, ...before);
    else out.push(...(restored(behind, run.text) ?? [run, ...behind]));
  }
  return out;
}

function withoutOldest(runs: readonly Run[]): Run[] {
  let units = 0;
  const unseen = runs.filter(isUnseen).sort((a, b) => (b.gone?.seq ?? 0) - (a.gone?.seq ?? 0));
  const dropped = new Set(unseen.filter(({ text }) => (units += text.length) > UNSEEN_AT_MOST));
  return runs.filter((run) => !dropped.has(run));
}

/** @param next gives each stretch its mark. @throws RangeError where the change is one of another text. */
export function runsChanged(runs: readonly Run[], change: TextChange, mark: Mark, next = marksOf(mark)): Run[] {
  if (lengthBefore(change) !== wordsOf(runs).length) throw new RangeError('the change is one of another text');
  const queue = new Queue(runs);
  const out: Run[] = [];
  /** Moves so many units that show, and what is gone between them. */
  const move = (units: number, to: (run: Run) => void): void => {
    for (let left = units; left > 0;) {
      if (queue.next?.gone) to(queue.take());
      else {
        const run = queue.take(left);
        left -= run.text.length;
        to(run);
      }
    }
  };
  const takenOut = (units: number, gone: Mark): Run[] => {
    const taken: Run[] = [];
    move(units, (run) => taken.push(run));
    const isOwn = taken.every((run) => run.gone !== undefined || run.mark?.by === mark.by);
    return taken.flatMap((run) => (run.gone ? [run] : isOwn ? [] : [runOf(run.text, run.mark, gone)]));
  };
  for (let index = 0; index < change.length; index += 1) {
    const part = change[index] ?? 0;
    if (typeof part === 'number') {
      if (part > 0) move(part, (run) => out.push(run));
      else out.push(...takenOut(-part, next()));
      continue;
    }
    const own = next();
    const gone = queue.goneHere();
    const lead = gone.length;
    const following = change[index + 1];
    if (typeof following === 'number' && following < 0) {
      index += 1;
      gone.push(...takenOut(-following, own), ...queue.goneHere());
    }
    const back = restored(gone, part);
    const last = out.at(-1);
    const put = runOf(part, own);
    if (back) out.push(...back);
    // Somebody who goes on writing stays in one stretch.
    else if (lead > 0 && last?.mark && !last.gone && last.mark.by === mark.by) out.push(put, ...gone);
    else out.push(...gone, put);
  }
  return eachNamed(withoutOldest(joined(typedBack(joined([...out, ...queue.rest()], next), mark), next)), next);
}

/** What one person changed at one place, and nobody has agreed to yet. */
export interface TextDifference extends Mark {
  /** The stretches of it that are in the log, by name. */
  stretches: string[];
  removed: string;
  inserted: string;
  /** Stretches it is made of: from this one to the one before `to`. */
  from: number;
  to: number;
}

const openMark = (run: Run): Mark | null => {
  const own = run.gone ?? run.mark;
  return own && !own.taken && !isUnseen(run) ? own : null;
};

export function differencesOf(runs: readonly Run[]): TextDifference[] {
  const out: TextDifference[] = [];
  runs.forEach((run, index) => {
    const last = out.at(-1);
    if (isUnseen(run) && last?.to === index) last.to += 1;
    const mark = openMark(run);
    if (!mark) return;
    const [removed, inserted] = run.gone ? [run.text, ''] : ['', run.text];
    if (last?.to === index && last.by === mark.by) {
      last.stretches.push(...namesOf(mark));
      Object.assign(last, { at: Math.max(last.at, mark.at), seq: Math.max(last.seq, mark.seq), removed: last.removed + removed, inserted: last.inserted + inserted, to: index + 1 });
    } else out.push({ ...mark, stretches: namesOf(mark), removed, inserted, from: index, to: index + 1 });
  });
  return out;
}

/** Stretches of one name that are differences of their own by now, as something stands between them, get names of their own. */
function eachNamed(runs: readonly Run[], next: () => Mark): Run[] {
  const named = new Map<string, TextDifference>();
  const out = [...runs];
  for (const difference of differencesOf(runs)) {
    for (let index = difference.from; index < difference.to; index += 1) {
      const run = out[index];
      const mark = run && openMark(run);
      const [name] = mark ? namesOf(mark) : [];
      if (!mark || name === undefined) continue;
      if (!named.has(name)) named.set(name, difference);
      if (named.get(name) === difference) continue;
      out[index] = run.gone ? runOf(run.text, run.mark, renamed(mark, next())) : runOf(run.text, renamed(mark, next()));
    }
  }
  return out;
}

/** Agrees to the stretches of these names. */
export const agreedTo = (mark: Mark | undefined, stretches: ReadonlySet<string>): Mark | undefined => (mark && namesOf(mark).some((name) => stretches.has(name)) ? { ...mark, taken: true } : mark);
export const runsTaken = (runs: readonly Run[], stretches: ReadonlySet<string>): Run[] => runs.map(({ text, mark, gone }) => runOf(text, agreedTo(mark, stretches), agreedTo(gone, stretches)));

/** The change of the words that undoes these stretches: what people put in goes, what they took out of the record comes back. */
export function undoing(runs: readonly Run[], { from, to }: Pick<TextDifference, 'from' | 'to'> = { from: 0, to: Infinity }): TextChange {
  return changeOf(
    runs.map(({ text, mark, gone }, index) => {
      if (mark && gone) return 0;
      if (index < from || index >= to || (!mark && !gone)) return gone ? 0 : text.length;
      return gone ? text : -text.length;
    }),
  );
}

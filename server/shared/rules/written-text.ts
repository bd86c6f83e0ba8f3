import { changeOf, lengthBefore, type TextChange } from './text-change';

/** Who changed something, when (ms since 1970), and with which number of the log. `taken`: somebody who decides has agreed to it. */
export interface Mark {
  by: string;
  at: number;
  seq: number;
  taken?: true;
}

/**
 * A stretch of a text with one author: the record, where there is no `mark`, else a person. What a person takes out of the record's words stays as a
 * stretch that is `gone`, so that it can be shown and put back; what people wrote and take out again is gone for good.
 */
export interface Run {
  text: string;
  mark?: Mark;
  gone?: Mark;
}

/** Changes of one person that follow each other within this time are shown as one, ms. */
const ONE_CHANGE_MS = 10 * 60_000;

const sameHand = (a: Mark | undefined, b: Mark | undefined): boolean =>
  a === b || (a !== undefined && b !== undefined && a.by === b.by && a.taken === b.taken && Math.abs(a.at - b.at) < ONE_CHANGE_MS);
const newer = (a: Mark | undefined, b: Mark | undefined): Mark | undefined => (a && b ? { ...a, at: Math.max(a.at, b.at), seq: Math.max(a.seq, b.seq) } : a);

function joined(runs: readonly Run[]): Run[] {
  const out: Run[] = [];
  for (const run of runs) {
    const last = out.at(-1);
    if (run.text === '') continue;
    if (last && sameHand(last.mark, run.mark) && sameHand(last.gone, run.gone)) out[out.length - 1] = runOf(last.text + run.text, newer(last.mark, run.mark), newer(last.gone, run.gone));
    else out.push(run);
  }
  return out;
}

const runOf = (text: string, mark?: Mark, gone?: Mark): Run => ({ text, ...(mark && { mark }), ...(gone && { gone }) });

/** The words as they read now. */
export const wordsOf = (runs: readonly Run[]): string => runs.map(({ text, gone }) => (gone ? '' : text)).join('');
/** The words the record gave. */
export const recordedWords = (runs: readonly Run[]): string => runs.map(({ text, mark }) => (mark ? '' : text)).join('');
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

/** Words of the record that are typed in again where they were taken out are the record's again. Null where it is something else. */
function restored(gone: readonly Run[], words: string): Run[] | null {
  const all = gone.map(({ text }) => text).join('');
  const pieces = (from: number): Run[] => {
    const queue = new Queue(gone);
    const out: Run[] = [];
    const move = (units: number, isBack: boolean): void => {
      for (let left = units; left > 0;) {
        const run = queue.take(left);
        out.push(isBack ? runOf(run.text, run.mark) : run);
        left -= run.text.length;
      }
    };
    move(from, false);
    move(words.length, true);
    return [...out, ...queue.rest()];
  };
  if (all.startsWith(words)) return pieces(0);
  if (all.endsWith(words)) return pieces(all.length - words.length);
  // Whole stretches in the middle: one of several changes at a place is taken back.
  for (let at = 0, index = 0; index < gone.length; at += gone[index]?.text.length ?? 0, index += 1) if (at > 0 && all.startsWith(words, at)) return pieces(at);
  return null;
}

/** @throws RangeError where the change is one of another text. */
export function runsChanged(runs: readonly Run[], change: TextChange, mark: Mark): Run[] {
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
  const takenOut = (run: Run): Run[] => (run.gone ? [run] : run.mark ? [] : [runOf(run.text, undefined, mark)]);
  for (let index = 0; index < change.length; index += 1) {
    const part = change[index] ?? 0;
    if (typeof part === 'number') {
      if (part > 0) move(part, (run) => out.push(run));
      else move(-part, (run) => out.push(...takenOut(run)));
      continue;
    }
    const gone = queue.goneHere();
    const lead = gone.length;
    const following = change[index + 1];
    if (typeof following === 'number' && following < 0) {
      index += 1;
      move(-following, (run) => gone.push(...takenOut(run)));
      gone.push(...queue.goneHere());
    }
    const back = restored(gone, part);
    const last = out.at(-1);
    const own = runOf(part, mark);
    if (back) out.push(...back);
    // Somebody who goes on writing stays in one stretch.
    else if (lead > 0 && last?.mark && !last.gone && last.mark.by === mark.by) out.push(own, ...gone);
    else out.push(...gone, own);
  }
  return joined([...out, ...queue.rest()]);
}

/** What one person changed at one place, and nobody has agreed to yet. */
export interface TextDifference extends Mark {
  /** Numbers of the log it came with. */
  seqs: number[];
  removed: string;
  inserted: string;
  /** Stretches it is made of: from this one to the one before `to`. */
  from: number;
  to: number;
}

const openMark = ({ mark, gone }: Run): Mark | null => {
  const own = gone ?? mark;
  return own && !own.taken ? own : null;
};

export function differencesOf(runs: readonly Run[]): TextDifference[] {
  const out: TextDifference[] = [];
  runs.forEach((run, index) => {
    const mark = openMark(run);
    if (!mark) return;
    const last = out.at(-1);
    const [removed, inserted] = run.gone ? [run.text, ''] : ['', run.text];
    if (last?.to === index && last.by === mark.by) {
      Object.assign(last, { seqs: [...last.seqs, mark.seq], at: Math.max(last.at, mark.at), seq: Math.max(last.seq, mark.seq), removed: last.removed + removed, inserted: last.inserted + inserted, to: index + 1 });
    } else out.push({ ...mark, seqs: [mark.seq], removed, inserted, from: index, to: index + 1 });
  });
  return out;
}

/** Agrees to what came with these numbers. */
export function runsTaken(runs: readonly Run[], seqs: ReadonlySet<number>): Run[] {
  const agreed = (mark: Mark | undefined): Mark | undefined => (mark && seqs.has(mark.seq) ? { ...mark, taken: true } : mark);
  return joined(runs.map(({ text, mark, gone }) => runOf(text, agreed(mark), agreed(gone))));
}

/** The change of the words that undoes these stretches: what people put in goes, what they took out of the record comes back. */
export function undoing(runs: readonly Run[], { from, to }: Pick<TextDifference, 'from' | 'to'> = { from: 0, to: Infinity }): TextChange {
  return changeOf(
    runs.map(({ text, mark, gone }, index) => {
      if (index < from || index >= to || (!mark && !gone)) return gone ? 0 : text.length;
      return gone ? text : -text.length;
    }),
  );
}

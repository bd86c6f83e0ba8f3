import type { PublicError } from '@shared/protocol/public-error';
import type { PushedEdit, WritingJoinAnswer, WritingStepsAnswer } from '@shared/protocol/writing-events';
import { changeBetween, changesNothing } from '@shared/rules/text-change';
import { applySteps, invertedStep, mappedSteps, paragraphsOf, shortened, StepError, writtenFrom, type Step, type Steps, type WrittenMinutes } from '@shared/rules/written-minutes';
import { stepsTo } from '@shared/rules/written-steps';
import { NO_NUMBER, wordsOf } from '@shared/rules/written-text';
import { unreachedError } from '../../commands';

/** `waiting` is written and will be sent in a moment; `unsent` could not be sent and is tried again; `refused` needs the writer. */
export type SavingState = 'saved' | 'waiting' | 'sending' | 'unsent' | 'refused';

/** What this device keeps until the server has it. */
export interface KeptWriting {
  seq: number;
  paragraphs: { id: string; text: string }[];
  sent: { opId: string; steps: Steps } | null;
  waiting: Steps;
}

export interface WritingPort {
  /** Rejects where no answer comes. */
  join(opId: string | undefined): Promise<WritingJoinAnswer>;
  send(message: { opId: string; base: number; steps: Steps }): Promise<WritingStepsAnswer>;
  /** @returns false where the device cannot keep it. */
  keep(kept: KeptWriting): boolean;
  forget(): void;
  newId(): string;
  now(): number;
}

export interface WritingSnapshot {
  text: WrittenMinutes;
  state: SavingState;
  error: PublicError | null;
  /** Why nothing more can be written. */
  closed: 'state' | 'revoked' | 'outdated' | null;
  /** Whether the device keeps what is unsent. */
  isKept: boolean;
  canUndo: boolean;
  canRedo: boolean;
}

/** Milliseconds between two messages at least, between two tries, and within which words typed on are taken back together. */
export const PACE = { between: 25, retry: 2_000, oneUndo: 1_000 } as const;
const UNDO_AT_MOST = 200;

const PASSING = new Set(['unavailable', 'internal', 'rate_limited', 'unauthenticated', 'storage_full']);
/** What another look at the text heals. */
const BEHIND = new Set(['minutes.far_behind', 'command.id_reused']);

interface Undo {
  steps: Steps;
  at: number;
  id: string;
}

/**
 * The minutes on one tablet while several people write them. What is written shows at once and is kept here; it goes to the server in one message at
 * a time, built on what the server told last; what others wrote meanwhile is put before it (N37–N43).
 */
export class Cowriting {
  #confirmed: WrittenMinutes;
  #seq: number;
  #sent: { opId: string; steps: Steps } | null = null;
  #waiting: Step[] = [];
  #shown: WrittenMinutes;
  #undo: Undo[] = [];
  #redo: Undo[] = [];
  #isJoined = false;
  #isJoining = false;
  #isSending = false;
  #early: PushedEdit[] = [];
  #error: PublicError | null = null;
  #closed: WritingSnapshot['closed'] = null;
  #isKept = true;
  #lastSent = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #snapshot: WritingSnapshot;
  readonly #listeners = new Set<() => void>();

  constructor(stored: { text: WrittenMinutes; seq: number }, private readonly personId: string, private readonly port: WritingPort) {
    this.#confirmed = stored.text;
    this.#seq = stored.seq;
    this.#shown = stored.text;
    this.#snapshot = this.#take();
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly snapshot = (): WritingSnapshot => this.#snapshot;

  /** Goes on from what this device kept. */
  takeUp({ seq, paragraphs, sent, waiting }: KeptWriting): void {
    this.#confirmed = writtenFrom(paragraphs.map((paragraph) => ({ ...paragraph, source: { kind: 'hand' } })));
    this.#seq = seq;
    this.#sent = sent;
    this.#waiting = [...waiting];
    this.#changed();
  }

  /** Enters, or comes back: what was written here is put behind what is there now. */
  async join(): Promise<void> {
    if (this.#isJoining || this.#closed === 'outdated') return;
    this.#isJoining = true;
    this.#isJoined = false;
    this.#early = [];
    try {
      const answer = await this.port.join(this.#sent?.opId).catch(() => null);
      if (answer) this.#joined(answer);
      else this.#fail(unreachedError());
    } finally {
      this.#isJoining = false;
      this.#changed();
    }
  }

  /** The connection is gone; what is written waits. */
  lost(error: PublicError | null = null): void {
    this.#isJoined = false;
    this.#error = error ?? (this.#isDirty ? unreachedError() : null);
    this.#changed();
  }

  close(reason: 'state' | 'revoked'): void {
    this.#isJoined = false;
    this.#closed = reason;
    this.#changed();
  }

  /** What the server told of the log. */
  heard(edits: readonly PushedEdit[]): void {
    if (this.#isJoining) this.#early.push(...edits);
    if (!this.#isJoined) return;
    for (const edit of edits) {
      if (edit.seq <= this.#seq) continue;
      // A number is missing, or the text was made anew.
      if (edit.seq > this.#seq + 1 || (edit.steps.length === 0 && edit.opId !== this.#sent?.opId)) return void this.join();
      this.#hear(edit);
    }
    this.#changed();
    this.#schedule();
  }

  /** Somebody writes here: the words of a paragraph as they are now. @param caret behind what was typed last. */
  write(id: string, text: string, caret?: number): void {
    const block = this.#shown.blocks.find((one) => one.id === id);
    const change = block ? changeBetween(wordsOf(block.runs), text, caret) : [];
    if (block && !changesNothing(change)) this.do([{ kind: 'text', id, change: [...change] }]);
  }

  do(steps: Steps): void {
    const back = this.#apply(steps);
    const [first] = steps;
    const last = this.#undo.at(-1);
    const at = this.port.now();
    const goesOn = steps.length === 1 && first?.kind === 'text' && last?.id === first.id && at - last.at < PACE.oneUndo;
    if (goesOn) this.#undo[this.#undo.length - 1] = { ...last, steps: shortened([...back, ...last.steps]), at };
    else if (back.length > 0) this.#undo.push({ steps: back, at, id: first?.kind === 'text' ? first.id : '' });
    if (this.#undo.length > UNDO_AT_MOST) this.#undo.shift();
    this.#redo = [];
    this.#changed();
    this.#schedule();
  }

  undo(): void {
    this.#moveBack(this.#undo, this.#redo);
  }

  redo(): void {
    this.#moveBack(this.#redo, this.#undo);
  }

  /** Sends now what is not stored. @returns whether everything is. */
  async save(patienceMs = 10_000): Promise<boolean> {
    const until = this.port.now() + patienceMs;
    while (this.#isDirty && this.#closed === null && this.#snapshot.state !== 'refused' && this.port.now() < until) {
      if (!this.#isJoined) await this.join();
      else this.#flush();
      await new Promise((resolve) => setTimeout(resolve, 30));
    }
    return !this.#isDirty;
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#isJoined = false;
  }

  get #isDirty(): boolean {
    return this.#sent !== null || this.#waiting.length > 0;
  }

  #moveBack(from: Undo[], to: Undo[]): void {
    const last = from.pop();
    if (!last) return;
    const back = this.#apply(last.steps);
    to.push({ ...last, steps: back, at: 0 });
    this.#changed();
    this.#schedule();
  }

  /** Shows steps and puts them in line. @returns what takes them back. */
  #apply(steps: Steps): Step[] {
    const back: Step[] = [];
    const mark = { by: this.personId, at: this.port.now(), seq: NO_NUMBER };
    for (const step of steps) {
      const inverse = invertedStep(step, this.#shown);
      this.#shown = applySteps(this.#shown, [step], mark);
      if (inverse) back.unshift(inverse);
    }
    this.#waiting = shortened([...this.#waiting, ...steps]);
    if (this.#error && !PASSING.has(this.#error.code)) this.#error = null;
    return back;
  }

  #joined(answer: WritingJoinAnswer): void {
    if (!answer.ok) {
      if (answer.code === 'closed') this.#closed = 'state';
      else if (answer.code === 'protocol' || answer.code === 'invalid') this.#closed = 'outdated';
      else if (answer.code === 'not_found' || answer.code === 'forbidden') this.#closed = 'revoked';
      else this.#fail(unreachedError());
      return;
    }
    const mark = { by: this.personId, at: this.port.now(), seq: this.#seq };
    if (answer.isSentIn && this.#sent) {
      this.#confirmed = applySteps(this.#confirmed, this.#sent.steps, mark);
      this.#sent = null;
    }
    const others = stepsTo(this.#confirmed, paragraphsOf(answer.text));
    this.#behind(others);
    this.#confirmed = answer.text;
    this.#seq = answer.seq;
    this.#closed = null;
    this.#error = null;
    this.#isJoined = true;
    this.#isSending = false;
    const early = this.#early;
    this.#early = [];
    for (const edit of early) if (edit.seq === this.#seq + 1) this.#hear(edit);
    if (early.some(({ seq }) => seq > this.#seq)) setTimeout(() => void this.join(), 0);
    this.#show();
    // What was sent and is not there goes once more under its id: the first one may still be under way.
    if (this.#sent) void this.#transmit();
    else this.#schedule();
  }

  #hear({ opId, seq, by, at, steps }: PushedEdit): void {
    if (this.#sent?.opId === opId) this.#sent = null;
    else this.#behind(steps);
    this.#confirmed = applySteps(this.#confirmed, steps, { by, at, seq });
    this.#seq = seq;
    this.#show();
  }

  /** Puts what others wrote before everything of this tablet that is not in the log yet. */
  #behind(steps: Steps): void {
    let others: Step[] = [...steps];
    if (this.#sent) {
      const [moved, sent] = mappedSteps(others, this.#sent.steps);
      this.#sent = { ...this.#sent, steps: sent };
      others = moved;
    }
    const [moved, waiting] = mappedSteps(others, this.#waiting);
    this.#waiting = waiting;
    for (const stack of [this.#undo, this.#redo]) {
      let over = moved;
      for (let index = stack.length - 1; index >= 0; index -= 1) {
        const own = stack[index];
        if (!own) continue;
        const [next, mine] = mappedSteps(over, own.steps);
        stack[index] = { ...own, steps: mine };
        over = next;
      }
    }
    this.#undo = this.#undo.filter((own) => own.steps.length > 0);
    this.#redo = this.#redo.filter((own) => own.steps.length > 0);
  }

  /** What the log has, and behind it what is on its way. */
  #show(): void {
    const mark = { by: this.personId, at: this.port.now(), seq: NO_NUMBER };
    try {
      this.#shown = applySteps(this.#confirmed, [...(this.#sent?.steps ?? []), ...this.#waiting], mark);
    } catch (error) {
      if (!(error instanceof StepError)) throw error;
      // A text that was kept here and does not fit any more: each step that fits is saved.
      this.#sent = null;
      this.#waiting = this.#waiting.filter((step) => {
        try {
          this.#shown = applySteps(this.#shown, [step], mark);
          return true;
        } catch {
          return false;
        }
      });
    }
  }

  #schedule(): void {
    if (!this.#isJoined || this.#sent || this.#waiting.length === 0) return;
    clearTimeout(this.#timer);
    const wait = Math.max(0, this.#lastSent + PACE.between - this.port.now());
    if (wait === 0) this.#flush();
    else this.#timer = setTimeout(() => this.#flush(), wait);
  }

  #flush(): void {
    if (!this.#isJoined || this.#sent || this.#waiting.length === 0 || this.#snapshot.state === 'refused') return;
    clearTimeout(this.#timer);
    this.#sent = { opId: this.port.newId(), steps: this.#waiting };
    this.#waiting = [];
    this.#changed();
    void this.#transmit();
  }

  async #transmit(): Promise<void> {
    const sent = this.#sent;
    if (!sent || this.#isSending) return;
    this.#isSending = true;
    this.#lastSent = this.port.now();
    try {
      this.#answered(sent.opId, await this.port.send({ ...sent, base: this.#seq }));
    } catch {
      this.#isSending = false;
      this.#fail(unreachedError());
    }
    this.#changed();
  }

  #answered(opId: string, answer: WritingStepsAnswer): void {
    this.#isSending = false;
    if (answer.ok) {
      this.#error = null;
      // It is in the log and was not told here: what is there is looked at anew.
      if (this.#sent?.opId === opId) void this.join();
      else if (this.#sent) void this.#transmit();
      else this.#schedule();
      return;
    }
    if (answer.code !== 'refused') {
      if (answer.code === 'not_found') void this.join();
      else this.#fail(unreachedError());
      return;
    }
    const { error } = answer;
    if (BEHIND.has(error.reason)) void this.join();
    else if (error.reason === 'state.minutes') this.close('state');
    else if (error.code === 'not_found' || error.code === 'forbidden') this.close('revoked');
    else if (PASSING.has(error.code)) this.#fail(error);
    else {
      // The server took nothing of it; it stays here with the reason, until the writer mends it.
      this.#waiting = shortened([...(this.#sent?.steps ?? []), ...this.#waiting]);
      this.#sent = null;
      this.#error = error;
    }
  }

  #fail(error: PublicError): void {
    this.#error = error;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      if (!this.#isJoined) void this.join();
      else if (this.#sent) void this.#transmit();
      else this.#flush();
    }, PACE.retry);
  }

  #take(): WritingSnapshot {
    const error = this.#error;
    const isRefused = this.#closed !== null ? this.#isDirty : error !== null && !PASSING.has(error.code);
    const state = isRefused ? 'refused' : this.#isDirty && (error || !this.#isJoined) ? 'unsent' : this.#sent ? 'sending' : this.#waiting.length > 0 ? 'waiting' : 'saved';
    return { text: this.#shown, state, error, closed: this.#closed, isKept: this.#isKept, canUndo: this.#undo.length > 0, canRedo: this.#redo.length > 0 };
  }

  #changed(): void {
    if (this.#isDirty) this.#isKept = this.port.keep({ seq: this.#seq, paragraphs: this.#confirmed.blocks.map(({ id, runs }) => ({ id, text: wordsOf(runs) })), sent: this.#sent, waiting: this.#waiting });
    else {
      this.#isKept = true;
      this.port.forget();
    }
    this.#snapshot = this.#take();
    for (const listener of this.#listeners) listener();
  }
}

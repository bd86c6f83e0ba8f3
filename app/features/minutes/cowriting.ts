import type { PublicError } from '@shared/protocol/public-error';
import type { PushedEdit, WritingJoinAnswer, WritingStepsAnswer } from '@shared/protocol/writing-events';
import { changeBetween, changesNothing } from '@shared/rules/text-change';
import { invertedStep, mappedSteps, paragraphsOf, shortened, type Step, type Steps, type WrittenMinutes } from '@shared/rules/written-minutes';
import { stepsTo } from '@shared/rules/written-steps';
import { NO_NUMBER, wordsOf, type Mark } from '@shared/rules/written-text';
import { unreachedError } from '../../commands';
import { UndoSteps } from './undo-steps';
import { addedAgain, behindSteps, fitted, givenUp, paragraphsKept, portionOf, textKept, UNREADABLE, unsendable, wordsPutIn, type KeptWriting } from './unsent';
import { BEHIND, CLOSED_BY, PASSING, type WritingPort, type WritingSnapshot } from './writing-port';

/** Milliseconds between two messages at least, and between two tries. */
const PACE = { between: 25, retry: 2_000 } as const;

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
  readonly #undo = new UndoSteps();
  #isJoined = false;
  #isJoining = false;
  #isSending = false;
  /** After a refusal: what stood beside it goes out for itself. */
  #isOneByOne = false;
  #isStopped = false;
  /** Grows when what is under way is answered to nobody any more. */
  #life = 0;
  #asking: Promise<void> | null = null;
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

  /** Goes on from what this device kept; what is written here already goes out first. @returns whether it was taken. */
  takeUp(kept: KeptWriting): boolean {
    if (this.#isDirty) return false;
    this.#leaveWork();
    this.#confirmed = textKept(kept.paragraphs, this.#mark(kept.seq));
    ({ seq: this.#seq, sent: this.#sent } = kept);
    this.#waiting = [...kept.waiting];
    this.#error = null;
    this.#undo.clear();
    this.#show();
    this.#changed();
    return true;
  }

  /** Enters, or comes back: what was written here is put behind what is there now. */
  async join(): Promise<void> {
    if (this.#isStopped || this.#isJoining || this.#closed === 'outdated') return;
    const life = this.#life;
    this.#isJoining = true;
    this.#isJoined = false;
    this.#early = [];
    const answer = await this.port.join(this.#sent?.opId, this.#seq).catch(() => null);
    if (life !== this.#life) return;
    this.#isJoining = false;
    if (answer) this.#joined(answer);
    else this.#fail(unreachedError());
    this.#changed();
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
    // What was under way may have come in just before.
    if (reason === 'state' && this.#sent) this.#asking = this.join();
    this.#changed();
  }

  /** What the server told of the log. */
  heard(edits: readonly PushedEdit[]): void {
    if (this.#isJoining) this.#early.push(...edits);
    if (!this.#isJoined) return;
    for (const edit of edits) {
      if (edit.seq <= this.#seq) continue;
      // A number is missing, the text was made anew, or what is here is not what the log has.
      const isNext = edit.seq === this.#seq + 1 && (edit.steps.length > 0 || edit.opId === this.#sent?.opId);
      if (isNext && this.#hear(edit)) continue;
      void this.join();
      break;
    }
    this.#show();
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
    this.#undo.did(steps, this.#apply(steps), this.port.now());
    this.#changed();
    this.#schedule();
  }

  readonly undo = (): void => this.#moveBack('undo');
  readonly redo = (): void => this.#moveBack('redo');

  /** Gives up what was refused, and nothing else. */
  drop(): void {
    const { out: [refused], rest } = givenUp(this.#waiting);
    if (!refused || this.#snapshot.refused === null) return;
    const back = refused.kind === 'add' ? null : invertedStep(refused, this.#confirmed);
    this.#waiting = rest;
    if (back) this.#behind([back]);
    this.#error = null;
    this.#show();
    this.#changed();
    this.#schedule();
  }

  /** Sends now what is not stored. @returns whether everything is. */
  async save(patienceMs = 10_000): Promise<boolean> {
    const until = this.port.now() + patienceMs;
    await this.#asking;
    while (!this.#isStopped && this.#isDirty && this.#closed === null && this.#snapshot.state !== 'refused' && this.port.now() < until) {
      if (!this.#isJoined) await this.join();
      else this.#flush();
      await new Promise((resolve) => setTimeout(resolve, 30));
    }
    return !this.#isDirty;
  }

  /** Nothing is sent, kept or changed from here on. @returns what is not in the log, for whoever goes on with it. */
  stop(): KeptWriting | null {
    const left = this.#isDirty ? this.#kept() : null;
    this.#isStopped = true;
    this.#leaveWork();
    this.#sent = null;
    this.#waiting = [];
    return left;
  }

  /** The page is there again: what it had not sent when it was left is taken up like anything else that is kept. */
  start(): void {
    if (!this.#isStopped) return;
    this.#isStopped = false;
    this.#undo.clear();
    this.#show();
    this.#changed();
  }

  /** Answers to what is under way come too late. */
  #leaveWork(): void {
    this.#life += 1;
    clearTimeout(this.#timer);
    this.#isJoined = this.#isJoining = this.#isSending = false;
  }

  readonly #mark = (seq: number = NO_NUMBER): Mark => ({ by: this.personId, at: this.port.now(), seq });

  get #isDirty(): boolean {
    return this.#sent !== null || this.#waiting.length > 0;
  }

  #moveBack(direction: 'undo' | 'redo'): void {
    this.#undo.move(direction, (steps) => this.#apply(steps));
    this.#changed();
    this.#schedule();
  }

  /** Shows steps and puts them in line; one whose place is gone does nothing. @returns what takes them back. */
  #apply(steps: Steps): Step[] {
    const back: Step[] = [];
    const own: Step[] = [];
    /** Of paragraphs that are not in the log yet: what puts them in again. */
    const again = new Map<string, Step[]>();
    for (const step of steps) {
      const inverse = invertedStep(step, this.#shown);
      const next = behindSteps(this.#shown, [step], this.#mark());
      if (!next) continue;
      if (step.kind === 'remove') again.set(step.id, addedAgain(step.id, this.#waiting, this.#shown));
      this.#shown = next;
      own.push(step);
      if (inverse) back.unshift(inverse);
    }
    this.#waiting = shortened([...this.#waiting, ...own]);
    for (const [id, adding] of again) if (adding.length === 0 || this.#waiting.some((step) => step.id === id)) again.delete(id);
    if (again.size > 0) this.#show();
    if (this.#error && !PASSING.has(this.#error.code)) this.#error = null;
    return back.flatMap((step) => (step.kind === 'restore' ? again.get(step.id) : undefined) ?? [step]);
  }

  #joined(answer: WritingJoinAnswer): void {
    if (!answer.ok) {
      if (answer.code === 'closed' && answer.isSentIn) this.#sentIn();
      const closed = CLOSED_BY.get(answer.code);
      if (closed) this.#closed = closed;
      else if (answer.code === 'unauthenticated') this.#turnedAway();
      else this.#fail(unreachedError());
      return;
    }
    // As if each had been heard when it came; only where they are too many is the text compared.
    for (const { opId, steps } of answer.since ?? []) this.#passed(opId, steps);
    if (answer.isSentIn) this.#sentIn();
    if (!answer.since) this.#behind(stepsTo(this.#confirmed, paragraphsOf(answer.text)));
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

  /** What was sent is in the log. */
  #sentIn(): void {
    this.#confirmed = behindSteps(this.#confirmed, this.#sent?.steps ?? [], this.#mark(this.#seq)) ?? this.#confirmed;
    this.#sent = null;
  }

  /** @returns false where it does not fit: what is here is not what the log has. */
  #hear({ opId, seq, by, at, steps }: PushedEdit): boolean {
    const confirmed = behindSteps(this.#confirmed, steps, { by, at, seq });
    if (!confirmed) return false;
    this.#passed(opId, steps);
    this.#confirmed = confirmed;
    this.#seq = seq;
    return true;
  }

  /** An entry of the log, this tablet's own or another's. */
  #passed(opId: string, steps: Steps): void {
    if (this.#sent?.opId === opId) this.#sent = null;
    else this.#behind(steps);
  }

  /** Puts what others wrote before everything of this tablet that is not in the log yet. */
  #behind(steps: Steps): void {
    try {
      const [behindSent, sent] = mappedSteps(steps, this.#sent?.steps ?? []);
      const [behindAll, waiting] = mappedSteps(behindSent, this.#waiting);
      this.#sent = this.#sent && sent.length > 0 ? { ...this.#sent, steps: sent } : null;
      this.#waiting = waiting;
      this.#undo.behind(behindAll);
    } catch (error) {
      // Steps of another text: each is fitted where it is shown.
      if (!(error instanceof RangeError)) throw error;
      this.#undo.clear();
    }
  }

  /** What the log has, and behind it what is on its way. */
  #show(): void {
    const mark = this.#mark();
    const sent = this.#sent?.steps ?? [];
    const first = behindSteps(this.#confirmed, sent, mark);
    const shown = first && behindSteps(first, this.#waiting, mark);
    if (shown) return void (this.#shown = shown);
    // What went out stays under its id where it can.
    const own = fitted(first ?? this.#confirmed, [...(first ? [] : sent), ...this.#waiting], { before: this.#shown, mark, newId: () => this.port.newId() });
    if (!first) this.#sent = null;
    this.#waiting = own.steps;
    this.#shown = own.text;
    this.#undo.clear();
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
    const [steps, later] = portionOf(this.#waiting, this.#isOneByOne ? 1 : undefined);
    const error = unsendable(steps);
    this.#waiting = later;
    if (error) this.#refused(steps, error);
    else this.#sent = { opId: this.port.newId(), steps };
    this.#isOneByOne &&= error !== null || later.length > 0;
    this.#changed();
    void this.#transmit();
  }

  async #transmit(): Promise<void> {
    const sent = this.#sent;
    if (!sent || this.#isSending) return;
    const life = this.#life;
    this.#isSending = true;
    this.#lastSent = this.port.now();
    const answer = await this.port.send({ ...sent, base: this.#seq }).catch(() => null);
    if (life !== this.#life) return;
    this.#isSending = false;
    if (answer) this.#answered(sent.opId, answer);
    else this.#fail(unreachedError());
    this.#changed();
  }

  #answered(opId: string, answer: WritingStepsAnswer): void {
    const sent = this.#sent;
    if (answer.ok) this.#error = null;
    if (sent?.opId !== opId) {
      // It was told before the answer, or others made it nothing: what comes next may go.
      if (sent) void this.#transmit();
      else this.#schedule();
    } else if (answer.ok || answer.code === 'not_found') void this.join();
    else if (answer.code === 'protocol') this.#closed = 'outdated';
    else if (answer.code === 'invalid') this.#refused(sent.steps, UNREADABLE);
    else if (answer.code === 'unauthenticated') this.#turnedAway();
    else if (answer.code !== 'refused') this.#fail(unreachedError());
    else if (BEHIND.has(answer.error.reason)) void this.join();
    else if (answer.error.reason === 'state.minutes') this.close('state');
    else if (answer.error.code === 'not_found' || answer.error.code === 'forbidden') this.close('revoked');
    else if (PASSING.has(answer.error.code)) this.#fail(answer.error);
    else this.#refused(sent.steps, answer.error);
  }

  /** The connection is somebody else's by now: nothing of this person goes out over it (N40). */
  #turnedAway(): void {
    this.#isJoined = false;
    this.#fail({ code: 'unauthenticated', reason: 'sign_in_first', params: {} });
  }

  /** The server took nothing of it; what is at fault stays here with the reason, until the writer mends it or gives it up. */
  #refused(steps: Steps, error: PublicError): void {
    this.#sent = null;
    this.#waiting = shortened([...steps, ...this.#waiting]);
    const isMended = JSON.stringify(this.#waiting[0]) !== JSON.stringify(steps[0]);
    if (steps.length > 1) this.#isOneByOne = true;
    else if (!isMended) this.#error = error;
    setTimeout(() => this.#schedule(), 0);
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
    const isRefused = error !== null && !PASSING.has(error.code);
    const isStuck = this.#closed !== null ? this.#isDirty : isRefused;
    const state = isStuck ? 'refused' : this.#isDirty && (error || !this.#isJoined) ? 'unsent' : this.#sent ? 'sending' : this.#waiting.length > 0 ? 'waiting' : 'saved';
    const refused = isRefused && this.#closed === null ? wordsPutIn(givenUp(this.#waiting).out).join(' ') : null;
    return { text: this.#shown, state, error, closed: this.#closed, unsent: (this.#sent?.steps.length ?? 0) + this.#waiting.length, refused, isKept: this.#isKept, canUndo: this.#undo.canUndo, canRedo: this.#undo.canRedo };
  }

  readonly #kept = (): KeptWriting => ({ seq: this.#seq, paragraphs: paragraphsKept(this.#confirmed), sent: this.#sent, waiting: this.#waiting });

  #changed(): void {
    if (this.#isStopped) return;
    if (!this.#isDirty) this.port.forget();
    this.#isKept = !this.#isDirty || this.port.keep(this.#kept());
    this.#snapshot = this.#take();
    for (const listener of this.#listeners) listener();
  }
}

import { Cowriting } from '../../app/features/minutes/cowriting';
import type { KeptWriting } from '../../app/features/minutes/unsent';
import type { PushedEdit, WritingJoinAnswer, WritingStepsAnswer } from '../../server/shared/protocol/writing-events';
import { writingStepsSchema } from '../../server/shared/protocol/writing-events';
import { applySteps, mappedSteps, paragraphsOf, writtenFrom, type Steps, type WrittenMinutes } from '../../server/shared/rules/written-minutes';
import { newUuid } from './ink-samples';

export const MINUTES_ID = newUuid();

/** The log of minutes as a server keeps it, without a server: what a tablet does when an answer is late, lost or a refusal can be said to the letter. */
export class MinutesLog {
  text: WrittenMinutes;
  readonly edits: PushedEdit[] = [];
  readonly tablets: Cowriting[] = [];
  isClosed = false;
  /** What somebody may not write. */
  refuses = /漢/u;
  /** Answers go on only once this resolves. */
  hold: Promise<void> = Promise.resolve();

  constructor(paragraphs: readonly { id: string; text: string }[]) {
    this.text = writtenFrom(paragraphs.map((one) => ({ ...one, source: { kind: 'hand' } })));
  }

  get seq(): number {
    return this.edits.length;
  }

  get paragraphs(): string[] {
    return paragraphsOf(this.text).map(({ id, text }) => `${id}: ${text}`);
  }

  append(opId: string, base: number, steps: Steps, by: string): void {
    const [, own] = mappedSteps(this.edits.slice(base).flatMap((edit) => edit.steps), steps);
    const edit = { opId, seq: this.seq + 1, by, at: 0, steps: own };
    this.text = applySteps(this.text, own, edit);
    this.edits.push(edit);
    for (const tablet of this.tablets) tablet.heard([edit]);
  }

  join(opId: string | undefined, from: number): WritingJoinAnswer {
    const isSentIn = this.edits.some((edit) => edit.opId === opId);
    if (this.isClosed) return { ok: false, code: 'closed', isSentIn };
    return { ok: true, text: this.text, seq: this.seq, isSentIn, since: this.edits.slice(from), people: [], names: {} };
  }

  take(message: { opId: string; base: number; steps: Steps }, by: string): WritingStepsAnswer {
    if (!writingStepsSchema.safeParse({ minutesId: MINUTES_ID, by, ...message }).success) return { ok: false, code: 'invalid' };
    const earlier = this.edits.find((edit) => edit.opId === message.opId);
    if (earlier) return { ok: true, seq: earlier.seq };
    if (this.refuses.test(JSON.stringify(message.steps))) return { ok: false, code: 'refused', error: { code: 'invalid', reason: 'text.unprintable', params: {} } };
    this.append(message.opId, message.base, message.steps, by);
    return { ok: true, seq: this.seq };
  }
}

export interface LogTablet {
  writing: Cowriting;
  readonly kept: KeptWriting | null;
  /** Messages it sent, by their steps. */
  sent: Steps[];
  line: { isUp: boolean; joins: number };
  wordsOf(id: string): string;
}

/** A tablet at that log. @param over answers otherwise than the log would. */
export function tabletAt(log: MinutesLog, personId: string, over: { join?(): WritingJoinAnswer; send?(steps: Steps): WritingStepsAnswer | null } = {}): LogTablet {
  let kept: KeptWriting | null = null;
  const sent: Steps[] = [];
  const line = { isUp: true, joins: 0 };
  const assertUp = (): void => {
    if (!line.isUp) throw new Error('not connected');
  };
  const writing = new Cowriting({ text: log.text, seq: log.seq }, personId, {
    async join(opId, seq) {
      await log.hold;
      assertUp();
      line.joins += 1;
      return over.join?.() ?? log.join(opId, seq);
    },
    async send(message) {
      await log.hold;
      assertUp();
      sent.push(message.steps);
      return over.send?.(message.steps) ?? log.take(message, personId);
    },
    keep: (value) => {
      kept = structuredClone(value);
      return true;
    },
    forget: () => void (kept = null),
    newId: newUuid,
    now: () => Date.now(),
  });
  log.tablets.push(writing);
  return {
    writing,
    sent,
    line,
    get kept() {
      return kept;
    },
    wordsOf: (id) => paragraphsOf(writing.snapshot().text).find((paragraph) => paragraph.id === id)?.text ?? '',
  };
}

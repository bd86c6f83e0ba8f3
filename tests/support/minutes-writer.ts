import type { Socket } from 'socket.io-client';
import { Cowriting } from '../../app/features/minutes/cowriting';
import type { KeptWriting } from '../../app/features/minutes/unsent';
import { WRITING_CLOSED, WRITING_EDITS, WRITING_JOIN, WRITING_PROTOCOL_VERSION, WRITING_STEPS, type PushedEdits, type WritingClosed, type WritingJoinAnswer, type WritingStepsAnswer } from '../../server/shared/protocol/writing-events';
import { paragraphsOf } from '../../server/shared/rules/written-minutes';
import { newUuid } from './ink-samples';

/** What a tablet writes minutes with, on a real connection. */
export interface MinutesWriter {
  writing: Cowriting;
  socket: Socket;
  closed: string[];
  /** What this tablet keeps of its own; null: everything is saved. */
  readonly kept: KeptWriting | null;
  readonly text: string;
  wordsOf(id: string): string;
}

export function minutesWriter(socket: Socket, minutesId: string, personId: string, from: KeptWriting | null = null, answerMs = 5_000): MinutesWriter {
  let kept = from;
  const closed: string[] = [];
  const ask = async <T>(event: string, message: object): Promise<T> => (await socket.timeout(answerMs).emitWithAck(event, message)) as T;
  const writing = new Cowriting({ text: { blocks: [] }, seq: 0 }, personId, {
    join: (opId, seq) => ask<WritingJoinAnswer>(WRITING_JOIN, { proto: WRITING_PROTOCOL_VERSION, minutesId, by: personId, opId, seq }),
    send: (message) => ask<WritingStepsAnswer>(WRITING_STEPS, { minutesId, by: personId, ...message }),
    keep: (value) => {
      kept = structuredClone(value);
      return true;
    },
    forget: () => void (kept = null),
    newId: newUuid,
    now: () => Date.now(),
  });
  if (from) writing.takeUp(from);
  socket.on('connect', () => void writing.join());
  socket.on('disconnect', () => writing.lost());
  socket.on(WRITING_EDITS, ({ edits }: PushedEdits) => writing.heard(edits));
  socket.on(WRITING_CLOSED, ({ reason }: WritingClosed) => {
    closed.push(reason);
    writing.close(reason);
  });
  if (socket.connected) void writing.join();
  const paragraphs = () => paragraphsOf(writing.snapshot().text);
  return {
    writing,
    socket,
    closed,
    get kept() {
      return kept;
    },
    get text() {
      return paragraphs().map(({ id, text }) => `${id}: ${text}`).join('\n');
    },
    wordsOf: (id) => paragraphs().find((paragraph) => paragraph.id === id)?.text ?? '',
  };
}

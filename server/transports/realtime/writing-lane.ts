import type { WritingRooms } from '../../live';
import { WRITING_CARET, WRITING_JOIN, WRITING_LEAVE, WRITING_PROTOCOL_VERSION, WRITING_STEPS, writingCaretSchema, writingJoinSchema, writingLeaveSchema, writingStepsSchema, type WritingJoinAnswer, type WritingStepsAnswer } from '../../shared/protocol/writing-events';
import { defineEvent, type AnySocketEvent, type Connection } from './event-registry';

/** Everything a client may say about minutes that several people write; documented in docs/protocol.md. */
export function writingEvents(rooms: WritingRooms): ReadonlyMap<string, AnySocketEvent> {
  const inRoom = (connection: Connection, { minutesId }: { minutesId: string }): string | null => (rooms.has(connection, minutesId) ? null : 'not_found');
  /** What a page says for whom it was drawn for is taken from nobody else: somebody may have signed in beside it in the same browser (minutes N40). */
  const own = (connection: Connection, { by }: { by: string }): string | null => (by === connection.personId ? null : 'unauthenticated');
  const events = [
    defineEvent({
      name: WRITING_JOIN,
      schema: writingJoinSchema,
      proto: WRITING_PROTOCOL_VERSION,
      cost: 4,
      policy: own,
      async handle(connection, { minutesId, opId, seq }): Promise<WritingJoinAnswer> {
        const joined = await rooms.join(connection, minutesId, { opId, seq });
        if (typeof joined === 'string') return { ok: false, code: joined };
        return 'text' in joined ? { ok: true, ...joined } : { ok: false, code: 'closed', ...joined };
      },
    }),
    defineEvent({
      name: WRITING_LEAVE,
      schema: writingLeaveSchema,
      cost: 1,
      policy: inRoom,
      handle(connection, { minutesId }) {
        rooms.leave(connection, minutesId);
        return { ok: true };
      },
    }),
    defineEvent({
      name: WRITING_STEPS,
      schema: writingStepsSchema,
      cost: 2,
      policy: (connection, input) => own(connection, input) ?? inRoom(connection, input),
      async handle(connection, { by: _own, ...written }): Promise<WritingStepsAnswer> {
        const taken = await rooms.write(connection, written);
        return typeof taken === 'number' ? { ok: true, seq: taken } : { ok: false, code: 'refused', error: taken };
      },
    }),
    defineEvent({
      name: WRITING_CARET,
      schema: writingCaretSchema,
      cost: 1,
      policy: inRoom,
      handle(connection, { minutesId, at }) {
        rooms.caret(connection, minutesId, at);
        return { ok: true };
      },
    }),
  ];
  return new Map(events.map((event) => [event.name, event]));
}

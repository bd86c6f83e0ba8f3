import { DomainError, toPublicError } from '../kernel/errors';
import type { Caller } from '../kernel/actor';
import type { MinutesEdit, WrittenSteps } from '../modules/minutes';
import type { PublicError } from '../shared/protocol/public-error';
import { WRITING_CLOSED, WRITING_EDITS, WRITING_PEOPLE, type PushedEdit, type WritingClosed, type WritingPerson } from '../shared/protocol/writing-events';
import type { WrittenMinutes } from '../shared/rules/written-minutes';
import type { WritingDoors } from './doors';
import { decodeMeetingHint, decodeWritingHint, encodeWritingHint, meetingTopic, writingTopic } from './hints';
import type { Tablet } from './sink';

/** What may take the right to write away, or close the text; that a version was kept does neither. */
const CLOSING = /^(meetings\.|minutes\.(?!saved$)|sitting\.chair_)/u;
/** Once writing has rested so long, what was written is kept as a version (minutes N4); so often at least while it goes on, ms. */
const REST_MS = 3_000;
const LONGEST_MS = 30_000;
/** Units of what is told at once of what came. */
const TOLD_AT_MOST = 200_000;
/** Looks after which somebody of whom another process says nothing any more is not there. */
const LOOKS_UNHEARD = 2;

interface Place {
  at: WritingPerson['at'];
  name: string;
  /** Since when what this tablet wrote is in no version; null: all of it is. */
  unkeptSince: number | null;
  keeping?: NodeJS.Timeout;
}

interface Room {
  minutesId: string;
  meetingId: string;
  /** Up to where the log was told. */
  told: number;
  places: Map<Tablet, Place>;
  /** Who writes at other processes, by person, and how many looks ago they were heard of. */
  elsewhere: Map<string, { person: WritingPerson; looks: number }>;
  telling: Promise<void>;
  end(): void;
}

const unitsOf = (edits: readonly MinutesEdit[]): number => edits.reduce((sum, { steps }) => sum + JSON.stringify(steps).length, 0);
const pushed = ({ opId, seq, authorId, at, steps }: MinutesEdit): PushedEdit => ({ opId, seq, by: authorId, at: at.getTime(), steps });

export interface JoinedWriting {
  text: WrittenMinutes;
  seq: number;
  isSentIn: boolean;
  /** Every entry since the tablet's number; absent where they are too many. */
  since?: PushedEdit[];
  people: WritingPerson[];
  names: Record<string, string>;
}

export interface WritingRoomsOptions extends WritingDoors {
  /** Monotonic time in ms. */
  now(): number;
  fail(error: unknown): void;
}

/**
 * Minutes that several people write at once (LR21–LR23). The log in the database is the order; a room only says what came, to whoever has the text
 * open in this process, and tells the other processes that there is something to look at.
 */
export class WritingRooms {
  readonly #options: WritingRoomsOptions;
  readonly #rooms = new Map<string, Room>();

  constructor(options: WritingRoomsOptions) {
    this.#options = options;
  }

  /**
   * @param opId of what this tablet sent last. @param from up to where it has the log.
   * @returns the text as it is; a code where this person does not write it; only what became of `opId` where nobody does now. @throws what the doors throw.
   */
  async join(tablet: Tablet, minutesId: string, { opId, seq: from }: { opId?: string | undefined; seq?: number | undefined } = {}): Promise<JoinedWriting | { isSentIn: boolean } | 'not_found' | 'forbidden'> {
    const first = await this.#allowed(tablet.caller, minutesId, opId);
    if (typeof first === 'string') return first;
    if (!first.isOpen) return { isSentIn: first.isSentIn };
    const room = this.#rooms.get(minutesId) ?? this.#open(minutesId, first.meetingId, first.seq);
    const known = room.places.get(tablet);
    const name = tablet.caller.kind === 'person' ? tablet.caller.fullName : '';
    room.places.set(tablet, known ?? { at: null, name, unkeptSince: null });
    try {
      // What was written since the look is told from here on, and what lies between is in this one.
      const { text, seq, isSentIn, isOpen, names } = await this.#options.openWriting(tablet.caller, minutesId, opId);
      const since = from === undefined ? null : await this.#since(minutesId, from, seq);
      if (isOpen && tablet.sink.isOpen) {
        this.#tellPeople(room);
        this.#tellElsewhere(room, tablet);
        return { text, seq, isSentIn, ...(since && { since }), names, people: this.#people(room) };
      }
      this.leave(tablet, minutesId);
      return { isSentIn };
    } catch (error) {
      this.leave(tablet, minutesId);
      throw error;
    }
  }

  /** The entries from behind `from` up to `to`; null where they are too many, or the log is another one. */
  async #since(minutesId: string, from: number, to: number): Promise<PushedEdit[] | null> {
    const edits = from < to ? (await this.#options.editsAfter(minutesId, from)).filter(({ seq }) => seq <= to) : [];
    const isWhole = edits.length === to - from && edits.every(({ steps }) => steps.length > 0) && unitsOf(edits) <= TOLD_AT_MOST;
    return isWhole ? edits.map(pushed) : null;
  }

  async #allowed(caller: Caller, minutesId: string, opId?: string) {
    try {
      return await this.#options.openWriting(caller, minutesId, opId);
    } catch (error) {
      if (error instanceof DomainError && (error.code === 'not_found' || error.code === 'forbidden')) return error.code;
      throw error;
    }
  }

  has(tablet: Tablet, minutesId: string): boolean {
    return this.#rooms.get(minutesId)?.places.has(tablet) ?? false;
  }

  /** Takes steps to the log; acknowledged once they are on the disk. @returns their number, or why they are not there. */
  async write(tablet: Tablet, written: WrittenSteps): Promise<number | PublicError> {
    try {
      const edit = await this.#options.writeMinutes(written, tablet.caller);
      const room = this.#rooms.get(written.minutesId);
      if (room) {
        this.#tell(room, edit);
        const place = room.places.get(tablet);
        if (place) this.#keepSoon(place, tablet.caller, room.minutesId);
      }
      this.#options.pubSub.publish(writingTopic(written.minutesId), () => encodeWritingHint({ kind: 'written', seq: edit.seq }));
      return edit.seq;
    } catch (error) {
      if (error instanceof DomainError) return toPublicError(error);
      throw error;
    }
  }

  caret(tablet: Tablet, minutesId: string, at: WritingPerson['at']): void {
    const room = this.#rooms.get(minutesId);
    const place = room?.places.get(tablet);
    if (!room || !place) return;
    place.at = at;
    this.#tellPeople(room);
    this.#tellElsewhere(room, tablet);
  }

  leave(tablet: Tablet, minutesId: string): void {
    const room = this.#rooms.get(minutesId);
    const place = room?.places.get(tablet);
    if (!room || !place) return;
    room.places.delete(tablet);
    if (place.unkeptSince !== null) this.#keep(place, tablet.caller, minutesId);
    this.#tellLeft(room, tablet);
    this.#settle(room);
  }

  leaveAll(tablet: Tablet): void {
    for (const { minutesId } of [...this.#rooms.values()]) this.leave(tablet, minutesId);
  }

  /** Told after each commit of this process. */
  committed(meetingId: string, types: readonly string[]): void {
    if (types.some((type) => CLOSING.test(type))) this.#lookAtRights(meetingId);
  }

  /** Finds what nobody told of; asked now and then. */
  async lookAgain(): Promise<void> {
    for (const room of [...this.#rooms.values()]) {
      for (const [personId, heard] of room.elsewhere) {
        heard.looks += 1;
        if (heard.looks > LOOKS_UNHEARD) room.elsewhere.delete(personId);
      }
      for (const tablet of room.places.keys()) this.#tellElsewhere(room, tablet);
      await this.#authorize(room);
      await this.#catchUp(room);
    }
  }

  stop(): void {
    for (const room of this.#rooms.values()) {
      for (const { keeping } of room.places.values()) clearTimeout(keeping);
      room.end();
    }
    this.#rooms.clear();
  }

  #open(minutesId: string, meetingId: string, seq: number): Room {
    const { pubSub } = this.#options;
    const room: Room = { minutesId, meetingId, told: seq, places: new Map(), elsewhere: new Map(), telling: Promise.resolve(), end: () => undefined };
    const ends = [
      pubSub.subscribe(writingTopic(minutesId), (message) => {
        const hint = decodeWritingHint(message);
        if (hint?.kind === 'written' && hint.seq > room.told) void this.#catchUp(room).catch(this.#options.fail);
        if (hint?.kind === 'caret') room.elsewhere.set(hint.personId, { person: { personId: hint.personId, name: hint.name, at: hint.at }, looks: 0 });
        if (hint?.kind === 'left') room.elsewhere.delete(hint.personId);
        if (hint?.kind === 'caret' || hint?.kind === 'left') this.#tellPeople(room);
      }),
      pubSub.subscribe(meetingTopic(meetingId), (message) => {
        const hint = decodeMeetingHint(message);
        if (hint?.kind === 'events') this.committed(meetingId, hint.types);
      }),
    ];
    room.end = () => ends.forEach((end) => end());
    this.#rooms.set(minutesId, room);
    return room;
  }

  #settle(room: Room): void {
    if (room.places.size > 0) {
      this.#tellPeople(room);
      return;
    }
    this.#rooms.delete(room.minutesId);
    room.end();
  }

  #lookAtRights(meetingId: string): void {
    for (const room of [...this.#rooms.values()]) if (room.meetingId === meetingId) void this.#authorize(room).catch(this.#options.fail);
  }

  /** Who may not write any more is told so and gets nothing after it. */
  async #authorize(room: Room): Promise<void> {
    for (const tablet of [...room.places.keys()]) {
      const found = await this.#allowed(tablet.caller, room.minutesId);
      if (typeof found !== 'string' && found.isOpen) continue;
      tablet.sink.event(WRITING_CLOSED, { minutesId: room.minutesId, reason: typeof found === 'string' ? 'revoked' : 'state' } satisfies WritingClosed);
      clearTimeout(room.places.get(tablet)?.keeping);
      room.places.delete(tablet);
      this.#tellLeft(room, tablet);
    }
    this.#settle(room);
  }

  /** In the order of the log: what lies between is read from it. */
  #tell(room: Room, edit: MinutesEdit): void {
    if (edit.seq === room.told + 1) this.#push(room, [edit]);
    else if (edit.seq > room.told) void this.#catchUp(room).catch(this.#options.fail);
  }

  #catchUp(room: Room): Promise<void> {
    const look = async (): Promise<void> => {
      const edits = (await this.#options.editsAfter(room.minutesId, room.told)).filter(({ seq }) => seq > room.told);
      // Of more than that the last one alone: whoever misses a number reads the text anew.
      this.#push(room, unitsOf(edits) > TOLD_AT_MOST ? edits.slice(-1) : edits);
    };
    room.telling = room.telling.then(look, look);
    return room.telling;
  }

  #push(room: Room, edits: readonly MinutesEdit[]): void {
    const last = edits.at(-1);
    if (!last) return;
    room.told = last.seq;
    const message = { minutesId: room.minutesId, edits: edits.map(pushed) };
    for (const tablet of room.places.keys()) tablet.sink.event(WRITING_EDITS, message);
  }

  #people(room: Room): WritingPerson[] {
    const here = [...room.places].map(([{ personId }, { name, at }]): WritingPerson => ({ personId, name, at }));
    const elsewhere = [...room.elsewhere.values()].map(({ person }) => person);
    const all = new Map([...elsewhere, ...here.filter(({ at }) => !at), ...here.filter(({ at }) => at)].map((person) => [person.personId, person]));
    return [...all.values()];
  }

  #tellPeople(room: Room): void {
    const message = { minutesId: room.minutesId, people: this.#people(room) };
    for (const tablet of room.places.keys()) tablet.sink.event(WRITING_PEOPLE, message);
  }

  #tellElsewhere(room: Room, tablet: Tablet): void {
    const place = room.places.get(tablet);
    if (place) this.#options.pubSub.publish(writingTopic(room.minutesId), () => encodeWritingHint({ kind: 'caret', personId: tablet.personId, name: place.name, at: place.at }));
  }

  #tellLeft(room: Room, { personId }: Tablet): void {
    this.#options.pubSub.publish(writingTopic(room.minutesId), () => encodeWritingHint({ kind: 'left', personId }));
  }

  #keepSoon(place: Place, caller: Caller, minutesId: string): void {
    const now = this.#options.now();
    place.unkeptSince ??= now;
    clearTimeout(place.keeping);
    place.keeping = setTimeout(() => this.#keep(place, caller, minutesId), Math.min(REST_MS, Math.max(0, place.unkeptSince + LONGEST_MS - now)));
    place.keeping.unref();
  }

  /** What was written is in the log in any case; that the minutes were submitted meanwhile kept it as well. */
  #keep(place: Place, caller: Caller, minutesId: string): void {
    clearTimeout(place.keeping);
    place.unkeptSince = null;
    void this.#options.keepVersion(minutesId, caller).catch((error: unknown) => {
      if (!(error instanceof DomainError)) this.#options.fail(error);
    });
  }
}

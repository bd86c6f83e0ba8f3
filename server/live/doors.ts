import type { LiveView } from '../kernel/live';
import type { Db } from '../kernel/ports/database';
import type { Meter } from '../kernel/ports/meter';
import type { OpStore } from '../kernel/ports/op-store';
import type { PubSub } from '../kernel/ports/pub-sub';
import type { Caller } from '../kernel/actor';
import type { InkRights } from '../modules/annotations';
import type { MinutesEdit, WrittenSteps } from '../modules/minutes';
import type { WrittenMinutes } from '../shared/rules/written-minutes';

/** What a person may do with the ink of one stream, and the meeting through which it is open (null outside one). */
export interface InkAccess extends InkRights {
  meetingId: string | null;
  /** It is the stream of a version that has been replaced. */
  isEarlier?: boolean;
  /** Whose private layer is read and written, where it is not the own one (LR19). */
  ownerId?: string;
  /** The right was given by somebody and may lapse by itself: looked at every second (LR20). */
  isDelegated?: boolean;
}

/** Who presents what, as the database has it. */
export interface Presenting {
  personId: string;
  documentId: string;
  page: number;
}

/** What live rooms ask of the installation. */
export interface MeetingDoors {
  /** The one picture of a meeting that is pushed. */
  readonly view: LiveView<string, unknown, unknown>;
  readonly reader: Db;
  now(): Date;
  presentation(meetingId: string): Promise<Presenting | null>;
  /** @throws DomainError when the sitting refuses the page. */
  turnPage(turn: Presenting & { meetingId: string }): Promise<unknown>;
  readonly pubSub: PubSub;
  /** Told how long pictures and pushes took; absent: nobody looks. */
  readonly meter?: Meter;
}

export interface InkDoors {
  readonly store: OpStore;
  /** What the person may do with the stream now; null when there is no such stream for them. */
  authorize(personId: string, inkId: string): InkAccess | null | Promise<InkAccess | null>;
  /** Something was added to the stream of a version that has been replaced. */
  addedLate?(inkId: string): void;
  readonly pubSub: PubSub;
  readonly meter?: Meter;
  /** Faults worth an operator's eye. */
  log(message: string): void;
}

export interface WritingDoors {
  /** The text as it is for this person; `isOpen`: it may be written now. @throws DomainError for who does not write it. */
  openWriting(caller: Caller, minutesId: string, opId?: string): Promise<{ meetingId: string; isOpen: boolean; text: WrittenMinutes; seq: number; isSentIn: boolean; names: Record<string, string> }>;
  /** Takes what was written into the log, or answers again; it is on the disk then. @throws DomainError as `writeMinutes`. */
  writeMinutes(written: WrittenSteps, caller: Caller): Promise<MinutesEdit>;
  editsAfter(minutesId: string, seq: number): Promise<MinutesEdit[]>;
  keepVersion(minutesId: string, caller: Caller): Promise<unknown>;
  readonly pubSub: PubSub;
}

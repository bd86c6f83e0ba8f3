import { GLOBAL_STREAM, type CommittedEvent } from '../kernel/events';
import { historyHead, nextEvents } from '../kernel/repository.history';
import { SIGN_INS_ENDED } from '../modules/identity';
import type { InkDoors, MeetingDoors, WritingDoors } from './doors';
import { decodeEnded, encodeEnded, SIGN_INS_TOPIC } from './hints';
import { InkRooms } from './ink-rooms';
import { LiveMeetings } from './meetings';
import { WritingRooms } from './writing-rooms';

/** How often is looked for what nobody told of, ms: a lost hint makes late by no more. */
export const LOOK_MS = 5_000;
/** Ends of sessions read at once. */
const AT_ONCE = 100;

export interface LiveOptions extends MeetingDoors, InkDoors, WritingDoors {
  fail(error: unknown): void;
  /** Calls back after each commit of this process. */
  onCommitted(listener: (events: readonly CommittedEvent[]) => void): () => void;
  lookMs?: number;
}

/** Everything live of this process. */
export interface Live {
  readonly meetings: LiveMeetings;
  readonly ink: InkRooms;
  readonly writing: WritingRooms;
  /** Told of sessions that ended, in whatever process. */
  onSignInsEnded(listener: (signInIds: readonly string[]) => void): void;
  /** Writes what is shown and not yet in the database, then forgets everything. */
  stop(): Promise<void>;
}

export function createLive(options: LiveOptions): Live {
  const { pubSub, fail, lookMs = LOOK_MS } = options;
  const meetings: LiveMeetings = new LiveMeetings({ doors: options, inkChanged: (meetingId) => ink.reauthorize({ meetingId }), fail });
  const ink = new InkRooms({ ...options, meetings, now: () => performance.now() });
  const writing = new WritingRooms({ ...options, now: () => performance.now() });
  const told = new Set<(signInIds: readonly string[]) => void>();
  const ended = (signInIds: readonly string[]): void => told.forEach((listener) => listener(signInIds));

  const unsubscribe = [
    pubSub.subscribe(SIGN_INS_TOPIC, (message) => ended(decodeEnded(message))),
    options.onCommitted((events) => {
      for (const { type, payload } of events) {
        if (type !== SIGN_INS_ENDED) continue;
        const signInIds = payload.signInIds as string[];
        ended(signInIds);
        pubSub.publish(SIGN_INS_TOPIC, () => encodeEnded(signInIds));
      }
      for (const stream of new Set(events.map((event) => event.stream))) {
        if (stream === GLOBAL_STREAM) continue;
        const own = events.filter((event) => event.stream === stream);
        writing.committed(stream, own.map(({ type }) => type));
        meetings.committed(stream, Math.max(...own.map(({ seq }) => seq)), own.map(({ type }) => type), own.flatMap((event) => options.view.ownersOf?.(event) ?? []));
      }
    }),
  ];

  /** Up to where the history was looked through for sessions that ended elsewhere; null before the first look. */
  let seenUpTo: number | null = null;
  async function lookForEnded(): Promise<void> {
    const upTo = await historyHead(options.reader);
    for (let after = seenUpTo ?? upTo; after < upTo;) {
      const events = await nextEvents(options.reader, [SIGN_INS_ENDED], { after, upTo, take: AT_ONCE });
      for (const { payload } of events) ended(payload.signInIds as string[]);
      after = events.length === AT_ONCE ? (events.at(-1)?.position ?? upTo) : upTo;
    }
    seenUpTo = upTo;
  }

  let looking: Promise<void> | null = null;
  const look = (): void => {
    looking ??= lookForEnded()
      .then(() => meetings.lookAgain())
      .then(() => ink.lookAgain())
      .then(() => writing.lookAgain())
      .catch(fail)
      .finally(() => (looking = null));
  };
  const looks = setInterval(look, lookMs);
  looks.unref();
  unsubscribe.push(pubSub.onRegained(look));
  // From here on no end of a session is missed.
  look();

  return {
    meetings,
    ink,
    writing,
    onSignInsEnded: (listener) => void told.add(listener),
    async stop() {
      clearInterval(looks);
      for (const end of unsubscribe) end();
      await looking;
      await meetings.stop();
      ink.stop();
      writing.stop();
    },
  };
}

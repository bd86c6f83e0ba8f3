import type { LoadContext } from './command';
import type { CommittedEvent } from './events';

/**
 * A picture of one meeting that is pushed, not asked for: loaded once, projected once for all who are shown the same, numbered by the
 * meeting's stream.
 */
export interface LiveView<Name extends string, State, View> {
  name: Name;
  /** The audience this caller belongs to in this meeting, or null for strangers. */
  audienceOf(meetingId: string, context: Pick<LoadContext, 'db' | 'caller' | 'now'>): Promise<string | null>;
  load(meetingId: string, context: Pick<LoadContext, 'db' | 'now'>): Promise<State>;
  /** What of an audience's picture one person is shown (null: nobody in person): those with the same share are shown the same. */
  shareOf(state: State, audience: string, personId: string | null): string;
  /** Whether a share shows a paper. */
  isShown(share: string, documentId: string): boolean;
  /** When what somebody is shown changes without an event; null: not by the clock. */
  nextTurn(state: State): Date | null;
  project(state: State, share: string): View;
  /** Whether what it shows is going on: to watch that counts as being there. */
  isRunning(state: State): boolean;
  /** Types of events after which the picture is taken anew. */
  affectedBy(eventType: string): boolean;
  /** Of those, the ones that come in hundreds: many of them make one picture a second. */
  isUnhurried?(eventType: string): boolean;
  /** Whose own part an event changed, by person id: their devices are told to ask again, nobody else's. */
  ownersOf?(event: Pick<CommittedEvent, 'type' | 'payload' | 'actorId'>): string[];
}

export type AnyLiveView = LiveView<string, never, unknown>;

export function defineLiveView<const Name extends string, State, View>(view: LiveView<Name, State, View>): LiveView<Name, State, View> {
  return view;
}

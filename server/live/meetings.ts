import { coalesced, type Coalesced } from './coalesce';
import type { MeetingDoors } from './doors';
import { decodeMeetingHint, encodeMeetingHint, meetingTopic } from './hints';
import { LiveMeeting, type FirstLook } from './meeting';
import type { BoardTablet, GonePerson, TabletReadiness } from '../shared/protocol/readiness';
import type { Tablet } from './sink';
import { touchedBy } from './wake-ups';

/** Bursts of commands within this time make one picture, ms. */
const COALESCE_MS = 30;
/** Changes that come in hundreds make one picture in this time, ms. */
const UNHURRIED_MS = 700;
/** Rights to ink are asked again at most this often, ms. */
const REAUTHORIZE_MS = 50;

export interface LiveMeetingsOptions {
  doors: MeetingDoors;
  /** People may draw or read something else than before. */
  inkChanged(meetingId: string): Promise<void>;
  fail(error: unknown): void;
}

/** The meetings that somebody has open in this process, one owner each. */
export class LiveMeetings {
  readonly #options: LiveMeetingsOptions;
  readonly #open = new Map<string, { meeting: LiveMeeting; unsubscribe: () => void }>();
  readonly #pushes: Coalesced;
  readonly #unhurried: Coalesced;
  readonly #announcements: Coalesced;
  readonly #reauthorizations: Coalesced;
  #rev = 0;

  constructor(options: LiveMeetingsOptions) {
    this.#options = options;
    const { fail } = options;
    this.#pushes = coalesced(COALESCE_MS, (meetingId) => this.#push(meetingId), fail);
    this.#unhurried = coalesced(UNHURRIED_MS, (meetingId) => this.#push(meetingId), fail);
    this.#announcements = coalesced(0, (meetingId) => this.#announce(meetingId), fail);
    this.#reauthorizations = coalesced(REAUTHORIZE_MS, (meetingId) => options.inkChanged(meetingId), fail);
  }

  get size(): number {
    return this.#open.size;
  }

  /** The owner of a meeting's live state, made when there is none; whoever asked and leaves nothing there calls `settle`. */
  owner(meetingId: string): LiveMeeting {
    const known = this.#known(meetingId);
    if (known) return known;
    const meeting = new LiveMeeting({
      id: meetingId,
      doors: this.#options.doors,
      nextRev: () => (this.#rev += 1),
      onPageRefused: () => this.#announcements.due(meetingId),
      onRest: () => this.settle(meetingId),
      onTurn: () => {
        this.#pushes.due(meetingId);
        this.#reauthorizations.due(meetingId);
      },
    });
    const unsubscribe = this.#options.doors.pubSub.subscribe(meetingTopic(meetingId), (message) => this.#hear(meeting, message));
    this.#open.set(meetingId, { meeting, unsubscribe });
    return meeting;
  }

  /** Forgets the meeting when nobody needs it any more. */
  settle(meetingId: string): void {
    const open = this.#open.get(meetingId);
    if (!open?.meeting.isIdle) return;
    this.#open.delete(meetingId);
    void open.meeting.stop();
    open.unsubscribe();
  }

  /** @returns the first picture with the page shown, or null for strangers. */
  async join(tablet: Tablet, meetingId: string, as?: 'screen'): Promise<FirstLook | null> {
    try {
      return await this.owner(meetingId).join(tablet, as);
    } finally {
      this.settle(meetingId);
    }
  }

  has(tablet: Tablet, meetingId: string): boolean {
    return this.#known(meetingId)?.has(tablet) ?? false;
  }

  /** Whether this tablet watches a sitting that runs. */
  attends(tablet: Tablet): boolean {
    for (const { meeting } of this.#open.values()) if (meeting.isAttendedBy(tablet)) return true;
    return false;
  }

  leave(tablet: Tablet, meetingId: string): void {
    this.#known(meetingId)?.leave(tablet);
    this.settle(meetingId);
  }

  leaveAll(tablet: Tablet): void {
    for (const meetingId of [...this.#open.keys()]) this.leave(tablet, meetingId);
  }

  /** The one presenting turned a page. @returns its number, or null when this person may not. */
  async turn(tablet: Tablet, meetingId: string, documentId: string, page: number): Promise<number | null> {
    const shown = (await this.#known(meetingId)?.turn(tablet.personId, documentId, page)) ?? null;
    if (shown) this.#options.doors.pubSub.publish(meetingTopic(meetingId), () => encodeMeetingHint({ kind: 'page', personId: shown.personId, documentId, page }));
    return shown?.rev ?? null;
  }

  /** A tablet that watches says how it is. */
  tellReadiness(tablet: Tablet, meetingId: string, readiness: TabletReadiness): number {
    const now = this.#options.doors.now().getTime();
    this.#known(meetingId)?.readiness.tell(tablet, tablet.personId, readiness, now);
    this.#options.doors.pubSub.publish(meetingTopic(meetingId), () => encodeMeetingHint({ kind: 'ready', personId: tablet.personId, readiness }));
    return now;
  }

  /** What tablets said, for those who run the session; null for everybody else. */
  readinessBoard(tablet: Tablet, meetingId: string): BoardTablet[] | null {
    const meeting = this.#known(meetingId);
    return meeting?.isOfficer(tablet) ? meeting.readiness.board(this.#options.doors.now().getTime()) : null;
  }

  /** Whose tablets are here and whose are not any more, for those who run the session; null for everybody else. */
  peopleGone(tablet: Tablet, meetingId: string): { here: string[]; gone: GonePerson[]; now: number } | null {
    const meeting = this.#known(meetingId);
    const now = this.#options.doors.now().getTime();
    return meeting?.isOfficer(tablet) ? { ...meeting.readiness.people(now), now } : null;
  }

  /** Those who run the session ask a person to look at their tablet. @returns how many of theirs are known; null for everybody else. */
  nudge(tablet: Tablet, meetingId: string, personId: string): number | null {
    const meeting = this.#known(meetingId);
    if (!meeting?.isOfficer(tablet)) return null;
    meeting.nudge(personId);
    this.#options.doors.pubSub.publish(meetingTopic(meetingId), () => encodeMeetingHint({ kind: 'nudge', personId }));
    return meeting.readiness.board(this.#options.doors.now().getTime()).filter((one) => one.personId === personId).length;
  }

  /** Told after each commit of this process. */
  committed(meetingId: string, seq: number, types: readonly string[], owners: readonly string[]): void {
    const { pubSub } = this.#options.doors;
    pubSub.publish(meetingTopic(meetingId), () => encodeMeetingHint({ kind: 'events', seq, types: [...types] }));
    const meeting = this.#known(meetingId);
    if (meeting) this.#changed(meeting, seq, types);
    if (owners.length === 0) return;
    pubSub.publish(meetingTopic(meetingId), () => encodeMeetingHint({ kind: 'own', personIds: [...owners] }));
    meeting?.tellOwn(new Set(owners));
  }

  /** Finds what nobody told of; asked now and then. */
  async lookAgain(): Promise<void> {
    for (const { meeting } of [...this.#open.values()]) {
      if (await meeting.hasMissed()) this.#everythingChanged(meeting);
      const page = await meeting.page.lookAgain();
      if (page) meeting.tellPage({ meetingId: meeting.id, rev: page.rev, page });
    }
  }

  async stop(): Promise<void> {
    await Promise.all([...this.#open.values()].map(({ meeting }) => meeting.stop()));
    await Promise.all([this.#pushes, this.#unhurried, this.#announcements, this.#reauthorizations].map((one) => one.stop()));
    for (const { unsubscribe } of this.#open.values()) unsubscribe();
  }

  #known(meetingId: string): LiveMeeting | undefined {
    return this.#open.get(meetingId)?.meeting;
  }

  async #push(meetingId: string): Promise<void> {
    await this.#known(meetingId)?.push();
    this.settle(meetingId);
  }

  async #announce(meetingId: string): Promise<void> {
    const meeting = this.#known(meetingId);
    if (meeting) meeting.tellPage(await meeting.page.announced());
  }

  #changed(meeting: LiveMeeting, seq: number, types: readonly string[]): void {
    const { seats, ink, presentation } = touchedBy(types);
    const { view } = this.#options.doors;
    const affecting = types.filter((type) => view.affectedBy(type));
    const isUnhurried = !seats && affecting.every((type) => view.isUnhurried?.(type));
    if (meeting.heard(seq, affecting.length > 0, seats, isUnhurried)) (isUnhurried ? this.#unhurried : this.#pushes).due(meeting.id);
    if (ink) this.#reauthorizations.due(meeting.id);
    if (!presentation) return;
    meeting.page.forget();
    this.#announcements.due(meeting.id);
  }

  #everythingChanged(meeting: LiveMeeting): void {
    meeting.tellOwn(null);
    this.#pushes.due(meeting.id);
    this.#reauthorizations.due(meeting.id);
    this.#announcements.due(meeting.id);
  }

  #hear(meeting: LiveMeeting, message: Uint8Array): void {
    const hint = decodeMeetingHint(message);
    if (hint?.kind === 'events') this.#changed(meeting, hint.seq, hint.types);
    if (hint?.kind === 'ready') meeting.readiness.tell(null, hint.personId, hint.readiness, this.#options.doors.now().getTime());
    if (hint?.kind === 'own') meeting.tellOwn(new Set(hint.personIds));
    if (hint?.kind === 'nudge') meeting.nudge(hint.personId);
    if (hint?.kind !== 'page') return;
    const page = meeting.page.hear(hint);
    if (page) meeting.tellPage({ meetingId: meeting.id, rev: page.rev, page });
  }
}

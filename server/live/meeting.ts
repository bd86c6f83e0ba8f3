import { personIdOf } from '../kernel/actor';
import { DomainError } from '../kernel/errors';
import { measured } from '../kernel/measured';
import { NO_METER, type Meter } from '../kernel/ports/meter';
import { streamHead } from '../kernel/repository.history';
import { MEETING_CLOSED, MEETING_OWN, MEETING_PAGE, MEETING_VIEW, type MeetingClosed, type OwnChanged, type PushedPage, type PushedView, type ShownPage as Page } from '../shared/protocol/meeting-events';
import type { MeetingDoors } from './doors';
import type { InkRoom } from './ink-room';
import { READY_NUDGED } from '../shared/protocol/readiness';
import { Readiness } from './readiness';
import { ShownPage } from './shown-page';
import type { Tablet } from './sink';

interface Picture {
  seq: number;
  state: unknown;
  /** What each share of it is, made once for all who ask. */
  views: Map<string, unknown>;
}

/** A tablet that has the meeting open. */
interface Watcher {
  audience: string;
  /** What this person is shown, as of the last picture. */
  share: string;
  /** Asked for less than the account may see. */
  as: string | undefined;
}

export interface FirstLook {
  seq: number;
  view: unknown;
  page: Page | null;
}

/** A timer holds no longer than 24 days; what lies beyond is looked at again then. */
const LONGEST_WAIT_MS = 24 * 3_600_000;

const pushedPage = (page: Page): PushedPage => ({ meetingId: page.meetingId, rev: page.rev, page });

const PUSH = { kind: 'push', name: 'meeting' } as const;

/** A picture that nothing hurried has changed since is given to everybody who joins within this time, ms: its clocks are that old. */
const SHARED_MS = 250;

/** A whole hall that has to ask does not ask in one moment, ms. */
const OWN_WITHIN_MS = 2_000;

export interface LiveMeetingOptions {
  id: string;
  doors: MeetingDoors;
  nextRev(): number;
  /** The shown page was refused: what is shown is to be told anew. */
  onPageRefused(): void;
  /** Something that kept this object may have ended. */
  onRest(): void;
  /** The hour has come at which somebody may see more or less. */
  onTurn(): void;
}

/**
 * Everything live of one meeting in this process, and the one object that holds it: who watches as which audience, the
 * picture they are shown, the page presented, the ink that is open. Made with the first who comes, gone after the last.
 */
export class LiveMeeting {
  readonly id: string;
  readonly page: ShownPage;
  /** What tablets say of themselves (LR15). */
  readonly readiness = new Readiness();
  /** Ink streams of its papers that somebody has open. */
  readonly ink = new Set<InkRoom>();
  readonly #doors: MeetingDoors;
  readonly #meter: Meter;
  readonly #onTurn: () => void;
  #turn: NodeJS.Timeout | null = null;
  readonly #watchers = new Map<Tablet, Watcher>();
  /** Joins under way. */
  #entering = 0;
  #seatChanges = 0;
  /** Seats changed since the last picture: who may see what is asked again before the next one. */
  #recheck = false;
  #picture: { at: number; taken: Promise<Picture>; isPassed: boolean } | null = null;
  #running = false;
  /** Number of the history up to which changes are known here; null before anything was looked at. */
  #heard: number | null = null;

  constructor({ id, doors, nextRev, onPageRefused, onRest, onTurn }: LiveMeetingOptions) {
    this.id = id;
    this.#doors = doors;
    this.#meter = doors.meter ?? NO_METER;
    this.#onTurn = onTurn;
    this.page = new ShownPage({ meetingId: id, doors, nextRev, onRefused: onPageRefused, onWritten: onRest });
  }

  /** Nobody watches, comes in or draws, and nothing waits to be written: it may be forgotten. */
  get isIdle(): boolean {
    return this.#watchers.size === 0 && this.#entering === 0 && this.ink.size === 0 && !this.page.isWaiting;
  }

  has(tablet: Tablet): boolean {
    return this.#watchers.has(tablet);
  }

  /** Whether this tablet watches while the meeting goes on. */
  isAttendedBy(tablet: Tablet): boolean {
    return this.#running && this.#watchers.has(tablet);
  }

  /** @returns the first picture, or null for strangers. */
  async join(tablet: Tablet, as?: 'screen'): Promise<FirstLook | null> {
    this.#entering += 1;
    try {
      const own = await this.#admitted(tablet);
      if (own === null || !tablet.sink.isOpen) return null;
      const audience = as ?? own;
      // Nothing is told to it before it is known what it may be told.
      const watcher: Watcher = { audience, as, share: '' };
      this.#watchers.set(tablet, watcher);
      const picture = await this.#current();
      watcher.share = this.#shareOf(picture, watcher, tablet);
      const page = await this.page.current();
      return { seq: picture.seq, view: this.#projected(picture, watcher.share), page: page && this.#sees(watcher, page) ? page : null };
    } finally {
      this.#entering -= 1;
    }
  }

  leave(tablet: Tablet): void {
    this.#watchers.delete(tablet);
    this.readiness.forget(tablet, this.#doors.now().getTime());
  }

  /** Whether this tablet watches as one of those who run the session. */
  isOfficer(tablet: Tablet): boolean {
    return this.#watchers.get(tablet)?.audience === 'officers';
  }

  /** Asks a person to look at their tablet. @returns how many of theirs are here. */
  nudge(personId: string): number {
    const theirs = [...this.#watchers.keys()].filter((tablet) => tablet.personId === personId);
    for (const { sink } of theirs) sink.event(READY_NUDGED, { meetingId: this.id });
    return theirs.length;
  }

  /** Tells the devices of these people that something of their own changed (LR16). @param personIds null: of everybody, who ask within a moment. */
  tellOwn(personIds: ReadonlySet<string> | null): void {
    const message: OwnChanged = { meetingId: this.id, withinMs: personIds === null ? OWN_WITHIN_MS : 0 };
    for (const { sink, personId } of this.#watchers.keys()) if (personIds === null || personIds.has(personId)) sink.event(MEETING_OWN, message);
  }

  /** Turns the page for everybody here. @returns null when this person may not. */
  async turn(personId: string, documentId: string, page: number): Promise<Page | null> {
    const shown = await this.page.turn(personId, documentId, page);
    if (shown) this.tellPage(pushedPage(shown));
    return shown;
  }

  /** Shows the page to everybody who sees its paper; to the others nothing is presented. */
  tellPage(pushed: PushedPage): void {
    const none: PushedPage = { ...pushed, page: null };
    for (const [{ sink }, watcher] of this.#watchers) sink.event(MEETING_PAGE, pushed.page === null || this.#sees(watcher, pushed.page) ? pushed : none);
  }

  /** Ends what waits for its hour. */
  stop(): Promise<void> {
    if (this.#turn !== null) clearTimeout(this.#turn);
    this.#turn = null;
    return this.page.stop();
  }

  #sees({ share }: Watcher, { documentId }: Page): boolean {
    return share !== '' && this.#doors.view.isShown(share, documentId);
  }

  /**
   * Events up to `seq` were committed, here or elsewhere.
   * @param changes what is shown changed. @param seats who may see it, too. @param isUnhurried the next picture may take its time.
   * @returns whether everybody is to be shown a new picture.
   */
  heard(seq: number, changes: boolean, seats: boolean, isUnhurried = false): boolean {
    this.#heard = Math.max(this.#heard ?? 0, seq);
    if (seats) {
      this.#seatChanges += 1;
      this.#recheck = true;
    }
    if (!changes && !seats) return false;
    // Who joins while ballots come by the hundred is shown what the others are, and the next picture with them.
    if (isUnhurried && !seats && this.#picture) this.#picture.isPassed = true;
    else this.#picture = null;
    return true;
  }

  /** Looks whether something was committed that nobody told of. */
  async hasMissed(): Promise<boolean> {
    const head = await streamHead(this.#doors.reader, this.id);
    const isNews = this.#heard === null || head > this.#heard;
    if (isNews) this.heard(head, true, true);
    return isNews;
  }

  /** Takes the picture after a change and shows each audience its own. */
  async push(): Promise<void> {
    await measured(this.#meter, PUSH, () => this.#push(), () => null);
  }

  async #push(): Promise<void> {
    if (this.#recheck) await this.#reseat();
    if (this.#watchers.size === 0) return;
    if (this.#picture?.isPassed) this.#picture = null;
    const picture = await this.#current();
    const messages = new Map<string, PushedView>();
    let page: Page | null | undefined;
    for (const [tablet, watcher] of this.#watchers) {
      const before = watcher.share;
      const share = this.#shareOf(picture, watcher, tablet);
      watcher.share = share;
      const message = messages.get(share) ?? { meetingId: this.id, seq: picture.seq, view: this.#projected(picture, share) };
      messages.set(share, message);
      tablet.sink.event(MEETING_VIEW, message);
      // Whoever sees other papers than before is told anew what page is shown of them.
      if (before === share) continue;
      page ??= await this.page.current();
      if (page) tablet.sink.event(MEETING_PAGE, this.#sees(watcher, page) ? pushedPage(page) : { ...pushedPage(page), page: null });
    }
  }

  /** Asks once more when seats changed meanwhile: nobody enters by a seat that is gone. */
  async #admitted(tablet: Tablet): Promise<string | null> {
    for (;;) {
      const before = this.#seatChanges;
      const audience = await this.#audienceOf(tablet);
      if (before === this.#seatChanges) return audience;
    }
  }

  #audienceOf({ caller }: Tablet): Promise<string | null> {
    const { view, reader, now } = this.#doors;
    return view.audienceOf(this.id, { db: reader, caller, now: now() }).catch((error: unknown) => {
      if (error instanceof DomainError && error.code === 'not_found') return null;
      throw error;
    });
  }

  #current(): Promise<Picture> {
    const at = performance.now();
    if (this.#picture && at - this.#picture.at < SHARED_MS) return this.#picture.taken;
    const taken = this.#take();
    this.#picture = { at, taken, isPassed: false };
    taken.catch(() => (this.#picture = null));
    return taken;
  }

  async #take(): Promise<Picture> {
    const { view, reader, now } = this.#doors;
    // The number first: events committed while the picture is taken lead to one more picture, never to a skipped one.
    const seq = await streamHead(reader, this.id);
    const state = await measured(this.#meter, { kind: 'view', name: view.name }, () => view.load(this.id, { db: reader, now: now() }), () => null);
    this.#heard = Math.max(this.#heard ?? 0, seq);
    this.#awaitTurn(view.nextTurn(state));
    return { seq, state, views: new Map() };
  }

  /** What is shown changes at that moment without anything being done. */
  #awaitTurn(at: Date | null): void {
    if (this.#turn !== null) clearTimeout(this.#turn);
    this.#turn = null;
    if (!at) return;
    const wait = Math.max(0, at.getTime() - this.#doors.now().getTime());
    this.#turn = setTimeout(() => {
      this.#turn = null;
      this.#picture = null;
      if (this.#watchers.size > 0 || this.ink.size > 0) this.#onTurn();
    }, Math.min(wait, LONGEST_WAIT_MS));
    this.#turn.unref();
  }

  #shareOf({ state }: Picture, { audience }: Watcher, { caller }: Tablet): string {
    return this.#doors.view.shareOf(state, audience, personIdOf(caller));
  }

  #projected({ state, views }: Picture, share: string): unknown {
    const view = views.get(share) ?? this.#doors.view.project(state, share);
    views.set(share, view);
    this.#running = this.#doors.view.isRunning(state);
    return view;
  }

  async #reseat(): Promise<void> {
    this.#recheck = false;
    try {
      for (const [tablet, { as, audience }] of [...this.#watchers]) {
        const own = await this.#audienceOf(tablet);
        if (!this.#watchers.has(tablet)) continue;
        if (own === null) {
          this.leave(tablet);
          tablet.sink.event(MEETING_CLOSED, { meetingId: this.id, reason: 'revoked' } satisfies MeetingClosed);
        } else if ((as ?? own) !== audience) this.#watchers.set(tablet, { audience: as ?? own, as, share: '' });
      }
    } catch (error) {
      // Nobody is shown anything until it is known who may see it.
      this.#recheck = true;
      throw error;
    }
  }
}

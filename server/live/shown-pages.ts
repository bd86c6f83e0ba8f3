import type { Application } from '../application';
import { system } from '../kernel/actor';
import { DomainError } from '../kernel/errors';
import type { PushedPage, ShownPage } from '../shared/protocol/meeting-events';

/** The page is written to the database this long after it was turned, ms: what a restart or a takeover begins with. */
const PERSIST_MS = 250;
const gateway = system('gateway');

/**
 * The page each presenter shows, held in memory because it changes with every turn; the row `Presentation` says who
 * presents and is what a restart begins with.
 */
export class ShownPages {
  readonly #application: Application;
  readonly #refused: (meetingId: string) => void;
  readonly #pages = new Map<string, ShownPage>();
  readonly #writes = new Map<string, NodeJS.Timeout>();
  #rev = 0;

  /** @param refused told when the database refused a page that was shown already: everybody has to go back. */
  constructor(application: Application, refused: (meetingId: string) => void) {
    this.#application = application;
    this.#refused = refused;
  }

  /** Who presents by the database, with the newest page of the memory. */
  async current(meetingId: string): Promise<ShownPage | null> {
    const presenting = await this.#application.query('sitting.presentation', { meetingId }, gateway);
    if (!presenting) {
      this.forget(meetingId);
      return null;
    }
    const known = this.#pages.get(meetingId);
    if (known && known.personId === presenting.personId && known.documentId === presenting.documentId) return known;
    const page: ShownPage = { meetingId, ...presenting, rev: this.#nextRev() };
    this.#pages.set(meetingId, page);
    return page;
  }

  /** `current` as it is told to everybody; numbered also when nobody presents any more. */
  async announced(meetingId: string): Promise<PushedPage> {
    const page = await this.current(meetingId);
    return { meetingId, rev: page?.rev ?? this.#nextRev(), page };
  }

  /**
   * Turns the page for everybody; another document of the same presenter is checked by the sitting first.
   * @returns null when this person does not present, or may not present that document.
   */
  async turn(meetingId: string, personId: string, documentId: string, page: number): Promise<ShownPage | null> {
    let known = await this.current(meetingId);
    if (!known || known.personId !== personId) return null;
    if (known.documentId !== documentId) {
      if (!(await this.#write({ meetingId, personId, documentId, page }))) return null;
      known = await this.current(meetingId);
      if (known?.personId !== personId || known.documentId !== documentId) return null;
    }
    const turned: ShownPage = { ...known, page, rev: this.#nextRev() };
    this.#pages.set(meetingId, turned);
    if (!this.#writes.has(meetingId)) this.#writes.set(meetingId, setTimeout(() => void this.#persist(meetingId), PERSIST_MS));
    return turned;
  }

  /** A command changed the presentation: the database knows better now. */
  forget(meetingId: string): void {
    this.#pages.delete(meetingId);
    clearTimeout(this.#writes.get(meetingId));
    this.#writes.delete(meetingId);
  }

  async stop(): Promise<void> {
    const waiting = [...this.#writes.keys()];
    for (const timer of this.#writes.values()) clearTimeout(timer);
    await Promise.all(waiting.map((meetingId) => this.#persist(meetingId)));
  }

  #nextRev(): number {
    this.#rev += 1;
    return this.#rev;
  }

  async #persist(meetingId: string): Promise<void> {
    this.#writes.delete(meetingId);
    const shown = this.#pages.get(meetingId);
    if (!shown || (await this.#write(shown))) return;
    // A page that does not exist, or a presentation that ended meanwhile.
    if (this.#pages.get(meetingId) === shown) this.forget(meetingId);
    this.#refused(meetingId);
  }

  /** @returns false when the sitting refuses the page. Other failures leave the memory as the truth until the next turn. */
  async #write({ meetingId, personId, documentId, page }: Omit<ShownPage, 'rev'>): Promise<boolean> {
    try {
      await this.#application.execute('sitting.turn-page', { meetingId, personId, documentId, page }, gateway);
      return true;
    } catch (error) {
      return !(error instanceof DomainError) || error.code === 'unavailable';
    }
  }
}

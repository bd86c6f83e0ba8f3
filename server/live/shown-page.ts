import { DomainError } from '../kernel/errors';
import type { PushedPage, ShownPage as Page } from '../shared/protocol/meeting-events';
import type { MeetingDoors, Presenting } from './doors';

/** The page is written to the database this long after it was turned, ms: what a restart or a takeover begins with. */
const PERSIST_MS = 250;

export interface ShownPageOptions {
  meetingId: string;
  doors: Pick<MeetingDoors, 'presentation' | 'turnPage'>;
  /** Numbers every turn of this process. */
  nextRev(): number;
  /** Told when the database refused a page that was shown already: everybody has to go back. */
  onRefused(): void;
  /** Told when nothing waits to be written any more. */
  onWritten(): void;
}

/**
 * The page the presenter of one meeting shows, held in memory because it changes with every turn; the row `Presentation`
 * says who presents and is what a restart begins with.
 */
export class ShownPage {
  readonly #options: ShownPageOptions;
  #page: Page | null = null;
  #timer: NodeJS.Timeout | null = null;
  #writes = 0;

  constructor(options: ShownPageOptions) {
    this.#options = options;
  }

  /** Something that was shown is not in the database yet. */
  get isWaiting(): boolean {
    return this.#timer !== null || this.#writes > 0;
  }

  /** Who presents by the database, with the newest page of the memory. */
  async current(): Promise<Page | null> {
    const presenting = await this.#options.doors.presentation(this.#options.meetingId);
    if (!presenting) {
      this.forget();
      return null;
    }
    const known = this.#page;
    return known && known.personId === presenting.personId && known.documentId === presenting.documentId ? known : this.#show(presenting);
  }

  /** `current` as it is told to everybody; numbered also when nobody presents any more. */
  async announced(): Promise<PushedPage> {
    const page = await this.current();
    return { meetingId: this.#options.meetingId, rev: page?.rev ?? this.#options.nextRev(), page };
  }

  /**
   * Turns the page for everybody; another document of the same presenter is checked by the sitting first.
   * @returns null when this person does not present, or may not present that document.
   */
  async turn(personId: string, documentId: string, page: number): Promise<Page | null> {
    let known = await this.current();
    if (!known || known.personId !== personId) return null;
    if (known.documentId !== documentId) {
      if (!(await this.#write({ personId, documentId, page }))) return null;
      known = await this.current();
      if (known?.personId !== personId || known.documentId !== documentId) return null;
    }
    const turned = this.#show({ personId, documentId, page });
    this.#timer ??= setTimeout(() => void this.#persist(), PERSIST_MS);
    return turned;
  }

  /** Another process shows this page. @returns the page to tell everybody here, null when it is no news. */
  hear({ personId, documentId, page }: Presenting): Page | null {
    const known = this.#page;
    if (known && known.personId === personId && known.documentId === documentId && known.page === page) return null;
    return this.#show({ personId, documentId, page });
  }

  /** The page by the database where another process turned it and was not heard. @returns null when it is no news. */
  async lookAgain(): Promise<Page | null> {
    if (this.#page === null || this.isWaiting) return null;
    const before = this.#page;
    const presenting = await this.#options.doors.presentation(this.#options.meetingId);
    return presenting && this.#page === before && !this.isWaiting ? this.hear(presenting) : null;
  }

  /** A command changed the presentation: the database knows better now. */
  forget(): void {
    this.#page = null;
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }

  /** Writes what waits. */
  async stop(): Promise<void> {
    if (this.#timer === null) return;
    clearTimeout(this.#timer);
    await this.#persist();
  }

  #show(presenting: Presenting): Page {
    const { personId, documentId, page } = presenting;
    this.#page = { meetingId: this.#options.meetingId, personId, documentId, page, rev: this.#options.nextRev() };
    return this.#page;
  }

  async #persist(): Promise<void> {
    this.#timer = null;
    const shown = this.#page;
    if (shown && !(await this.#write(shown))) {
      // A page that does not exist, or a presentation that ended meanwhile.
      if (this.#page === shown) this.forget();
      this.#options.onRefused();
    }
    if (!this.isWaiting) this.#options.onWritten();
  }

  /** @returns false when the sitting refuses the page. Other failures leave the memory as the truth until the next turn. */
  async #write({ personId, documentId, page }: Presenting): Promise<boolean> {
    this.#writes += 1;
    try {
      await this.#options.doors.turnPage({ meetingId: this.#options.meetingId, personId, documentId, page });
      return true;
    } catch (error) {
      return !(error instanceof DomainError) || error.code === 'unavailable';
    } finally {
      this.#writes -= 1;
    }
  }
}

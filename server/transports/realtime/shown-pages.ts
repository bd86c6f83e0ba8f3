import type { Application } from '../../application';
import { system } from '../../kernel/actor';
import type { ShownPage } from '../../shared/protocol/meeting-events';

/** The page is written to the database at most this often, ms: what a restart falls back to. */
const PERSIST_MS = 2_000;
const gateway = system('gateway');

/**
 * The page each presenter shows, held in memory because it changes with every turn; the row `Presentation` says who
 * presents and is what a restart begins with.
 */
export class ShownPages {
  readonly #application: Application;
  readonly #pages = new Map<string, ShownPage>();
  readonly #writes = new Map<string, NodeJS.Timeout>();
  #rev = 0;

  constructor(application: Application) {
    this.#application = application;
  }

  /** Who presents by the database, with the newest page of the memory. */
  async current(meetingId: string): Promise<ShownPage | null> {
    const presenting = await this.#application.query('sitting.presentation', { meetingId }, gateway);
    if (!presenting) {
      this.#pages.delete(meetingId);
      return null;
    }
    const known = this.#pages.get(meetingId);
    if (known && known.personId === presenting.personId && known.documentId === presenting.documentId) return known;
    const page: ShownPage = { meetingId, ...presenting, rev: (this.#rev += 1) };
    this.#pages.set(meetingId, page);
    return page;
  }

  /** Turns the page for everybody. @returns null when this person does not present that document. */
  async turn(meetingId: string, personId: string, documentId: string, page: number): Promise<ShownPage | null> {
    const known = await this.current(meetingId);
    if (!known || known.personId !== personId || known.documentId !== documentId) return null;
    const turned: ShownPage = { ...known, page, rev: (this.#rev += 1) };
    this.#pages.set(meetingId, turned);
    if (!this.#writes.has(meetingId)) this.#writes.set(meetingId, setTimeout(() => this.#write(meetingId), PERSIST_MS));
    return turned;
  }

  async stop(): Promise<void> {
    const waiting = [...this.#writes.keys()];
    for (const timer of this.#writes.values()) clearTimeout(timer);
    await Promise.all(waiting.map((meetingId) => this.#write(meetingId)));
  }

  async #write(meetingId: string): Promise<void> {
    this.#writes.delete(meetingId);
    const shown = this.#pages.get(meetingId);
    if (!shown) return;
    const { personId, documentId, page } = shown;
    // The page in memory is the truth while the server runs; a write that fails is made good by the next turn.
    await this.#application.execute('sitting.turn-page', { meetingId, personId, documentId, page }, gateway).catch(() => undefined);
  }
}

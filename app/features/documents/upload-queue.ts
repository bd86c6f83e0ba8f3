import type { PublicError } from '@shared/protocol/public-error';
import type { Seal } from '~/tablet/seal';
import { WaitingFiles } from '~/tablet/waiting-files';
import { newCommandId } from '../../commands';
import { comparePaperNames } from '@shared/rules/paper-name';
import { placePapers, type PlaceTarget } from '@shared/rules/place-papers';
import { FirstPages } from './first-page-text';
import { IN_PARTS_FROM, letGo, sendInParts } from './send-in-parts';
import { CANCELLED, sendFile, type FileNote, type HeavyPage } from './send-file';

export interface Upload {
  id: string;
  file: File;
  itemId: string | null;
  /** The item a unit brings it for, and what it takes the place of there. */
  taskId?: string | undefined;
  lineId?: string | undefined;
  documentId?: string | undefined;
  /** Number of the version that a replacing file replaces. */
  replaces?: number | undefined;
  /** Why, as its readers are told. */
  reason?: string | undefined;
  /**
   * `reading`: being looked at on this device to be placed; `ask`: waits for the person to say where it belongs; `held`: whether a word in it is a
   * mark of secrecy; `interrupted`: goes on by itself when the server is reached again.
   */
  state: 'reading' | 'ask' | 'waiting' | 'sending' | 'checking' | 'interrupted' | 'held' | 'done' | 'refused';
  /** Items it may belong to, the likeliest first. */
  likely?: readonly string[] | undefined;
  /** Of the question about it. */
  heldId?: string | undefined;
  /** Share sent, 0 to 1. */
  progress: number;
  error?: PublicError | undefined;
  /** What was found in it, once it is taken. */
  notes?: readonly FileNote[];
  /** Pages that will be shown from pictures. */
  heavy?: readonly HeavyPage[];
}

/** Failures that are no fault of the file. */
export const TRY_AGAIN: ReadonlySet<string> = new Set(['unavailable', 'internal', 'unauthenticated', 'storage_full', 'rate_limited']);

/** Whether the server does not have it, and may still get it. */
export const isUnplaced = ({ state, error }: Upload): boolean => state !== 'done' && !(state === 'refused' && error && !TRY_AGAIN.has(error.code));

/** Failures that end by themselves: the server is asked again, later each time. */
const PASSES: ReadonlySet<string> = new Set(['unavailable', 'rate_limited']);
const AGAIN_MS = [2_000, 4_000, 8_000, 15_000, 30_000];

/** Whether it can still be called off. */
export const isUnderWay = ({ state }: Upload): boolean => ['reading', 'waiting', 'sending', 'checking', 'interrupted'].includes(state);

/** What of all files of a list has gone, by their bytes, 0 to 1. */
export function shareSent(list: readonly Upload[]): number {
  const all = list.reduce((sum, { file }) => sum + file.size, 0);
  const sent = list.reduce((sum, { file, state, progress }) => sum + file.size * (state === 'done' || state === 'refused' || state === 'held' ? 1 : progress), 0);
  return all === 0 ? 0 : sent / all;
}

const ERASED: PublicError = { code: 'rejected', reason: 'documents.secret_erased', params: { offer: 'paper_only' } };

type Target = Pick<Upload, 'itemId' | 'taskId' | 'lineId' | 'documentId' | 'replaces' | 'reason'>;

/**
 * Files on their way to the server, one after the other. It belongs to the person and the session, not to the page: it goes on while the person is
 * elsewhere, and after a reload it begins again with what this device kept (a sending repeated is answered as the first, D12).
 */
export class UploadQueue {
  #list: readonly Upload[] = [];
  #queue: Upload[] = [];
  #current: { id: string; stop: AbortController } | null = null;
  #again: { timer: ReturnType<typeof setTimeout>; tries: number } | null = null;
  readonly #kept: WaitingFiles;
  readonly #watchers = new Set<() => void>();
  readonly #storedWatchers = new Set<() => void>();

  constructor(private readonly meetingId: string, seal: Seal) {
    this.#kept = new WaitingFiles(seal, meetingId);
    void this.#restore();
    window.addEventListener('online', () => this.#goOn());
  }

  readonly list = (): readonly Upload[] => this.#list;

  readonly watch = (watcher: () => void): (() => void) => {
    this.#watchers.add(watcher);
    return () => this.#watchers.delete(watcher);
  };

  /** Told whenever the server took a file. */
  readonly watchStored = (watcher: () => void): (() => void) => {
    this.#storedWatchers.add(watcher);
    return () => this.#storedWatchers.delete(watcher);
  };

  /** Files put on an item, on the session as a whole (null), or in the place of a paper; sent in the order of their names. */
  add(files: readonly File[], target: Target): void {
    this.#begin(byName(files).map((file) => ({ id: newCommandId(), file, progress: 0, ...target, state: 'waiting' })));
  }

  /** Files dropped anywhere: placed by their names and first pages, all together, asked about where that is in doubt. */
  async place(files: readonly File[], items: readonly PlaceTarget[]): Promise<void> {
    const uploads = byName(files).map((file): Upload => ({ id: newCommandId(), file, progress: 0, itemId: null, state: 'reading' }));
    this.#begin(uploads);
    const read: { name: string; text?: string | undefined }[] = [];
    const pages = new FirstPages();
    for (const { id, file } of uploads) read.push({ name: file.name, text: this.#isListed(id) ? await pages.text(file) : undefined });
    pages.close();
    const placed = placePapers(read, items).map(({ itemId, isSure, likely }, at): Upload | undefined => {
      const upload = uploads[at];
      return upload && { ...upload, itemId, likely, state: isSure ? 'waiting' : 'ask' };
    });
    // Those called off meanwhile are not placed.
    const going = placed.filter((upload): upload is Upload => upload !== undefined && this.#isListed(upload.id));
    for (const upload of going) {
      this.#patch(upload.id, upload);
      void this.#keep(upload);
    }
    this.#enqueue(going.filter(({ state }) => state === 'waiting'));
  }

  answer(id: string, itemId: string | null): void {
    const upload = this.#take(id);
    if (!upload) return;
    const next: Upload = { ...upload, itemId, state: 'waiting' };
    this.#patch(id, next);
    void this.#keep(next);
    this.#enqueue([next]);
  }

  /** Called off: what the server has of it goes as well. */
  cancel(id: string): void {
    const upload = this.#list.find((one) => one.id === id);
    if (!upload || !isUnderWay(upload)) return;
    this.#queue = this.#queue.filter((waiting) => waiting.id !== id);
    if (this.#current?.id === id) this.#current.stop.abort();
    if (upload.file.size > IN_PARTS_FROM) void letGo(this.meetingId, id);
    this.dismiss(id);
  }

  cancelAll(): void {
    for (const { id } of this.#list.filter(isUnderWay)) this.cancel(id);
  }

  /** The question about it was answered. */
  answered(heldId: string, state: 'done' | 'refused'): void {
    const held = this.#list.find((upload) => upload.heldId === heldId);
    if (held) this.#patch(held.id, { state, error: state === 'refused' ? ERASED : undefined });
  }

  retry(id: string): void {
    if (this.#list.some((upload) => upload.id === id && upload.state === 'interrupted')) return this.#goOn();
    const upload = this.#take(id);
    if (!upload) return;
    this.#patch(id, { state: 'waiting', progress: 0, error: undefined });
    this.#enqueue([upload]);
  }

  dismiss(id: string): void {
    this.#forget(id);
    this.#show(this.#list.filter((upload) => upload.id !== id));
  }

  /** What has come to its end is told once: the next page begins without it. */
  tidy(): void {
    if (this.#list.some((upload) => !isUnplaced(upload))) this.#show(this.#list.filter(isUnplaced));
  }

  /** The upload, unless it is on its way already: a second tap on the same button sends nothing twice. */
  #take(id: string): Upload | undefined {
    if (this.#queue.some((waiting) => waiting.id === id) || this.#current?.id === id) return undefined;
    return this.#list.find((upload) => upload.id === id);
  }

  #begin(uploads: readonly Upload[]): void {
    this.#show([...this.#list, ...uploads]);
    for (const upload of uploads) void this.#keep(upload);
    this.#enqueue(uploads.filter(({ state }) => state === 'waiting'));
  }

  async #restore(): Promise<void> {
    const kept = await this.#kept.list().catch(() => []);
    const restored = kept
      .filter(({ id }) => !this.#list.some((upload) => upload.id === id))
      .map(({ id, file, itemId, taskId, lineId, documentId, replaces, reason, isAsked }): Upload => ({ id, file, itemId, taskId, lineId, documentId, replaces, reason, progress: 0, state: isAsked ? 'ask' : 'waiting' }));
    if (restored.length === 0) return;
    this.#show([...restored, ...this.#list]);
    this.#enqueue(restored.filter(({ state }) => state === 'waiting'));
  }

  #keep({ id, file, itemId, taskId, lineId, documentId, replaces, reason, state }: Upload): Promise<void> {
    // A device without room still sends what is in its memory.
    return this.#kept.keep(id, { name: file.name, itemId, taskId, lineId, documentId, replaces, reason, isAsked: state === 'ask' || state === 'reading' }, file).then(
      () => { if (this.#list.every((upload) => upload.id !== id || !isUnplaced(upload) || upload.state === 'held')) this.#forget(id); },
      () => undefined,
    );
  }

  #forget(id: string): void {
    void this.#kept.forget(id).catch(() => undefined);
  }

  #enqueue(uploads: readonly Upload[]): void {
    this.#queue.push(...uploads);
    void this.#work();
  }

  #isListed(id: string): boolean {
    return this.#list.some((upload) => upload.id === id);
  }

  /** The file that was cut off is first again; it and all behind it go on later, or as soon as there is a network. */
  #interrupt(upload: Upload): void {
    this.#queue.unshift(upload);
    const tries = (this.#again?.tries ?? 0) + 1;
    clearTimeout(this.#again?.timer);
    this.#again = { tries, timer: setTimeout(() => this.#goOn(), AGAIN_MS[Math.min(tries, AGAIN_MS.length) - 1]) };
  }

  #goOn(): void {
    if (this.#again) clearTimeout(this.#again.timer);
    void this.#work();
  }

  async #work(): Promise<void> {
    if (this.#current !== null) return;
    for (let next = this.#queue.shift(); next; next = this.#queue.shift()) {
      const { id, file, itemId, taskId, lineId, documentId, replaces, reason } = next;
      const stop = new AbortController();
      this.#current = { id, stop };
      this.#patch(id, { state: 'sending', error: undefined });
      const send = file.size > IN_PARTS_FROM ? sendInParts : sendFile;
      const outcome = await send({ meetingId: this.meetingId, itemId, taskId, lineId, documentId, replaces, reason, commandId: id, file }, (progress) => this.#patch(id, { progress, state: progress < 1 ? 'sending' : 'checking' }), stop.signal);
      this.#current = null;
      if (outcome === CANCELLED || !this.#isListed(id)) continue;
      if (!outcome.ok && PASSES.has(outcome.error.code)) {
        this.#patch(id, { state: 'interrupted', error: outcome.error });
        this.#interrupt(next);
        return;
      }
      this.#again = null;
      this.#patch(id, outcome.ok ? { state: outcome.heldId ? 'held' : 'done', heldId: outcome.heldId, progress: 1, notes: outcome.notes, heavy: outcome.heavy } : { state: 'refused', error: outcome.error });
      // What the server has, asks about or will never take does not stay on this device.
      if (outcome.ok || !TRY_AGAIN.has(outcome.error.code)) this.#forget(id);
      if (outcome.ok) for (const watcher of this.#storedWatchers) watcher();
    }
  }

  #patch(id: string, change: Partial<Upload>): void {
    this.#show(this.#list.map((upload) => (upload.id === id ? { ...upload, ...change } : upload)));
  }

  #show(list: readonly Upload[]): void {
    this.#list = list;
    for (const watcher of this.#watchers) watcher();
  }
}

const byName = (files: readonly File[]): File[] => [...files].sort((a, b) => comparePaperNames(a.name, b.name));

let person = '';
const queues = new Map<string, UploadQueue>();

/** The one queue of this person and session in this window; those of somebody else are let go. */
export function uploadQueue(meetingId: string, seal: Seal): UploadQueue {
  if (person !== seal.personId) {
    queues.clear();
    person = seal.personId;
  }
  const known = queues.get(meetingId) ?? new UploadQueue(meetingId, seal);
  queues.set(meetingId, known);
  known.tidy();
  return known;
}

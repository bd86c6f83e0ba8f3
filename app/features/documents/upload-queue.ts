import type { PublicError } from '@shared/protocol/public-error';
import type { Seal } from '~/tablet/seal';
import { WaitingFiles } from '~/tablet/waiting-files';
import { newCommandId } from '../../commands';
import { guessItem, type GuessTarget } from './guess-item';
import { sendFile, type FileNote, type HeavyPage } from './send-file';

export interface Upload {
  id: string;
  file: File;
  itemId: string | null;
  documentId?: string | undefined;
  /** Number of the version that a replacing file replaces. */
  replaces?: number | undefined;
  /** Why, as its readers are told. */
  reason?: string | undefined;
  /** `ask`: waits for the person to say where it belongs; `held`: whether a word in it is a mark of secrecy. */
  state: 'ask' | 'waiting' | 'sending' | 'checking' | 'held' | 'done' | 'refused';
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

const ERASED: PublicError = { code: 'rejected', reason: 'documents.secret_erased', params: { offer: 'paper_only' } };

type Target = Pick<Upload, 'itemId' | 'documentId' | 'replaces' | 'reason'>;

/**
 * Files on their way to the server, one after the other. It belongs to the person and the session, not to the page: it goes on while the person is
 * elsewhere, and after a reload it begins again with what this device kept (a sending repeated is answered as the first, D12).
 */
export class UploadQueue {
  #list: readonly Upload[] = [];
  #queue: Upload[] = [];
  #current: string | null = null;
  readonly #kept: WaitingFiles;
  readonly #watchers = new Set<() => void>();
  readonly #storedWatchers = new Set<() => void>();

  constructor(private readonly meetingId: string, seal: Seal) {
    this.#kept = new WaitingFiles(seal, meetingId);
    void this.#restore();
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

  /** Files put on an item, on the session as a whole (null), or in the place of a paper. */
  add(files: readonly File[], target: Target): void {
    this.#begin(files.map((file) => ({ id: newCommandId(), file, progress: 0, ...target, state: 'waiting' })));
  }

  /** Files dropped anywhere: placed by their names, asked about where that is in doubt. */
  place(files: readonly File[], items: readonly GuessTarget[]): void {
    this.#begin(files.map((file) => {
      const guess = guessItem(file.name, items);
      return { id: newCommandId(), file, progress: 0, itemId: guess?.itemId ?? null, state: guess?.sure ? 'waiting' : 'ask' };
    }));
  }

  answer(id: string, itemId: string | null): void {
    const upload = this.#take(id);
    if (!upload) return;
    const next: Upload = { ...upload, itemId, state: 'waiting' };
    this.#patch(id, next);
    void this.#keep(next);
    this.#enqueue([next]);
  }

  /** The question about it was answered. */
  answered(heldId: string, state: 'done' | 'refused'): void {
    const held = this.#list.find((upload) => upload.heldId === heldId);
    if (held) this.#patch(held.id, { state, error: state === 'refused' ? ERASED : undefined });
  }

  retry(id: string): void {
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
    if (this.#queue.some((waiting) => waiting.id === id) || this.#current === id) return undefined;
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
      .map(({ id, file, itemId, documentId, replaces, reason, isAsked }): Upload => ({ id, file, itemId, documentId, replaces, reason, progress: 0, state: isAsked ? 'ask' : 'waiting' }));
    if (restored.length === 0) return;
    this.#show([...restored, ...this.#list]);
    this.#enqueue(restored.filter(({ state }) => state === 'waiting'));
  }

  #keep({ id, file, itemId, documentId, replaces, reason, state }: Upload): Promise<void> {
    // A device without room still sends what is in its memory.
    return this.#kept.keep(id, { name: file.name, itemId, documentId, replaces, reason, isAsked: state === 'ask' }, file).then(
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

  async #work(): Promise<void> {
    if (this.#current !== null) return;
    for (let next = this.#queue.shift(); next; next = this.#queue.shift()) {
      const { id, file, itemId, documentId, replaces, reason } = next;
      this.#current = id;
      this.#patch(id, { state: 'sending', progress: 0, error: undefined });
      const outcome = await sendFile({ meetingId: this.meetingId, itemId, documentId, replaces, reason, commandId: id, file }, (progress) => this.#patch(id, { progress, state: progress < 1 ? 'sending' : 'checking' }));
      this.#patch(id, outcome.ok ? { state: outcome.heldId ? 'held' : 'done', heldId: outcome.heldId, progress: 1, notes: outcome.notes, heavy: outcome.heavy } : { state: 'refused', error: outcome.error });
      // What the server has, asks about or will never take does not stay on this device.
      if (outcome.ok || !TRY_AGAIN.has(outcome.error.code)) this.#forget(id);
      if (outcome.ok) for (const watcher of this.#storedWatchers) watcher();
      this.#current = null;
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

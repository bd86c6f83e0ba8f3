import { useCallback, useEffect, useRef, useState } from 'react';
import type { PublicError } from '@shared/protocol/public-error';
import { newCommandId } from '../meetings/command-id';
import { guessItem, type GuessTarget } from './guess-item';
import { sendFile, type FileNote, type HeavyPage } from './send-file';

export interface Upload {
  id: string;
  file: File;
  itemId: string | null;
  documentId?: string;
  /** Number of the version that a replacing file replaces. */
  replaces?: number;
  /** `ask`: waits for the person to say where it belongs; `held`: whether a word in it is a mark of secrecy. */
  state: 'ask' | 'waiting' | 'sending' | 'checking' | 'held' | 'done' | 'refused';
  /** Of the question about it. */
  heldId?: string;
  /** Share sent, 0 to 1. */
  progress: number;
  error?: PublicError;
  /** What was found in it, once it is taken. */
  notes?: readonly FileNote[];
  /** Pages that will be shown from pictures. */
  heavy?: readonly HeavyPage[];
}

export interface Uploads {
  list: readonly Upload[];
  /** Files put on an item, on the session as a whole (null), or in the place of a paper. */
  add(files: readonly File[], target: { itemId: string | null; documentId?: string; replaces?: number }): void;
  /** Files dropped anywhere: placed by their names, asked about where that is in doubt. */
  place(files: readonly File[], items: readonly GuessTarget[]): void;
  answer(id: string, itemId: string | null): void;
  /** The question about it was answered. */
  answered(heldId: string, state: 'done' | 'refused'): void;
  retry(id: string): void;
  dismiss(id: string): void;
}

const ERASED: PublicError = { code: 'rejected', reason: 'documents.secret_erased', params: { offer: 'paper_only' } };

/** Files on their way to the server, one after the other; each keeps its place in the list until it is done or dismissed. */
export function useUploads(meetingId: string, onStored: () => void): Uploads {
  const [list, setList] = useState<readonly Upload[]>([]);
  const queue = useRef<Upload[]>([]);
  const busy = useRef(false);
  const current = useRef<string | null>(null);
  const stored = useRef(onStored);
  stored.current = onStored;

  const patch = useCallback((id: string, change: Partial<Upload>): void => {
    setList((uploads) => uploads.map((upload) => (upload.id === id ? { ...upload, ...change } : upload)));
  }, []);

  const work = useCallback(async (): Promise<void> => {
    if (busy.current) return;
    busy.current = true;
    for (let next = queue.current.shift(); next; next = queue.current.shift()) {
      const { id, file, itemId, documentId, replaces } = next;
      current.current = id;
      patch(id, { state: 'sending', progress: 0, error: undefined });
      const outcome = await sendFile({ meetingId, itemId, documentId, replaces, commandId: id, file }, (progress) => patch(id, { progress, state: progress < 1 ? 'sending' : 'checking' }));
      patch(id, outcome.ok ? { state: outcome.heldId ? 'held' : 'done', heldId: outcome.heldId, progress: 1, notes: outcome.notes, heavy: outcome.heavy } : { state: 'refused', error: outcome.error });
      if (outcome.ok) stored.current();
    }
    busy.current = false;
    current.current = null;
  }, [meetingId, patch]);

  const enqueue = useCallback(
    (uploads: readonly Upload[]): void => {
      queue.current.push(...uploads);
      void work();
    },
    [work],
  );

  /** The upload, unless it is on its way already: a second tap on the same button sends nothing twice. */
  const take = (id: string): Upload | undefined => {
    if (queue.current.some((waiting) => waiting.id === id) || current.current === id) return undefined;
    return list.find((upload) => upload.id === id);
  };

  const isUnderWay = list.some(({ state }) => state === 'waiting' || state === 'sending' || state === 'checking');
  useEffect(() => {
    if (!isUnderWay) return undefined;
    const warn = (event: BeforeUnloadEvent): void => event.preventDefault();
    window.addEventListener('beforeunload', warn);
    return () => window.removeEventListener('beforeunload', warn);
  }, [isUnderWay]);

  const begin = (file: File, target: Pick<Upload, 'itemId' | 'documentId' | 'replaces' | 'state'>): Upload => ({ id: newCommandId(), file, progress: 0, ...target });

  return {
    list,
    add(files, target) {
      const uploads = files.map((file) => begin(file, { ...target, state: 'waiting' }));
      setList((known) => [...known, ...uploads]);
      enqueue(uploads);
    },
    place(files, items) {
      const uploads = files.map((file) => {
        const guess = guessItem(file.name, items);
        return begin(file, { itemId: guess?.itemId ?? null, state: guess?.sure ? 'waiting' : 'ask' });
      });
      setList((known) => [...known, ...uploads]);
      enqueue(uploads.filter(({ state }) => state === 'waiting'));
    },
    answer(id, itemId) {
      const upload = take(id);
      if (!upload) return;
      const next: Upload = { ...upload, itemId, state: 'waiting' };
      patch(id, next);
      enqueue([next]);
    },
    answered(heldId, state) {
      const error = state === 'refused' ? ERASED : undefined;
      setList((uploads) => uploads.map((upload) => (upload.heldId === heldId ? { ...upload, state, error } : upload)));
    },
    retry(id) {
      const upload = take(id);
      if (!upload) return;
      patch(id, { state: 'waiting', progress: 0, error: undefined });
      enqueue([upload]);
    },
    dismiss: (id) => setList((uploads) => uploads.filter((upload) => upload.id !== id)),
  };
}

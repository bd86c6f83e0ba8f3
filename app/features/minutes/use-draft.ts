import { useEffect, useMemo, useRef, useState } from 'react';
import type { Draft, EditorMinutes } from './data';

interface Kept {
  version: number;
  at: string;
  paragraphs: Draft[];
}

const keyOf = (minutesId: string): string => `phien.minutes.${minutesId}`;

function readKept(minutesId: string): Kept | null {
  try {
    const stored = window.localStorage.getItem(keyOf(minutesId));
    return stored ? (JSON.parse(stored) as Kept) : null;
  } catch {
    return null;
  }
}

const plain = (paragraphs: readonly Draft[]): Draft[] => paragraphs.map(({ id, text }) => ({ id, text }));
/** A text as the server keeps it; what it would clean away is no change. */
export const settled = (text: string): string => text.normalize('NFC').trim();
const same = (a: readonly Draft[], b: readonly Draft[]): boolean => a.length === b.length && a.every(({ id, text }, index) => id === b[index]?.id && settled(text) === settled(b[index]?.text ?? ''));

export interface DraftEditing {
  paragraphs: Draft[];
  /** Version the text is built on. */
  version: number;
  isDirty: boolean;
  /** A text this device kept from before, not taken back yet. */
  kept: Kept | null;
  change(id: string, text: string): void;
  addAfter(id: string): string;
  remove(id: string): void;
  takeKept(): void;
  dropKept(): void;
  /** Goes on from the newest stored version with these paragraphs. */
  rebase(paragraphs: Draft[]): void;
}

/**
 * The text being written: kept on this device until it is stored, so that an expired session or a reload loses nothing.
 * A newer stored version replaces it only while nothing unsaved is there.
 */
export function useDraft(minutes: EditorMinutes, isEditing: boolean): DraftEditing {
  const [base, setBase] = useState({ version: minutes.version, paragraphs: plain(minutes.paragraphs) });
  const [paragraphs, setParagraphs] = useState(base.paragraphs);
  const [kept, setKept] = useState<Kept | null>(null);
  const isDirty = useMemo(() => !same(paragraphs, base.paragraphs), [paragraphs, base]);
  const storable = useRef(false);

  useEffect(() => {
    const found = isEditing ? readKept(minutes.id) : null;
    if (found && !same(found.paragraphs, minutes.paragraphs)) setKept(found);
    else storable.current = true;
    // Once per minutes: what is kept is offered when the page opens, not while it is being written.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [minutes.id]);

  useEffect(() => {
    const stored = plain(minutes.paragraphs);
    const isMine = same(stored, paragraphs);
    if (minutes.version === base.version || (isDirty && !isMine)) return;
    setBase({ version: minutes.version, paragraphs: stored });
    setParagraphs(stored);
  }, [minutes, base.version, isDirty, paragraphs]);

  useEffect(() => {
    if (!isEditing || !storable.current) return;
    try {
      if (isDirty) window.localStorage.setItem(keyOf(minutes.id), JSON.stringify({ version: base.version, at: new Date().toISOString(), paragraphs } satisfies Kept));
      else window.localStorage.removeItem(keyOf(minutes.id));
    } catch {
      // A device without storage still edits; the server keeps every saved version.
    }
  }, [isEditing, isDirty, paragraphs, base.version, minutes.id]);

  const settleKept = (next: Draft[] | null): void => {
    storable.current = true;
    if (next) setParagraphs(next);
    else window.localStorage.removeItem(keyOf(minutes.id));
    setKept(null);
  };

  return {
    paragraphs,
    version: base.version,
    isDirty,
    kept,
    change: (id, text) => setParagraphs((all) => all.map((one) => (one.id === id ? { ...one, text } : one))),
    addAfter(id) {
      const added = { id: `hand:${Date.now().toString(36)}-${Math.floor(performance.now())}`, text: '' };
      setParagraphs((all) => all.flatMap((one) => (one.id === id ? [one, added] : [one])));
      return added.id;
    },
    remove: (id) => setParagraphs((all) => all.filter((one) => one.id !== id)),
    takeKept: () => settleKept(kept?.paragraphs ?? null),
    dropKept: () => settleKept(null),
    rebase(next) {
      setBase({ version: minutes.version, paragraphs: plain(minutes.paragraphs) });
      setParagraphs(next);
    },
  };
}

import { completed, type PaperNotes } from '@shared/rules/paper-notes';
import type { NotesFault } from '@shared/rules/paper-notes-faults';
import type { PublicError } from '@shared/protocol/public-error';
import { useEffect, useRef, useState } from 'react';
import { useCommand, useDraft, type Draft } from '../../commands';

/** Milliseconds of stillness before it is saved, and between two tries where the server was not reached. */
const STILL = 1_200;
const RETRY = 8_000;
const PASSING = new Set(['unavailable', 'internal', 'rate_limited', 'storage_full']);

export interface NotesDraft {
  draft: Draft<PaperNotes>;
  state: 'blank' | 'saved' | 'saving' | 'unsaved';
  savedAt: Date | string | null;
  /** What the server found wrong, at its rows. */
  faults: readonly NotesFault[];
  error: PublicError | null;
  busy: boolean;
  enter(onDone: () => void): void;
}

/** The faults a refusal names. */
function faultsIn(error: PublicError | null): readonly NotesFault[] {
  const told = error?.params['faults'];
  return error?.reason === 'notes.faults' && typeof told === 'string' ? (JSON.parse(told) as NotesFault[]) : [];
}

/** The notes as they are filled in: kept on this device at once, on the server a moment later, entered once all of it is there. */
export function useNotesDraft(meetingId: string, stored: { content: PaperNotes; version: number; savedAt: Date | string | null }): NotesDraft {
  const kept = useDraft(`notes:${meetingId}`, stored.content);
  const draft = { ...kept, value: completed(kept.value) };
  const [version, setVersion] = useState(stored.version);
  const [savedAt, setSavedAt] = useState(stored.savedAt);
  const save = useCommand<'sitting.save-notes'>();
  const entry = useCommand<'sitting.enter-notes'>();
  const text = JSON.stringify(draft.value);
  const [sentText, setSentText] = useState(text);
  const latest = useRef({ text, forget: draft.saved });
  latest.current = { text, forget: draft.saved };
  const wish = useRef<(() => void) | null>(null);
  const isDirty = text !== sentText;

  const sent = useRef<string | null>(null);
  const send = (): void => {
    sent.current = text;
    save.run('sitting.save-notes', { version, content: draft.value }, (answer) => {
      setVersion(answer.version);
      setSavedAt(answer.savedAt);
      setSentText(text);
      // What was written meanwhile stays on this device until it is saved as well.
      if (latest.current.text === text) latest.current.forget();
    });
  };
  const isPassing = save.error !== null && PASSING.has(save.error.code);
  useEffect(() => {
    if (save.error) wish.current = null;
    // What was refused is not sent again as it was.
    if (!isDirty || save.busy || (save.error && !isPassing && (sent.current === text || save.error.reason === 'notes.changed_elsewhere'))) return undefined;
    const timer = setTimeout(send, save.error ? RETRY : wish.current ? 0 : STILL);
    return () => clearTimeout(timer);
    // eslint-disable-next-line react-hooks/exhaustive-deps -- each change of the text, and each answer, sets the clock anew
  }, [text, sentText, save.busy, save.error]);
  useEffect(() => {
    if (!wish.current || isDirty || save.busy || version === 0) return;
    const done = wish.current;
    wish.current = null;
    entry.run('sitting.enter-notes', { version }, done);
    // eslint-disable-next-line react-hooks/exhaustive-deps -- what was wished for is sent once, when everything is saved
  }, [isDirty, save.busy, version]);

  return {
    draft,
    state: save.busy ? 'saving' : isDirty ? 'unsaved' : version === 0 ? 'blank' : 'saved',
    savedAt,
    faults: faultsIn(entry.error),
    error: entry.error ?? (isPassing ? null : save.error),
    busy: entry.busy || wish.current !== null,
    enter(onDone) {
      entry.clear();
      if (!isDirty && version > 0) return entry.run('sitting.enter-notes', { version }, onDone);
      wish.current = onDone;
      send();
    },
  };
}

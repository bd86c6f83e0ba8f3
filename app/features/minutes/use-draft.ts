import { useRevalidator } from '@remix-run/react';
import { useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import { readPublicError } from '@shared/protocol/public-error';
import { type KeptText, type KeptTexts, newCommandId, useKeptTexts } from '../../commands';
import type { Draft, EditorMinutes } from './data';
import { DraftDelivery, sameText, type Delivery, type DeliveryAnswer, type DeliverySnapshot } from './draft-delivery';

interface Kept {
  version: number;
  paragraphs: Draft[];
  /** Text of the save that was on its way. */
  sent: Draft[] | null;
}

const plain = (paragraphs: readonly Draft[]): Draft[] => paragraphs.map(({ id, text }) => ({ id, text }));
const ANSWER_MS = 20_000;
const nameOf = (minutesId: string): string => `minutes.${minutesId}`;

async function deliver(meetingId: string, minutesId: string, delivery: Delivery): Promise<DeliveryAnswer> {
  const response = await fetch(`/meetings/${meetingId}/minutes/save`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Accept: 'application/json' },
    // A network that dies without a word must not hold every later save back; the same delivery sent again counts once.
    signal: AbortSignal.timeout(ANSWER_MS),
    body: JSON.stringify({ minutesId, ...delivery }),
  });
  const answer: unknown = await response.json();
  if (response.ok) return { ok: true, version: (answer as { version: number }).version };
  return { ok: false, error: readPublicError(answer) ?? readPublicError((answer as { error?: unknown }).error) ?? { code: 'internal', reason: 'internal', params: {} } };
}

/** Whether the text left here goes on from what is stored, also where only the answer to its last save was lost. */
function goesOn(kept: Kept, minutes: EditorMinutes): boolean {
  if (kept.version === minutes.version) return true;
  return kept.version + 1 === minutes.version && kept.sent !== null && sameText(kept.sent, minutes.paragraphs);
}

function createDelivery(meetingId: string, minutes: EditorMinutes, texts: KeptTexts): DraftDelivery {
  return new DraftDelivery(
    { version: minutes.version, paragraphs: plain(minutes.paragraphs) },
    {
      deliver: (delivery) => deliver(meetingId, minutes.id, delivery),
      keep: (version, paragraphs, sent) => texts.keep(nameOf(minutes.id), { version, paragraphs: [...paragraphs], sent: sent && [...sent] } satisfies Kept, `/meetings/${meetingId}/minutes`),
      forget: () => texts.forget(nameOf(minutes.id)),
      newId: newCommandId,
    },
  );
}

export interface DraftEditing extends Omit<DeliverySnapshot, 'paragraphs'> {
  paragraphs: readonly Draft[];
  /** A text this device kept that does not go on from what is stored, until it is taken back or dropped. */
  kept: KeptText<Kept> | null;
  change(id: string, text: string): void;
  addAfter(id: string): string;
  remove(id: string): void;
  /** Puts a recorded paragraph behind another one (N34). */
  takeIn(paragraph: Draft, after: string): void;
  takeKept(): void;
  dropKept(): void;
  /** Goes on from the newest stored version with these paragraphs. */
  settle(paragraphs: readonly Draft[]): void;
  save(): Promise<number | null>;
}

/** The text being written: saved by itself, and kept on this device until the server has it. */
export function useDraft(meetingId: string, minutes: EditorMinutes, isEditing: boolean): DraftEditing {
  const texts = useKeptTexts();
  const { revalidate } = useRevalidator();
  // eslint-disable-next-line react-hooks/exhaustive-deps -- one delivery per minutes; newer stored versions are told to it below
  const delivery = useMemo(() => createDelivery(meetingId, minutes, texts), [meetingId, minutes.id, texts]);
  const shown = useSyncExternalStore(delivery.subscribe, delivery.snapshot, delivery.snapshot);
  const [kept, setKept] = useState<KeptText<Kept> | null>(null);

  useEffect(() => {
    const found = isEditing ? texts.read<Kept>(nameOf(minutes.id)) : null;
    if (!found || !Array.isArray(found.value.paragraphs)) return;
    if (sameText(found.value.paragraphs, minutes.paragraphs)) texts.forget(nameOf(minutes.id));
    else if (goesOn(found.value, minutes)) delivery.write(() => found.value.paragraphs);
    else setKept(found);
    // eslint-disable-next-line react-hooks/exhaustive-deps -- what is kept is looked at when the page opens, not while it is being written
  }, [delivery]);

  useEffect(() => {
    delivery.serverHas(minutes.version, plain(minutes.paragraphs));
  }, [delivery, minutes, shown.state]);

  const isOvertaken = shown.error?.code === 'conflict';
  useEffect(() => {
    if (isOvertaken) revalidate();
  }, [isOvertaken, revalidate]);

  useEffect(() => {
    const retry = (): void => void delivery.save();
    const hurry = (): void => {
      if (document.visibilityState === 'hidden') retry();
    };
    delivery.start();
    window.addEventListener('online', retry);
    document.addEventListener('visibilitychange', hurry);
    return () => {
      window.removeEventListener('online', retry);
      document.removeEventListener('visibilitychange', hurry);
      // Leaving the page by a link goes on in the same window: what was just written is still sent.
      delivery.stop();
    };
  }, [delivery]);

  return {
    ...shown,
    kept,
    change: (id, text) => delivery.write((all) => all.map((one) => (one.id === id ? { ...one, text } : one))),
    addAfter(id) {
      const added = { id: `hand:${newCommandId()}`, text: '' };
      delivery.write((all) => all.flatMap((one) => (one.id === id ? [one, added] : [one])));
      return added.id;
    },
    takeIn: (paragraph, after) => delivery.write((all) => all.flatMap((one) => (one.id === after ? [one, paragraph] : [one]))),
    remove: (id) => delivery.write((all) => all.filter((one) => one.id !== id)),
    takeKept() {
      if (kept) delivery.write(() => kept.value.paragraphs);
      setKept(null);
    },
    dropKept() {
      if (!shown.isDirty) texts.forget(nameOf(minutes.id));
      setKept(null);
    },
    settle: (paragraphs) => delivery.settle(paragraphs),
    save: () => delivery.save(),
  };
}

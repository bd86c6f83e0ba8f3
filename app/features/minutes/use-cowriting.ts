import { useRevalidator } from '@remix-run/react';
import { useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import type { Socket } from 'socket.io-client';
import { WRITING_CARET, WRITING_CLOSED, WRITING_EDITS, WRITING_JOIN, WRITING_LEAVE, WRITING_PEOPLE, WRITING_PROTOCOL_VERSION, WRITING_STEPS, type PushedEdits, type WritingClosed, type WritingJoinAnswer, type WritingPeople, type WritingPerson, type WritingStepsAnswer } from '@shared/protocol/writing-events';
import { changeBetween, changesNothing } from '@shared/rules/text-change';
import { differences, paragraphsOf, rejecting, taking, type Difference, type Step, type WrittenMinutes } from '@shared/rules/written-minutes';
import { wordsOf } from '@shared/rules/written-text';
import { newCommandId, type KeptTexts, useKeptTexts } from '../../commands';
import { useMe } from '../../me';
import { connection, isSignedOut } from '~/tablet/live/socket';
import { WAKE, pageLife } from '~/tablet/page-life';
import { Cowriting } from './cowriting';
import type { Draft, EditorMinutes } from './data';
import { leaveDesk, takeDesk, type Desk } from './desks';
import { KeptSlot } from './kept-slots';
import type { WritingSnapshot } from './writing-port';

const ANSWER_MS = 5_000;
/** Carets go out at most so often, ms. */
const CARET_MS = 150;

function createDesk(socket: () => Socket, meetingId: string, minutes: EditorMinutes, personId: string, texts: KeptTexts): Desk {
  const own = { minutesId: minutes.id, by: personId };
  const slot = new KeptSlot(texts, personId, { id: minutes.id, href: `/meetings/${meetingId}/minutes` }, newCommandId);
  const ask = async <T>(event: string, message: object): Promise<T> => {
    if (!socket().connected) throw new Error('not connected');
    return (await socket().timeout(ANSWER_MS).emitWithAck(event, message)) as T;
  };
  const writing = new Cowriting(minutes.writing ?? { text: { blocks: [] }, seq: 0 }, personId, {
    join: (opId, seq) => ask<WritingJoinAnswer>(WRITING_JOIN, { proto: WRITING_PROTOCOL_VERSION, ...own, opId, seq }),
    send: (message) => ask<WritingStepsAnswer>(WRITING_STEPS, { ...own, ...message }),
    keep: (kept) => slot.keep(kept),
    forget: () => slot.forget(),
    newId: newCommandId,
    now: () => Date.now(),
  });
  return { writing, slot };
}

export interface MinutesWriting extends WritingSnapshot {
  paragraphs: readonly Draft[];
  /** The others who have the text open. */
  people: readonly WritingPerson[];
  names: Readonly<Record<string, string>>;
  differences: readonly Difference[];
  change(id: string, text: string, caret?: number): void;
  addAfter(id: string): string;
  remove(id: string): void;
  /** Puts a recorded paragraph behind another one (N34). */
  takeIn(paragraph: Draft & { source: { kind: 'event'; ref: string } | { kind: 'hand' } }, after: string): void;
  undo(): void;
  redo(): void;
  /** Gives up what was refused. */
  drop(): void;
  /** Takes a difference back, all of them where none is given. */
  reject(difference?: Difference): void;
  agree(difference?: Difference): void;
  caret(at: WritingPerson['at']): void;
  /** Sends what is not stored. @returns whether everything is. */
  save(): Promise<boolean>;
}

/** The text being written, together with whoever else writes it. */
export function useCowriting(meetingId: string, minutes: EditorMinutes, isEditing: boolean): MinutesWriting {
  const texts = useKeptTexts();
  const { personId, fullName } = useMe();
  const { revalidate } = useRevalidator();
  const reload = useRef(revalidate);
  reload.current = revalidate;
  const socket = useRef<Socket | null>(null);
  // eslint-disable-next-line react-hooks/exhaustive-deps -- one text per minutes; what is written since comes over the connection
  const desk = useMemo(() => createDesk(() => (socket.current ??= connection()), meetingId, minutes, personId, texts), [meetingId, minutes.id, personId, texts]);
  const { writing } = desk;
  const shown = useSyncExternalStore(writing.subscribe, writing.snapshot, writing.snapshot);
  const [people, setPeople] = useState<readonly WritingPerson[]>([]);
  const caretTimer = useRef<ReturnType<typeof setTimeout>>(undefined);

  useEffect(() => {
    if (!isEditing) return undefined;
    const wire = (socket.current ??= connection());
    const key = `${personId}.${minutes.id}`;
    const here = takeDesk(key, desk);
    const join = (): void => void writing.join();
    const lost = (): void => writing.lost();
    const refused = (error: Error): void => writing.lost(isSignedOut(error) ? { code: 'unauthenticated', reason: 'sign_in_first', params: {} } : null);
    const edits = (told: PushedEdits): void => void (told.minutesId === minutes.id && writing.heard(told.edits));
    const others = (told: WritingPeople): void => void (told.minutesId === minutes.id && setPeople(told.people.filter((person) => person.personId !== personId)));
    const closed = (told: WritingClosed): void => {
      if (told.minutesId !== minutes.id) return;
      writing.close(told.reason);
      reload.current();
    };
    wire.on('connect', join);
    wire.on('disconnect', lost);
    wire.on('connect_error', refused);
    wire.on(WRITING_EDITS, edits);
    wire.on(WRITING_PEOPLE, others);
    wire.on(WRITING_CLOSED, closed);
    pageLife.addEventListener(WAKE, join);
    if (wire.connected) join();
    else wire.connect();
    return () => {
      wire.off('connect', join);
      wire.off('disconnect', lost);
      wire.off('connect_error', refused);
      wire.off(WRITING_EDITS, edits);
      wire.off(WRITING_PEOPLE, others);
      wire.off(WRITING_CLOSED, closed);
      pageLife.removeEventListener(WAKE, join);
      void leaveDesk(key, here, () => void (wire.connected && wire.emit(WRITING_LEAVE, { minutesId: minutes.id })));
      setPeople([]);
    };
  }, [desk, writing, isEditing, minutes.id, personId]);

  // Who does not write has what the page was told.
  const text = isEditing ? shown.text : (minutes.writing?.text ?? shown.text);
  const open = useMemo(() => differences(text), [text]);
  const paragraphs = useMemo(() => paragraphsOf(text).map(({ id, text: words }) => ({ id, text: words })), [text]);
  const names = useMemo(() => ({ ...minutes.writing?.names, ...Object.fromEntries(people.map((person) => [person.personId, person.name])), [personId]: fullName }), [minutes.writing, people, personId, fullName]);
  return {
    ...shown,
    text,
    paragraphs,
    people,
    names,
    differences: open,
    change: (id, text, caret) => writing.write(id, text, caret),
    addAfter(id) {
      const added = `hand:${newCommandId()}`;
      writing.do([{ kind: 'add', id: added, after: id }]);
      return added;
    },
    remove: (id) => writing.do([{ kind: 'remove', id }]),
    takeIn: ({ id, text, source }, after) => writing.do(takingIn(shown.text, { id, text, ref: source.kind === 'event' ? source.ref : null }, after)),
    undo: () => writing.undo(),
    redo: () => writing.redo(),
    drop: () => writing.drop(),
    reject: (difference) => writing.do(rejecting(writing.snapshot().text, difference)),
    agree: (difference) => writing.do(taking(difference ? [difference] : differences(writing.snapshot().text))),
    caret(at) {
      clearTimeout(caretTimer.current);
      caretTimer.current = setTimeout(() => {
        if (isEditing && socket.current?.connected) socket.current.emit(WRITING_CARET, { minutesId: minutes.id, at });
      }, CARET_MS);
    },
    save: () => writing.save(),
  };
}

/** A recorded sentence that was taken out comes back as it was recorded; one that is new is put in. */
function takingIn({ blocks }: WrittenMinutes, { id, ...recorded }: { id: string; text: string; ref: string | null }, after: string): Step[] {
  const block = blocks.find((one) => one.id === id);
  if (!block) return [{ kind: 'add', id, after, recorded }];
  const change = changeBetween(wordsOf(block.runs), recorded.text);
  return [{ kind: 'restore', id }, ...(changesNothing(change) ? [] : [{ kind: 'text' as const, id, change: [...change] }])];
}

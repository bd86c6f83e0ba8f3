import { z } from 'zod';
import { defineQuery } from '../../../kernel/command';
import { numberIn } from '../../../shared/rules/agenda-times';
import { dateInVietNam } from '../../../shared/rules/date-forms';
import { blankNotes, type PaperNotes } from '../../../shared/rules/paper-notes';
import { isThere } from '../../meetings';
import { officersOnly } from '../loading';
import { paperMark } from '../notes/mark';
import { loadNotes, notesSetting, type LoadedNotes, type NotesSetting } from '../notes/world';
import { listPapers } from '../repository';

/** How the form begins: everybody there who is not known to be away, everything on the agenda taken. */
function begun({ meeting }: LoadedNotes, { seats, items, world }: NotesSetting): PaperNotes {
  const isRunning = meeting.state === 'in_session';
  const isAway = (seat: (typeof seats)[number]): boolean => (isRunning ? !isThere(seat) : seat.attendance === 'excused' || seat.attendance === 'unexcused');
  return blankNotes({
    date: dateInVietNam(world.recordedUntil ?? meeting.startsAt),
    beganAt: '',
    presidedById: meeting.chairId,
    keptBy: seats.find(({ personId }) => personId === meeting.secretaryId)?.fullName ?? '',
    people: seats.filter(isAway).map(({ personId }) => ({ personId, attendance: 'away' as const, reason: '', came: '', left: '' })),
    items: items.flatMap(({ id, kind, state }) => (state === 'coming' || state === 'now' ? [{ itemId: id, fate: kind === 'opening' || kind === 'closing' ? ('left_out' as const) : ('taken' as const), from: '', to: '', reason: '', conclusion: '' }] : [])),
  });
}

/** The form of a sitting held on paper for those who prepare it; what was entered, for whoever presided (L62, L67). */
export const notes = defineQuery({
  name: 'sitting.notes',
  input: z.strictObject({ meetingId: z.uuid() }),
  load: ({ meetingId }, { db, caller }) => loadNotes(db, meetingId, caller),
  policy: officersOnly,
  async present(loaded, { meetingId }, { db, now }) {
    const { meeting, notes: stored, isSecretary, isChair } = loaded;
    const setting = await notesSetting(db, loaded, now);
    const { seats, items, questions, world } = setting;
    const mark = await paperMark(db, meetingId);
    const isOpen = meeting.state === 'published' || meeting.state === 'in_session';
    return {
      session: { id: meeting.id, title: meeting.title, state: meeting.state, startsAt: meeting.startsAt, endsAt: meeting.endsAt, form: meeting.form, openedAt: meeting.openedAt, chairId: meeting.chairId, calledChairId: meeting.calledChairId ?? meeting.chairId },
      recordedUntil: world.recordedUntil,
      now,
      version: stored?.version ?? 0,
      savedAt: stored?.savedAt ?? null,
      content: stored ? stored.content : begun(loaded, setting),
      seats: seats.map(({ personId, fullName, position, role, voting, substituteForId }) => ({ personId, fullName, position, role, voting, substitutes: seats.find((one) => one.personId === substituteForId)?.fullName ?? null })),
      items: items.map((item) => ({ id: item.id, number: numberIn(items, item.id), kind: item.kind, title: item.title, state: item.state, startedAt: item.startedAt, recused: world.items.find(({ id }) => id === item.id)?.recused ?? [] })),
      questions: questions.map(({ id, itemId, text, kind, mode, options, seats: places, counters }) => ({ id, itemId, text, kind, mode, options, seats: places, counters })),
      modes: world.modes,
      papers: (await listPapers(db, meetingId)).map(({ id, title }) => ({ id, title })),
      mark,
      can: { edit: isSecretary && isOpen, confirm: isChair && mark !== null && mark.confirmedAt === null },
    };
  },
});

import { carry } from '../../../kernel/carry';
import type { RunContext } from '../../../kernel/command';
import { DomainError } from '../../../kernel/errors';
import { FLOOR_MINUTES } from '../../../shared/rules/floor-queue';
import { momentOf, type NotedItem, type PaperNotes } from '../../../shared/rules/paper-notes';
import { markBlock } from '../../agenda';
import { endFloor, endTurn, findPause, giveFloor, requestFloor } from '../../floor';
import { isThere, listSeats, setAttendance, type Seat } from '../../meetings';
import { leaveOpenVote, voteOnPaper, type NotedVote } from '../../voting';
import type { SittingItem } from '../agenda-item';
import { loadChair, passChair, successor } from '../chair';
import { closeSession } from '../commands/close-session';
import { endItem } from '../commands/end-item';
import { leave } from '../commands/leave';
import { markAttendance } from '../commands/mark-attendance';
import { openSession } from '../commands/open-session';
import { pauseSession } from '../commands/pause-session';
import { postponeItem } from '../commands/postpone-item';
import { recordConclusion } from '../commands/record-conclusion';
import { resumeSession } from '../commands/resume-session';
import { startItem } from '../commands/start-item';
import { takeBlock } from '../commands/take-block';
import { WENT_ON_PAPER } from '../events';
import { endPresentation } from '../moving';
import { listItems } from '../repository';
import type { LoadedNotes, NotesSetting } from './world';

/** One thing the notes say, at its time; carried out by the command that does it in a hall. `field` is where the notes say it. */
export interface Act {
  field: string;
  at: Date;
  /** Of what the notes have at the same minute: what comes first. */
  rank: number;
  run(context: RunContext<unknown>): Promise<unknown>;
}

/** What can be at one minute, in its order: who speaks and votes on an item before it ends, the break after it, then what begins. */
const RANKS = ['beginning', 'arrivals', 'opening', 'chair', 'floor_end', 'vote', 'conclusion', 'item_end', 'pause', 'resume', 'leaving', 'arriving', 'item', 'early_vote', 'floor', 'rest', 'close'] as const;

/** Everything the notes say as acts, in the order of their times. */
export function actsOf(notes: PaperNotes, { meeting }: Pick<LoadedNotes, 'meeting'>, { seats, items }: Pick<NotesSetting, 'seats' | 'items'>): Act[] {
  const meetingId = meeting.id;
  const acts: Act[] = [];
  const none = undefined;
  const act = (field: string, at: Date | null, rank: (typeof RANKS)[number], run: Act['run']): void => {
    if (at) acts.push({ field, at, rank: RANKS.indexOf(rank), run });
  };
  const moment = (time: string): Date | null => momentOf(notes, time);
  const [began, ended] = [moment(notes.beganAt), moment(notes.endedAt)];
  const isRunning = meeting.state === 'in_session';

  act('beganAt', began, 'beginning', (context) => goOnPaper(meetingId, notes, context));
  const said = new Map(notes.people.map((one) => [one.personId, one]));
  const place = meeting.form === 'online' ? 'online' : 'room';
  const marks: { personId: string; attendance: Seat['attendance']; reason: string | null }[] = [];
  for (const { personId, ...seat } of seats) {
    const one = said.get(personId);
    const attendance = one?.attendance ?? place;
    const isPlace = attendance === 'room' || attendance === 'online';
    // Who was there before it went on paper was at the session: a mark of absence would take that back (L4).
    if (attendance === 'away' || (!isPlace && isRunning && seat.checkedInAt !== null && began !== null && seat.checkedInAt < began)) continue;
    const came = one ? moment(one.came) : null;
    const mark = { personId, attendance, reason: one?.reason || null };
    if (!came || !began || came <= began) marks.push(mark);
    else act(`people ${personId}`, came, 'arriving', (context) => carry(markAttendance, { meetingId, marks: [mark] }, context, none));
    if (one) act(`people ${personId}`, moment(one.left), 'leaving', (context) => carry(leave, { meetingId, personId }, context, none));
  }
  if (marks.length > 0) act('people', began, 'arrivals', (context) => carry(markAttendance, { meetingId, marks }, context, none));
  act('beganAt', began, 'opening', async (context) => {
    if (!isRunning) return carry(openSession, { meetingId }, context, none);
    return (await findPause(context.db, meetingId)) ? carry(resumeSession, { meetingId }, context, none) : null;
  });
  act('presidedById', began, 'chair', (context) => preside(meetingId, notes.presidedById, context));

  for (const item of notes.items) itemActs(item, items.find(({ id }) => id === item.itemId));
  const blocked = notes.items.filter(({ fate }) => fate === 'block').map(({ itemId }) => itemId);
  if (blocked.length > 0) {
    let questionId = '';
    let leadId = '';
    act('block', moment(notes.block.from), 'item', async (context) => {
      ({ questionId, itemIds: [leadId = ''] } = await adoptAsBlock(meetingId, blocked, context));
    });
    act('block', moment(notes.block.to), notes.block.from === notes.block.to ? 'early_vote' : 'vote', async (context) => {
      if (questionId === '') return;
      const { passed } = await putToVote({ meetingId, itemId: leadId, questionId, text: '', way: 'hands', counts: notes.block.counts, chair: notes.block.chair }, context);
      if (!passed) throw new DomainError('rejected', 'notes.block_not_adopted');
    });
    act('block', moment(notes.block.to), notes.block.from === notes.block.to ? 'floor' : 'item_end', async (context) => (leadId === '' ? null : carry(endItem, { meetingId, itemId: leadId }, context, none)));
  }
  for (const { key, itemId, personId, from, to } of notes.floor) {
    if (itemId === null || personId === null) continue;
    const [begins, ends] = [moment(from), moment(to)];
    const minutes = begins && ends ? Math.min(FLOOR_MINUTES.most, Math.max(FLOOR_MINUTES.least, Math.ceil((ends.getTime() - begins.getTime()) / 60_000))) : FLOOR_MINUTES.usual;
    let turnId = '';
    act(`floor ${key}`, begins, 'floor', async (context) => {
      const { requestId } = await carry(requestFloor, { meetingId, itemId, personId, minutes }, context, none);
      ({ turnId } = await carry(giveFloor, { meetingId, requestId, turnId: null }, context, none));
    });
    act(`floor ${key}`, ends, 'floor_end', async (context) => (turnId === '' ? null : carry(endTurn, { meetingId, turnId }, context, none)));
  }
  for (const { key, itemId, at, ...vote } of notes.votes) {
    const item = notes.items.find((one) => one.itemId === itemId);
    if (itemId !== null) act(`votes ${key}`, moment(at), item && item.from === at ? 'early_vote' : 'vote', (context) => putToVote({ meetingId, itemId, ...vote }, context));
  }
  for (const { key, from, to } of notes.breaks) {
    act(`breaks ${key}`, moment(from), 'pause', (context) => carry(pauseSession, { meetingId }, context, none));
    act(`breaks ${key}`, moment(to), 'resume', (context) => carry(resumeSession, { meetingId }, context, none));
  }
  act('endedAt', ended, 'close', (context) => carry(closeSession, { meetingId }, context, none));
  return acts.sort((a, b) => a.at.getTime() - b.at.getTime() || a.rank - b.rank);

  function itemActs(noted: NotedItem, item: SittingItem | undefined): void {
    const { itemId, fate, reason, conclusion } = noted;
    const field = `items ${itemId}`;
    const seen = async ({ db }: RunContext<unknown>) => (await listItems(db, meetingId)).find(({ state }) => state === 'now')?.id ?? null;
    if (fate === 'put_off') {
      act(field, ended, 'rest', async (context) => carry(postponeItem, { meetingId, itemId, currentItemId: await seen(context), reason }, context, none));
    }
    if (fate !== 'taken') return;
    const isShort = noted.from === noted.to && item?.state !== 'now';
    if (item?.state !== 'now') act(field, moment(noted.from), 'item', async (context) => carry(startItem, { meetingId, itemId, currentItemId: await seen(context) }, context, none));
    if (conclusion !== '') {
      act(field, moment(noted.to), isShort ? 'floor' : 'conclusion', async (context) => {
        const version = (await listItems(context.db, meetingId)).find(({ id }) => id === itemId)?.version ?? 1;
        return carry(recordConclusion, { meetingId, itemId, text: conclusion, version }, context, none);
      });
    }
    act(field, moment(noted.to), isShort ? 'rest' : 'item_end', (context) => carry(endItem, { meetingId, itemId }, context, none));
  }
}

/** What was under way on tablets ends here, and nobody counts as there until the notes say so. */
async function goOnPaper(meetingId: string, { reason, keptBy, scanId }: PaperNotes, context: RunContext<unknown>): Promise<void> {
  const { db, now, emit } = context;
  await leaveOpenVote(meetingId, context);
  await endFloor(meetingId, 'ended', context);
  await endPresentation(meetingId, context);
  const left: string[] = [];
  for (const seat of await listSeats(db, meetingId)) {
    if (seat.checkedInAt && seat.checkedInAt >= now) await setAttendance(db, seat.id, { attendance: 'unknown', checkedInAt: null, leftAt: null });
    else if (isThere(seat) || (seat.leftAt && seat.leftAt > now)) {
      await setAttendance(db, seat.id, { leftAt: now });
      left.push(seat.personId);
    }
  }
  emit({ type: WENT_ON_PAPER, stream: meetingId, payload: { reason, keptBy, scanId, left } });
}

/** What was refused leaves no open question behind: what follows is judged by itself. */
async function putToVote(vote: NotedVote, context: RunContext<unknown>): ReturnType<typeof voteOnPaper> {
  return voteOnPaper(vote, context).catch(async (refusal: unknown) => {
    await leaveOpenVote(vote.meetingId, context);
    throw refusal;
  });
}

async function preside(meetingId: string, personId: string | null, context: RunContext<unknown>): Promise<void> {
  const loaded = await loadChair(context.db, meetingId, context.caller);
  if (personId === null || personId === loaded.meeting.chairId) {
    const chair = loaded.seats.find((seat) => seat.personId === personId);
    if (chair && !isThere(chair)) throw new DomainError('conflict', 'notes.chair_away', { name: chair.fullName });
    return;
  }
  const isCalled = personId === loaded.meeting.calledChairId;
  await passChair(loaded.meeting, successor(loaded, personId), loaded, { way: isCalled ? 'taken_back' : 'proposed' }, context);
}

/** Exactly these items are marked, and taken as one (L48). */
async function adoptAsBlock(meetingId: string, itemIds: readonly string[], context: RunContext<unknown>) {
  for (const { id: itemId, block, state, version } of await listItems(context.db, meetingId)) {
    const isIn = itemIds.includes(itemId);
    if (state === 'coming' && isIn !== (block === 'in') && (isIn || block === 'in')) await carry(markBlock, { itemId, version, isIn }, context, undefined);
  }
  const current = (await listItems(context.db, meetingId)).find(({ state }) => state === 'now');
  return carry(takeBlock, { meetingId, currentItemId: current?.id ?? null }, context, undefined);
}

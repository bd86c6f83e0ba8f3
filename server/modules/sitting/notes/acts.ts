import { carry } from '../../../kernel/carry';
import type { RunContext } from '../../../kernel/command';
import { DomainError } from '../../../kernel/errors';
import { FLOOR_MINUTES } from '../../../shared/rules/floor-queue';
import { APPROVAL, daysOf, endOf, momentOf, namesIn, type NotedItem, type PaperNotes } from '../../../shared/rules/paper-notes';
import { markBlock } from '../../agenda';
import { endFloor, endTurn, findPause, giveFloor, requestFloor } from '../../floor';
import { isThere, listSeats, setAttendance, type Seat } from '../../meetings';
import { leaveOpenVote, voteOnPaper, type NotedVote } from '../../voting';
import type { SittingItem } from '../agenda-item';
import { loadChair, passChair, successor } from '../chair';
import { adjournSession } from '../commands/adjourn-session';
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
const RANKS = ['beginning', 'arrivals', 'opening', 'chair', 'floor_end', 'vote', 'conclusion', 'item_end', 'leaving', 'pause', 'resume', 'arriving', 'hand_over', 'item', 'item_chair', 'early_vote', 'floor', 'rest', 'close'] as const;

/** Everything the notes say as acts, in the order of their times. */
export function actsOf(notes: PaperNotes, { meeting }: Pick<LoadedNotes, 'meeting'>, { seats, items }: Pick<NotesSetting, 'seats' | 'items'>): Act[] {
  const meetingId = meeting.id;
  const acts: Act[] = [];
  const none = undefined;
  const act = (field: string, at: Date | null, rank: (typeof RANKS)[number], run: Act['run']): void => {
    if (at) acts.push({ field, at, rank: RANKS.indexOf(rank), run });
  };
  const moment = (time: string): Date | null => momentOf(notes, time);
  const [began, ended] = [moment(notes.beganAt), endOf(notes)];
  const isRunning = meeting.state === 'in_session';

  act('beganAt', began, 'beginning', (context) => goOnPaper(meetingId, notes, context));
  const place = meeting.form === 'online' ? 'online' : 'room';
  for (const { day, from, people } of daysOf(notes)) {
    const said = new Map(people.map((one) => [one.personId, one]));
    const marks: { personId: string; attendance: Seat['attendance']; reason: string | null }[] = [];
    for (const { personId, ...seat } of seats) {
      const one = said.get(personId);
      const attendance = one?.attendance ?? place;
      const isPlace = attendance === 'room' || attendance === 'online';
      // Who was there before it went on paper was at the session: a mark of absence would take that back (L4).
      if (attendance === 'away' || (!isPlace && isRunning && seat.checkedInAt !== null && began !== null && seat.checkedInAt < began)) continue;
      const field = `people ${personId}${day > 1 ? `@${day}` : ''}`;
      const came = one ? momentOf(notes, one.came, day) : null;
      const mark = { personId, attendance, reason: one?.reason || null };
      if (!came || !from || came <= from) marks.push(mark);
      else act(field, came, 'arriving', (context) => carry(markAttendance, { meetingId, marks: [mark] }, context, none));
      if (one) act(field, momentOf(notes, one.left, day), 'leaving', (context) => carry(leave, { meetingId, personId }, context, none));
    }
    const night = notes.nights[day - 2];
    if (marks.length > 0) act(night ? `nights ${night.key}` : 'people', from, 'arrivals', (context) => carry(markAttendance, { meetingId, marks }, context, none));
    if (!night || !from) continue;
    act(`nights ${night.key}`, momentOf(notes, night.at, day - 1), 'pause', (context) => carry(adjournSession, { meetingId, until: from.toISOString() }, context, none));
    act(`nights ${night.key}`, from, 'resume', (context) => carry(resumeSession, { meetingId }, context, none));
  }
  act('beganAt', began, 'opening', async (context) => {
    if (!isRunning) return carry(openSession, { meetingId }, context, none);
    return (await findPause(context.db, meetingId)) ? carry(resumeSession, { meetingId }, context, none) : null;
  });
  act('presidedById', began, 'chair', (context) => preside(meetingId, notes.presidedById, context));
  for (const { key, at, personId, scope } of notes.chairs) act(`chairs ${key}`, moment(at), scope === 'item' ? 'item_chair' : 'hand_over', (context) => handOver(meetingId, personId, scope, context));

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
      const { passed } = await putToVote({ meetingId, itemId: leadId, questionId, text: '', ...APPROVAL, options: [], seats: null, counters: [], way: 'hands', counts: notes.block.counts, chair: notes.block.chair }, context);
      if (!passed) throw new DomainError('rejected', 'notes.block_not_adopted');
    });
    act('block', moment(notes.block.to), notes.block.from === notes.block.to ? 'floor' : 'item_end', async (context) => (leadId === '' ? null : carry(endItem, { meetingId, itemId: leadId }, context, none)));
  }
  for (const { key, itemId, personId, from, to, kind, askedId, answeredTo } of notes.floor) {
    if (itemId === null || personId === null) continue;
    const field = `floor ${key}`;
    const [begins, ends, answered] = [moment(from), moment(to), moment(answeredTo)];
    let turnId: string | null = '';
    act(field, begins, 'floor', async (context) => {
      const { requestId } = await carry(requestFloor, { meetingId, itemId, personId, minutes: minutesOf(begins, ends), kind, askedId: kind === 'question' ? askedId : null }, context, none);
      ({ turnId } = await carry(giveFloor, { meetingId, requestId, turnId: null }, context, none));
    });
    const end = async (context: RunContext<unknown>, answerMinutes?: number): Promise<void> => {
      if (turnId) turnId = (await carry(endTurn, { meetingId, turnId, ...(answerMinutes ? { answerMinutes } : {}) }, context, none)).answerTurnId;
    };
    act(field, ends, 'floor_end', async (context) => {
      await end(context, minutesOf(ends, answered));
      // Whoever was asked has the floor, and had it for nothing where no answer is noted.
      if (!answered) await end(context);
    });
    act(field, answered, 'floor_end', (context) => end(context));
  }
  for (const { key, itemId, at, names, ...vote } of notes.votes) {
    const item = notes.items.find((one) => one.itemId === itemId);
    const options = vote.kind === 'approve' || vote.kind === 'opinions' ? [] : namesIn(names);
    if (itemId !== null) act(`votes ${key}`, moment(at), item && item.from === at ? 'early_vote' : 'vote', (context) => putToVote({ meetingId, itemId, ...vote, options }, context));
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

/** As long as a turn was noted to last, within what can be asked for. */
const minutesOf = (from: Date | null, to: Date | null): number => (from && to ? Math.min(FLOOR_MINUTES.most, Math.max(FLOOR_MINUTES.least, Math.ceil((to.getTime() - from.getTime()) / 60_000))) : FLOOR_MINUTES.usual);

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

/** The chair hands over in the middle of it, or has it back; given for an item it comes back with the end of that (L35, L36). */
async function handOver(meetingId: string, personId: string | null, scope: 'item' | 'rest', context: RunContext<unknown>): Promise<void> {
  const loaded = await loadChair(context.db, meetingId, context.caller);
  const { meeting } = loaded;
  const forItemId = scope === 'item' ? meeting.currentItemId : null;
  if (scope === 'item' && forItemId === null) throw new DomainError('conflict', 'sitting.no_item_to_preside');
  const to = successor(loaded, personId ?? '');
  if (personId === meeting.calledChairId) await passChair(meeting, to, loaded, { way: 'taken_back' }, context);
  else await passChair(meeting, to, loaded, { way: meeting.calledChairId === null ? 'given' : 'proposed', forItemId }, context);
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

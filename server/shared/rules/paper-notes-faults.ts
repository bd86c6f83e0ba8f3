import { countsByHands } from './ballot-choice';
import { contradictionIn, contradictionOfPaper, figuresFrom } from './figures';
import { APPROVAL, countedOf, daysOf, endOf, momentOf, shapeOf, type PaperNotes, type QuestionShape } from './paper-notes';

/** A fault of the notes, at the row or field it is of: `beganAt`, `people <id>`, of a later day `people <id>@2`, `nights <key>`, `chairs <key>`, `items <id>`, `floor <key>`, `votes <key>`, `breaks <key>`, `block`. */
export interface NotesFault {
  field: string;
  reason: string;
  params?: Record<string, string | number>;
}

/** What the notes are held against. */
export interface NotesWorld {
  now: Date;
  /** What runs was recorded as it happened up to here; null: nothing was. */
  recordedUntil: Date | null;
  seats: readonly { personId: string; fullName: string }[];
  items: readonly { id: string; kind: string; state: string; recused: readonly string[] }[];
  /** Prepared and not voted on. */
  questions: readonly (QuestionShape & { id: string; itemId: string; mode: string })[];
  modes: readonly string[];
}

interface Span { field: string; from: number; to: number }

const ms = (at: Date | null): number | null => at?.getTime() ?? null;

/**
 * What the notes say that cannot have been, all of it at once: times of no sitting, two things at one time, people and items that are not of
 * it, figures that are missing. What the rules of the body say to it (quorum, majority, who may preside) is judged when it is entered, by
 * the same commands that run a sitting.
 */
export function faultsOf(notes: PaperNotes, world: NotesWorld): NotesFault[] {
  const faults: NotesFault[] = [];
  const fault = (field: string, reason: string, params?: NotesFault['params']): void => void faults.push({ field, reason, ...(params ? { params } : {}) });
  const at = (time: string): number | null => ms(momentOf(notes, time));
  const [began, ended] = [at(notes.beganAt), ms(endOf(notes))];
  const days = daysOf(notes);

  if (began === null) fault('beganAt', 'notes.time_needed');
  if (ended === null) fault('endedAt', 'notes.time_needed');
  if (notes.presidedById === null) fault('presidedById', 'notes.chair_needed');
  if (notes.reason === '') fault('reason', 'notes.reason_needed');
  if (notes.keptBy === '') fault('keptBy', 'notes.keeper_needed');
  if (began !== null && began > world.now.getTime()) fault('beganAt', 'notes.in_future');
  else if (began !== null && world.recordedUntil && began < world.recordedUntil.getTime()) fault('beganAt', 'notes.recorded_live', { at: world.recordedUntil.toISOString() });
  if (began !== null && ended !== null && ended <= began) fault('endedAt', 'notes.ends_before_begin');
  else if (ended !== null && ended > world.now.getTime()) fault('endedAt', 'notes.in_future');

  const isOutside = (time: number): boolean => (began !== null && time < began) || (ended !== null && time > ended);
  /** From when to when, where both can be; a span that is none is said at its row. */
  const spanOf = (field: string, from: number | null, to: number | null, mayBeShort = false): Span | null => {
    if (from === null || to === null) fault(field, 'notes.times_needed');
    else if (isOutside(from) || isOutside(to)) fault(field, 'notes.outside');
    else if (mayBeShort ? to < from : to <= from) fault(field, 'notes.span_backwards');
    else return { field, from, to };
    return null;
  };
  const apart = (spans: readonly Span[], reason: string): void => {
    const sorted = [...spans].sort((a, b) => a.from - b.from || a.to - b.to);
    for (const [index, span] of sorted.entries()) if (sorted.slice(0, index).some((earlier) => earlier.to > span.from)) fault(span.field, reason);
  };

  const seated = new Set(world.seats.map(({ personId }) => personId));
  for (const { day, from, to, people } of days) {
    const [begins, ends] = [ms(from), ms(to)];
    const isOff = (time: number): boolean => (begins !== null && time < begins) || (ends !== null && time > ends);
    const met = new Set<string>();
    for (const one of people) {
      const field = `people ${one.personId}${day > 1 ? `@${day}` : ''}`;
      if (!seated.has(one.personId)) fault(field, 'notes.no_seat');
      else if (met.has(one.personId)) fault(field, 'notes.twice');
      met.add(one.personId);
      if (one.attendance === 'excused' && one.reason === '') fault(field, 'notes.absence_needs_reason');
      const isThere = one.attendance === 'room' || one.attendance === 'online';
      const [came, left] = [ms(momentOf(notes, one.came, day)), ms(momentOf(notes, one.left, day))];
      if (!isThere && (came !== null || left !== null)) fault(field, 'notes.absent_with_times');
      if (isThere && [came, left].some((time) => time !== null && isOff(time))) fault(field, 'notes.outside');
      else if (isThere && left !== null && left <= (came ?? begins ?? left - 1)) fault(field, 'notes.span_backwards');
    }
  }

  const dealt = new Map<string, Span>();
  const blocked: string[] = [];
  const block = notes.items.some(({ fate }) => fate === 'block') ? spanOf('block', at(notes.block.from), at(notes.block.to), true) : null;
  for (const item of world.items.filter(({ state }) => state === 'coming' || state === 'now')) {
    const field = `items ${item.id}`;
    const noted = notes.items.filter(({ itemId }) => itemId === item.id);
    const [one] = noted;
    if (!one || noted.length > 1) {
      fault(field, one ? 'notes.twice' : 'notes.fate_needed');
      continue;
    }
    const isNumbered = item.kind === 'item' || item.kind === 'paper_only';
    if (one.fate === 'left_out' && isNumbered) fault(field, 'notes.item_not_left_out');
    if (one.fate === 'put_off' && !isNumbered) fault(field, 'notes.nothing_to_put_off');
    if (one.fate === 'block') {
      if (item.kind !== 'item' || item.state === 'now' || item.recused.length > 0) fault(field, 'notes.not_in_block');
      blocked.push(item.id);
      if (block) dealt.set(item.id, block);
    }
    if (one.fate !== 'taken') continue;
    const span = spanOf(field, item.state === 'now' ? began : at(one.from), at(one.to), true);
    if (span) dealt.set(item.id, span);
  }
  for (const { itemId } of notes.items) if (!world.items.some(({ id, state }) => id === itemId && (state === 'coming' || state === 'now'))) fault(`items ${itemId}`, 'notes.item_settled');
  if (blocked.length === 1) fault('block', 'notes.block_too_small');
  apart([...new Set(dealt.values())], 'notes.items_overlap');

  const pauses = [
    ...notes.breaks.flatMap(({ key, from, to }) => spanOf(`breaks ${key}`, at(from), at(to)) ?? []),
    ...notes.nights.flatMap(({ key }, index) => spanOf(`nights ${key}`, ms(days[index]?.to ?? null), ms(days[index + 1]?.from ?? null)) ?? []),
  ];
  apart(pauses, 'notes.breaks_overlap');
  const duringBreak = ({ from, to }: Pick<Span, 'from' | 'to'>): boolean => pauses.some((pause) => pause.from < to && from < pause.to);

  for (const { key, at: time, personId } of notes.chairs) {
    const field = `chairs ${key}`;
    const moment = at(time);
    if (personId === null) fault(field, 'notes.chair_needed');
    else if (!seated.has(personId)) fault(field, 'notes.no_seat');
    if (moment === null) fault(field, 'notes.time_needed');
    else if (isOutside(moment)) fault(field, 'notes.outside');
    else if (duringBreak({ from: moment, to: moment })) fault(field, 'notes.during_break');
  }

  const turns = notes.floor.flatMap(({ key, itemId, personId, from, to, kind, askedId, answeredTo }): Span[] => {
    const field = `floor ${key}`;
    if (personId === null || itemId === null) fault(field, 'notes.speaker_needed');
    else if (!seated.has(personId)) fault(field, 'notes.no_seat');
    const item = world.items.find(({ id }) => id === itemId);
    if (personId !== null && item?.recused.includes(personId)) fault(field, 'notes.recused');
    const isQuestion = kind === 'question';
    if (isQuestion && (askedId === null || askedId === personId)) fault(field, 'notes.asked_needed');
    if (isQuestion && askedId !== null && item?.recused.includes(askedId)) fault(field, 'notes.recused');
    const spoken = spanOf(field, at(from), at(to));
    const answered = isQuestion && spoken && answeredTo !== '' ? spanOf(field, spoken.to, at(answeredTo)) : null;
    const span = spoken && answered ? { ...spoken, to: answered.to } : spoken;
    if (!span) return [];
    const within = itemId === null ? undefined : dealt.get(itemId);
    if (itemId !== null && (!within || span.from < within.from || span.to > within.to)) fault(field, 'notes.outside_item');
    else if (duringBreak(span)) fault(field, 'notes.during_break');
    return [span];
  });
  apart(turns, 'notes.two_floors');

  const figures = (field: string, shape: QuestionShape, way: 'hands' | 'paper', of: PaperNotes['block']['counts']): void => {
    if (countedOf(shape, way).some((side) => of[side] === null || of[side] === undefined)) return fault(field, 'notes.figures_needed');
    const [issued, returned, invalid] = ['issued', 'returned', 'invalid'].map((side) => of[side] ?? 0) as [number, number, number];
    const isElection = shape.kind === 'candidates';
    const wrong = way === 'paper' ? (contradictionOfPaper({ issued, returned, invalid }, world.seats.length) ?? contradictionIn(shape, figuresFrom(shape, of), returned - invalid)) : isElection ? contradictionIn(shape, figuresFrom(shape, of), of['raised'] ?? 0) : null;
    if (wrong) fault(field, wrong.reason, wrong.params);
  };
  const asked = new Set<string>();
  for (const { key, itemId, questionId, text, way, at: time, counts, ...worded } of notes.votes) {
    const field = `votes ${key}`;
    const question = questionId === null ? null : world.questions.find(({ id }) => id === questionId);
    if (itemId === null || (question ? question.itemId !== itemId : questionId === null && text === '')) fault(field, 'notes.question_needed');
    if (question === undefined) fault(field, 'notes.question_settled');
    if (questionId !== null && asked.has(questionId)) fault(field, 'notes.twice');
    if (questionId !== null) asked.add(questionId);
    const shape = question ?? shapeOf(worded);
    const mode = question?.mode ?? (way === 'paper' ? 'secret' : 'open');
    if (!world.modes.includes(mode === 'secret' ? 'secret' : 'open')) fault(field, 'notes.mode_not_allowed');
    if (way === 'hands' ? mode === 'secret' || !countsByHands(shape.kind) : mode === 'open') fault(field, way === 'hands' && mode !== 'secret' ? 'notes.not_by_hands' : 'notes.not_counted_so');
    else if (!['approve', 'opinions'].includes(shape.kind) && shape.options.length === 0) fault(field, 'notes.names_needed');
    else figures(field, shape, way, counts);
    const moment = at(time);
    const within = itemId === null ? undefined : dealt.get(itemId);
    if (moment === null) fault(field, 'notes.time_needed');
    else if (isOutside(moment)) fault(field, 'notes.outside');
    else if (itemId !== null && (!within || moment < within.from || moment > within.to)) fault(field, 'notes.outside_item');
    else if (pauses.some(({ from, to }) => from < moment && moment < to)) fault(field, 'notes.during_break');
  }
  if (blocked.length > 0) figures('block', APPROVAL, 'hands', notes.block.counts);
  return faults;
}

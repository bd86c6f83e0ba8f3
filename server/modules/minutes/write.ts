import { personIdOf, type Caller } from '../../kernel/actor';
import { DomainError } from '../../kernel/errors';
import type { Db } from '../../kernel/ports/database';
import { unprintableOf } from '../../shared/language/printable';
import { cleanText } from '../../shared/language/vietnamese-text';
import type { MinutesParagraph } from '../../shared/rules/minutes-text';
import { isWorking } from '../../shared/rules/working-minutes';
import { mappedSteps, StepError, weightOf, type Step, type Steps, type WrittenMinutes } from '../../shared/rules/written-minutes';
import { stepsTo } from '../../shared/rules/written-steps';
import { wordsOf } from '../../shared/rules/written-text';
import { mayBeWritten, PARAGRAPHS_AT_MOST, TEXT_AT_MOST, LABELS, FIXED } from './content';
import { recordedMinutes } from './facts';
import { loadMinutes, loadState, mayWrite } from './policy';
import { appendEdit, behind, EDITS_AT_ONCE, editsAfter, findEdit, findWriting, type MinutesEdit, type Writing } from './repository.writing';

/** What somebody wrote on a tablet: steps made of the text behind edit number `base`. */
export interface WrittenSteps {
  minutesId: string;
  /** Made by the tablet; the same one again is answered with what became of it. */
  opId: string;
  base: number;
  steps: Steps;
}

/**
 * How much is gone through at most to put what somebody wrote behind what others wrote meanwhile: each of theirs with all of it, which theirs may have
 * torn into as many pieces. It is done in one go, while nobody else is served; whoever is further behind reads the text anew.
 */
const MAPPED_AT_MOST = 2_000_000;
const mappingOf = (others: Steps, own: Steps): number => weightOf(others) * (weightOf(others) + weightOf(own));

/** What is put in by hand: anywhere, or as what was said on an item of which nothing of the kind was recorded. */
const ADDED = /^(?:hand:[0-9a-f-]{36}|item:[0-9a-f-]{36}:(?:discussion|conclusion))$/u;

/** @throws DomainError `invalid`: `text.unprintable`, `minutes.paragraph_fixed`, `minutes.label_needed`, `input.invalid`. */
function assertAllowed(step: Step, { blocks }: WrittenMinutes, recorded: readonly MinutesParagraph[]): void {
  const invalid = (reason: string, params: Record<string, string> = {}): never => {
    throw new DomainError('invalid', reason, params);
  };
  switch (step.kind) {
    case 'text': {
      const characters = unprintableOf(cleanText(step.change.filter((part) => typeof part === 'string').join(''))).join(' ');
      if (characters !== '') invalid('text.unprintable', { field: step.id, characters });
      if (!mayBeWritten(step.id) || (step.id.endsWith(':title') && isWorking(blocks))) invalid('minutes.paragraph_fixed');
      return;
    }
    case 'add': {
      const record = recorded.find(({ id }) => id === step.id);
      const isRecorded = record !== undefined && step.recorded?.text === record.text && step.recorded.ref === (record.source.kind === 'event' ? record.source.ref : null);
      if (step.recorded ? !isRecorded : !ADDED.test(step.id)) invalid('input.invalid', { field: 'steps' });
      return;
    }
    case 'remove':
      if (FIXED.has(step.id)) invalid('minutes.paragraph_needed', { id: step.id });
      return;
    case 'restore':
    case 'take':
      if (!blocks.some(({ id }) => id === step.id)) invalid('input.invalid', { field: 'steps' });
  }
}

/** What must hold of the text behind any edit (N3). */
function assertKept({ blocks }: WrittenMinutes, touched: ReadonlySet<string>): void {
  if (blocks.length > PARAGRAPHS_AT_MOST) throw new DomainError('invalid', 'minutes.too_long');
  for (const { id, runs } of blocks) {
    if (!touched.has(id)) continue;
    const text = wordsOf(runs);
    const label = LABELS[id];
    if (text.length > TEXT_AT_MOST) throw new DomainError('invalid', 'minutes.too_long');
    if (label && !text.startsWith(label.trimEnd())) throw new DomainError('invalid', 'minutes.label_needed', { label: label.trim(), field: id });
  }
}

/** Puts steps into the log behind everything that is there. @throws DomainError `invalid`, `conflict` `minutes.far_behind`. */
export async function appendSteps(db: Db, { minutesId, opId, base, steps }: WrittenSteps, { authorId, at, meetingId }: { authorId: string; at: Date; meetingId: string }): Promise<{ edit: MinutesEdit; after: Writing }> {
  const writing = await findWriting(db, minutesId);
  if (base > writing.seq) throw new DomainError('conflict', 'minutes.far_behind');
  const missed = base === writing.seq ? [] : await editsAfter(db, minutesId, base);
  const others = missed.flatMap((edit) => edit.steps);
  const isFarBehind = missed.length === EDITS_AT_ONCE || missed.some((edit) => edit.steps.length === 0) || mappingOf(others, steps) > MAPPED_AT_MOST;
  if (isFarBehind) throw new DomainError('conflict', 'minutes.far_behind');
  const recorded = steps.some((step) => step.kind === 'add' && step.recorded) ? await recordedMinutes(db, meetingId) : [];
  for (const step of steps) assertAllowed(step, writing.text, recorded);
  const [, own] = mappedSteps(others, steps);
  const edit: MinutesEdit = { opId, seq: writing.seq + 1, authorId, at, steps: own };
  try {
    const after = behind(writing, edit);
    assertKept(after.text, new Set(own.map(({ id }) => id)));
    await appendEdit(db, minutesId, edit, after);
    return { edit, after };
  } catch (error) {
    if (error instanceof StepError) throw new DomainError('invalid', 'input.invalid', { field: 'steps' });
    throw error;
  }
}

/**
 * Takes what somebody wrote into the log, in one transaction with the look whether they may and whether the text is open (N37); what is in the log
 * already is answered again. @throws DomainError `not_found`, `forbidden`, `conflict`/`state.minutes`, and as {@link appendSteps}.
 */
export async function writeMinutes(db: Db, written: WrittenSteps, { caller, now }: { caller: Caller; now: Date }): Promise<MinutesEdit> {
  const authorId = personIdOf(caller);
  const loaded = await loadState(db, written.minutesId, caller);
  if (!authorId || !loaded.access.isSecretary) throw new DomainError('forbidden', 'minutes.secretary_only');
  const earlier = await findEdit(db, written.opId);
  if (earlier) {
    if (earlier.minutesId !== written.minutesId || earlier.authorId !== authorId) throw new DomainError('conflict', 'command.id_reused');
    return earlier;
  }
  if (!mayWrite(loaded)) throw new DomainError('conflict', 'state.minutes');
  const { edit } = await appendSteps(db, written, { authorId, at: now, meetingId: loaded.access.meeting.id });
  return edit;
}

/** The whole text as somebody has it, for programs: what differs from what is there is theirs. @throws as {@link writeMinutes}. */
export async function writeParagraphs(db: Db, { minutesId, opId, paragraphs }: { minutesId: string; opId: string; paragraphs: readonly Pick<MinutesParagraph, 'id' | 'text'>[] }, by: { caller: Caller; now: Date }): Promise<MinutesEdit | null> {
  const { minutes, meeting } = await loadMinutes(db, minutesId, by.caller);
  const { text, seq } = minutes.writing ?? (await findWriting(db, minutesId));
  const recorded = new Map((await recordedMinutes(db, meeting.id)).map((paragraph) => [paragraph.id, paragraph]));
  const steps = stepsTo(text, paragraphs, recorded);
  return steps.length === 0 ? null : writeMinutes(db, { minutesId, opId, base: seq, steps }, by);
}

import type { RunContext } from '../../kernel/command';
import { DomainError } from '../../kernel/errors';
import { assertFits } from '../../kernel/limits';
import type { Db } from '../../kernel/ports/database';
import { numberIn } from '../../shared/rules/agenda-times';
import { blockItems, listItems, settleBlock, type AgendaItem } from '../agenda';
import type { Meeting } from '../meetings';
import { BLOCK_SETTLED, QUESTION_CREATED, QUESTION_REMOVED } from './events';
import type { Question } from './question';
import { countQuestions, createQuestion, listQuestions, nextQuestionOrder, removeQuestion, setCovered } from './repository';

/** One item is no block. */
const LEAST_ITEMS = 2;

/** How a block is worded, by the numbers its items have. */
async function wordingOf(db: Db, meetingId: string, items: readonly Pick<AgendaItem, 'id'>[]): Promise<string> {
  const rows = await listItems(db, meetingId);
  return `Thông qua không thảo luận các nội dung ${items.map(({ id }) => numberIn(rows, id)).join(', ')}`;
}

/** @throws DomainError `conflict`/`voting.block_too_small`, `voting.block_lead_out`: the item it is run from was pulled. */
function assertBlock(items: readonly AgendaItem[], leadId: string): void {
  if (items.length < LEAST_ITEMS) throw new DomainError('conflict', 'voting.block_too_small', { needed: LEAST_ITEMS });
  if (!items.some(({ id }) => id === leadId)) throw new DomainError('conflict', 'voting.block_lead_out');
}

/** The one question of a block, asked from its first item (V38); another one of it that was prepared goes. @throws DomainError as `assertBlock`. */
export async function prepareBlockQuestion(meeting: Meeting, { db, id, emit }: Pick<RunContext<unknown>, 'db' | 'id' | 'emit'>): Promise<{ questionId: string; items: AgendaItem[] }> {
  const items = await blockItems(db, meeting.id);
  const [lead] = items;
  assertBlock(items, lead?.id ?? '');
  if (!lead) throw new Error('a block has a first item');
  await dropBlockQuestion(meeting.id, { db, emit });
  assertFits((await countQuestions(db, meeting.id)) + 1, 'questions');
  const questionId = id();
  const text = await wordingOf(db, meeting.id, items);
  const mode = meeting.policy.modes.includes('open') ? 'open' : 'secret';
  await createQuestion(db, { id: questionId, meetingId: meeting.id, itemId: lead.id, order: await nextQuestionOrder(db, lead.id), text, mode, kind: 'approve', options: [], seats: null, majority: null, inSeries: false });
  await setCovered(db, questionId, { itemIds: items.map((item) => item.id), text });
  emit({ type: QUESTION_CREATED, stream: meeting.id, payload: { questionId, itemId: lead.id, text, kind: 'approve' } });
  return { questionId, items };
}

/** Takes the prepared question of a block away; silent where there is none. */
export async function dropBlockQuestion(meetingId: string, { db, emit }: Pick<RunContext<unknown>, 'db' | 'emit'>): Promise<void> {
  const draft = (await listQuestions(db, meetingId)).find(({ covers, state }) => covers !== null && state === 'draft');
  if (!draft) return;
  await removeQuestion(db, draft.id);
  emit({ type: QUESTION_REMOVED, stream: meetingId, payload: { questionId: draft.id, itemId: draft.itemId, text: draft.text } });
}

/** The prepared question of a block after an item was pulled: worded anew, or gone where nothing is left to adopt together (V39). */
export async function followPulled(meetingId: string, context: Pick<RunContext<unknown>, 'db' | 'emit'>): Promise<void> {
  const { db } = context;
  const draft = (await listQuestions(db, meetingId)).find(({ covers, state }) => covers !== null && state === 'draft');
  if (!draft) return;
  const items = await blockItems(db, meetingId, draft.itemId);
  if (items.length < LEAST_ITEMS || !items.some(({ id }) => id === draft.itemId)) return dropBlockQuestion(meetingId, context);
  await setCovered(db, draft.id, { itemIds: items.map(({ id }) => id), text: await wordingOf(db, meetingId, items) });
}

/** What is voted on is what is in the block at this moment (V39). @throws DomainError as `assertBlock`. */
export async function fixBlock(db: Db, { id, meetingId, itemId, covers }: Question): Promise<void> {
  if (covers === null) return;
  const items = await blockItems(db, meetingId, itemId);
  assertBlock(items, itemId);
  await setCovered(db, id, { itemIds: items.map((item) => item.id), text: await wordingOf(db, meetingId, items) });
}

/** The result stands for every item of the block (V40). */
export async function settleCovered({ id, meetingId, itemId, covers }: Question, isAdopted: boolean, { db, now, emit }: Pick<RunContext<unknown>, 'db' | 'now' | 'emit'>): Promise<void> {
  if (covers === null) return;
  await settleBlock(db, { meetingId, itemIds: covers, leadId: itemId, isAdopted, now });
  emit({ type: BLOCK_SETTLED, stream: meetingId, payload: { questionId: id, itemId, itemIds: covers, isAdopted } });
}

import { z } from 'zod';
import { defineCommand } from '../../../kernel/command';
import { DomainError } from '../../../kernel/errors';
import { assertSeen, type Contested } from '../../../kernel/optimistic';
import { paragraphs } from '../../../shared/language/text-fields';
import { AGENDA_ITEM, itemSubject, setConclusion } from '../../agenda';
import { CONCLUSION_RECORDED } from '../events';
import { loadSitting, secretaryOnly } from '../loading';
import { itemOf } from '../sitting';

const CONCLUSION: Contested = { ...AGENDA_ITEM, reason: 'sitting.conclusion_changed_elsewhere' };

/** The chair's conclusion of an item, written down by the secretary (L13). */
export const recordConclusion = defineCommand({
  name: 'sitting.record-conclusion',
  input: z.strictObject({
    meetingId: z.uuid(),
    itemId: z.uuid(),
    text: paragraphs(20_000),
    version: z.int().min(1),
  }),
  load: async ({ meetingId }, { db, caller }) => loadSitting(db, meetingId, caller),
  policy: secretaryOnly,
  requires: { meeting: ['in_session'] },
  async run({ meetingId, itemId, text, version }, { course }, { db, emit }) {
    const item = itemOf(course, itemId);
    if (item.kind === 'paper_only') throw new DomainError('rejected', 'sitting.paper_only');
    if (item.state !== 'now' && item.state !== 'done') throw new DomainError('conflict', 'sitting.item_not_begun');
    await assertSeen(db, CONCLUSION, itemSubject(itemId), version, item.version);
    await setConclusion(db, itemId, version, text);
    emit({ type: CONCLUSION_RECORDED, stream: meetingId, payload: { itemId } });
    return { version: version + 1 };
  },
  audit: ({ meetingId, itemId, text }) => ({ objectType: 'agenda_item', objectId: itemId, meetingId, details: { conclusion: text } }),
});

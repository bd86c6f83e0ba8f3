import { z } from 'zod';
import { defineCommand } from '../../../kernel/command';
import { DomainError } from '../../../kernel/errors';
import { paragraphs } from '../../../shared/language/text-fields';
import { setConclusion } from '../../agenda';
import { CONCLUSION_RECORDED, ITEM_EXTENDED } from '../events';
import { loadSitting, secretaryOnly } from '../loading';
import { lastDone } from '../repository';
import { itemOf } from '../sitting';

/** The chair's conclusion of an item, written down by the secretary (L13). */
export const recordConclusion = defineCommand({
  name: 'sitting.record-conclusion',
  input: z.strictObject({
    meetingId: z.string().min(1).max(64),
    itemId: z.string().min(1).max(64),
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
    if (item.version !== version) {
      throw new DomainError('conflict', 'sitting.conclusion_changed_elsewhere', (await lastDone(db, meetingId, [CONCLUSION_RECORDED, ITEM_EXTENDED], itemId)) ?? {});
    }
    await setConclusion(db, itemId, text);
    emit({ type: CONCLUSION_RECORDED, stream: meetingId, payload: { itemId } });
    return { version: version + 1 };
  },
  audit: ({ meetingId, itemId, text }) => ({ objectType: 'agenda_item', objectId: itemId, meetingId, details: { conclusion: text } }),
});

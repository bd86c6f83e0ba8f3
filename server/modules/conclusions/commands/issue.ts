import { z } from 'zod';
import { personIdOf } from '../../../kernel/actor';
import { defineCommand } from '../../../kernel/command';
import { NoticeDocument } from '../../../shared/protocol/notice-document';
import { prepareIssue, recordIssue } from '../../records';
import { gather, toDocument } from '../document';
import { NOTICE_ISSUED } from '../events';
import { loadNotice, openNotice, writersOnly } from '../policy';

/** Freezes the notice, numbers it, and has it signed and sealed (NC5). */
export const issue = defineCommand({
  name: 'conclusions.issue',
  input: z.strictObject({ meetingId: z.uuid(), version: z.int().min(1), number: z.int().min(1).max(99_999).optional() }),
  load: ({ meetingId }, { db, caller }) => loadNotice(db, meetingId, caller),
  policy: writersOnly,
  async prepare({ version, number }, loaded, context) {
    const { meeting, official } = loaded;
    const { content } = await openNotice(context.db, loaded, version);
    const gathered = await gather(context.db, meeting, content);
    const compose = (numbered: { number: number; notation: string; testOnly: boolean }) => NoticeDocument.parse(toDocument(gathered, { ...numbered, on: context.now }));
    const { facts } = toDocument(gathered, { number: null, notation: '', testOnly: false, on: context.now });
    return prepareIssue({ kind: 'notice', meeting, aboutId: null, signers: { signatory: [content.signatoryId] }, title: meeting.title, body: gathered.body, earlier: official, number, template: 'notice', facts, compose }, context);
  },
  abandon: ({ stored }, { blobs }) => blobs.delete(stored.key),
  async run({ meetingId, version }, loaded, { db, caller, now, prepared, id, emit }) {
    await openNotice(db, loaded, version);
    const { number, notation, verifyCode } = prepared;
    const { officialId, sha256 } = await recordIssue(db, prepared, { approvedById: personIdOf(caller) ?? loaded.meeting.secretaryId, now, id });
    emit({ type: NOTICE_ISSUED, stream: meetingId, payload: { officialId, number, notation, sha256 } });
    return { officialId, number, notation, verifyCode };
  },
  audit: ({ meetingId }, _loaded, { officialId, number, notation }) => ({ objectType: 'official', objectId: officialId, meetingId, details: { number, notation } }),
});

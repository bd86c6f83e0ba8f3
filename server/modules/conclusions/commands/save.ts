import { z } from 'zod';
import { defineCommand } from '../../../kernel/command';
import { DomainError } from '../../../kernel/errors';
import { line, optionalLine, paragraphs } from '../../../shared/language/text-fields';
import { inOrder } from '../document';
import { NOTICE_SAVED } from '../events';
import { noticeFacts } from '../facts';
import { loadNotice, openNotice, writersOnly } from '../policy';
import { CAPACITIES, storeNotice } from '../repository';
import { signatoriesOf } from '../signatory';

const named = z.strictObject({ part: z.string().regex(/^(?:abstract|opening|lead|general|followup|closing|item:[0-9a-f-]{36})$/u), text: paragraphs(20_000) });

/** The parts beside the conclusions that no notice is without. */
const NEEDED = ['abstract', 'opening', 'closing'] as const;

/** The whole text as somebody edited it, who is told and who signs (NC2–NC4). */
export const save = defineCommand({
  name: 'conclusions.save',
  input: z.strictObject({
    meetingId: z.uuid(),
    version: z.int().min(1),
    parts: z.array(named).max(250),
    recipients: z.array(line(300)).min(1).max(60),
    signatoryId: z.uuid(),
    capacity: z.enum(CAPACITIES),
    position: optionalLine(120).default(''),
  }),
  load: ({ meetingId }, { db, caller }) => loadNotice(db, meetingId, caller),
  policy: writersOnly,
  async run({ meetingId, version, parts, recipients, signatoryId, capacity, position }, loaded, { db, emit }) {
    const notice = await openNotice(db, loaded, version);
    const lacking = NEEDED.find((id) => !parts.some((one) => one.part === id && one.text !== ''));
    if (lacking) throw new DomainError('invalid', 'conclusions.part_needed', { field: lacking });
    const signatory = (await signatoriesOf(db, loaded.meeting)).find(({ personId }) => personId === signatoryId);
    if (!signatory?.capacities.includes(capacity)) throw new DomainError('rejected', 'conclusions.signatory_unknown', { field: 'signatoryId' });
    await storeNotice(db, notice, { parts: inOrder(parts.map(({ part, text }) => ({ id: part, text })), await noticeFacts(db, loaded.meeting)), recipients, signatoryId, capacity, position });
    emit({ type: NOTICE_SAVED, stream: meetingId, payload: { version: version + 1 } });
    return { version: version + 1 };
  },
  audit: ({ meetingId }, _loaded, { version }) => ({ objectType: 'notice', objectId: meetingId, meetingId, details: { version } }),
});

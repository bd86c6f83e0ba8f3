import { z } from 'zod';
import { Verification } from './verification';

/** Thông báo kết luận as plain data: what is frozen, typeset, and shown before it is issued. Every text is a finished Vietnamese sentence. */

const text = z.string().trim().min(1).max(20_000);
const line = z.string().trim().min(1).max(500);

/** A paragraph as it is set: running text, or a line of a list behind a dash. */
const Paragraph = z.strictObject({ text, kind: z.enum(['plain', 'dash']).default('plain') });

export const NoticeDocument = z.strictObject({
  header: z.strictObject({ agency: z.array(line).min(1).max(3), number: z.string().max(20).nullable(), notation: z.string().max(40), placeDate: line }),
  title: line.default('THÔNG BÁO'),
  /** "Kết luận của … tại …". */
  abstract: text,
  opening: z.array(Paragraph).min(1).max(40),
  /** One for each item with a conclusion, in the order of the agenda; the layout numbers them. */
  items: z.array(z.strictObject({ heading: line, paragraphs: z.array(Paragraph).max(200) })).max(200),
  closing: z.array(Paragraph).min(1).max(40),
  signatures: z.strictObject({ signatory: z.strictObject({ name: line, /** The own office, where nothing stands for somebody else. */ title: line.nullable(), authority: z.array(line).max(3).default([]) }) }),
  recipients: z.array(line).min(1).max(60),
  /** The same for programs: which conclusions, and what they ask of whom. */
  facts: z.strictObject({
    meetingId: z.uuid(),
    conclusions: z.array(z.strictObject({ itemId: z.uuid(), number: z.int().nullable(), title: z.string(), assignments: z.array(z.strictObject({ unit: z.string(), others: z.array(z.string()), text: z.string(), outcome: z.string(), dueOn: z.string() })) })),
  }),
  verification: Verification.nullable().default(null),
  testOnly: z.boolean().default(false),
  testNote: line.default('Bản thử nghiệm, không có giá trị pháp lý'),
});
export type NoticeDocument = z.infer<typeof NoticeDocument>;
/** What a caller may leave to the defaults. */
export type NoticeDraft = z.input<typeof NoticeDocument>;

/** Names of the places the `notice` template reports: who signs, agency seal. */
export const NOTICE_ANCHORS = { signatory: 'SIG_NGUOIKY', seal: 'SIG_COQUAN' } as const;

import { z } from 'zod';
import { Verification } from './verification';

/** Biên bản kiểm phiếu as plain data: what is frozen, typeset, and shown before it is drawn up. Every text is a finished Vietnamese sentence. */

const text = z.string().trim().min(1).max(20_000);
const line = z.string().trim().min(1).max(500);
const count = z.int().min(0);

const Column = z.strictObject({ title: line, width: z.number().optional(), flex: z.number().optional(), align: z.enum(['left', 'center', 'right']).default('left') });

/** Figures in columns; the layout numbers nothing and counts nothing. */
export const CountingTable = z.strictObject({ columns: z.array(Column).min(2).max(7), rows: z.array(z.strictObject({ cells: z.array(z.string().max(500)).min(2).max(7), kind: z.enum(['plain', 'total']).default('plain') })).max(70) });
export type CountingTable = z.infer<typeof CountingTable>;

/** "I. CÁCH THỨC BIỂU QUYẾT VÀ KIỂM PHIẾU". */
export const CountingSection = z.strictObject({ heading: line, paragraphs: z.array(text).max(80).default([]), table: CountingTable.nullable().default(null), after: z.array(text).max(80).default([]) });
export type CountingSection = z.infer<typeof CountingSection>;

const signature = z.strictObject({ name: line });

export const CountingDocument = z.strictObject({
  header: z.strictObject({
    /** The body, one string per printed line. */
    parentAgency: z.array(line).min(1).max(8),
    agency: z.array(line).min(1).max(2),
    number: z.string().max(20).nullable(),
    notation: z.string().max(40),
    placeDate: line.nullable().default(null),
  }),
  title: line.default('BIÊN BẢN KIỂM PHIẾU'),
  /** The question that was voted on. */
  abstract: text,
  /** "Hôm nay, …, tổ kiểm phiếu gồm:" */
  opening: text,
  committee: z.array(line).min(1).max(9),
  sections: z.array(CountingSection).min(1).max(6),
  closing: text,
  signatures: z.strictObject({ counters: z.array(signature).min(1).max(8), head: signature }),
  recipients: z.array(line).min(1).max(40),
  /** The same for programs: what the sentences say in numbers. */
  facts: z.strictObject({
    questionId: z.uuid(),
    way: z.enum(['hands', 'tablets', 'roll', 'paper']),
    members: count,
    present: count,
    issued: count.nullable(),
    returned: count.nullable(),
    valid: count.nullable(),
    invalid: count,
    /** SHA-256 of the published bundle of a secret vote. */
    bundleSha256: z.string().length(64).nullable(),
  }),
  verification: Verification.nullable().default(null),
  testOnly: z.boolean().default(false),
  testNote: line.default('Bản thử nghiệm, không có giá trị pháp lý'),
});
export type CountingDocument = z.infer<typeof CountingDocument>;
/** What a caller may leave to the defaults. */
export type CountingDraft = z.input<typeof CountingDocument>;

/** Names of the places the `counting` template reports: members (`_1`, `_2` …), head, agency seal. */
export const COUNTING_ANCHORS = { counter: 'SIG_TOVIEN', head: 'SIG_TOTRUONG', seal: 'SIG_COQUAN' } as const;

import { z } from 'zod';
import { LIMITS } from '../rules/limits';
import { Verification } from './verification';

/**
 * Biên bản as plain data (NĐ 30/2020, Mẫu 1.9): what the secretary edits, what is typeset, what is compared with the recorded events.
 * Every text is a finished Vietnamese sentence; the template adds labels ("Địa điểm:"), numbers and dashes only.
 */

const text = z.string().trim().min(1).max(20_000);
const line = z.string().trim().min(1).max(500);

/** One paragraph. `numbered` counts from 1 within its list; `dash` is set as "- …"; `key` ties it to what it was drafted from. */
export const MinutesParagraph = z.strictObject({
  text,
  kind: z.enum(['plain', 'numbered', 'dash']).default('plain'),
  key: z.string().max(100).optional(),
});
export type MinutesParagraph = z.infer<typeof MinutesParagraph>;

/** Nội dung i: its heading and the course of its discussion. */
export const MinutesItem = z.strictObject({
  heading: text,
  paragraphs: z.array(MinutesParagraph).max(500),
  key: z.string().max(100).optional(),
});
export type MinutesItem = z.infer<typeof MinutesItem>;

/** "I. KHAI MẠC", "II. DIỄN BIẾN". */
export const MinutesSection = z.strictObject({
  heading: line,
  paragraphs: z.array(MinutesParagraph).max(500).default([]),
  items: z.array(MinutesItem).max(100).default([]),
});
export type MinutesSection = z.infer<typeof MinutesSection>;

export const MinutesHeader = z.strictObject({
  /** Cơ quan chủ quản; absent for a province's committee. */
  parentAgency: line.nullable().default(null),
  /** Tên cơ quan ban hành, one string per printed line, in capitals. */
  agency: z.array(line).min(1).max(8),
  /** Without notation, e.g. "11", "05"; null before the records clerk numbers it. */
  number: z.string().max(20).nullable(),
  /** E.g. "BB-UBND". */
  notation: z.string().max(40),
  /** "Thanh Giang, ngày … tháng … năm …"; Mẫu 1.9 has no such line, some committees ask for it. */
  placeDate: line.nullable().default(null),
});

export const MinutesAttendanceRow = z.strictObject({ name: line, position: line, presence: z.string().max(200) });

export const MinutesDocument = z.strictObject({
  header: MinutesHeader,
  title: line.default('BIÊN BẢN'),
  /** Trích yếu: "Phiên họp Ủy ban nhân dân tỉnh thường kỳ tháng …". */
  abstract: text,
  /** "08 giờ 02 phút, ngày 26 tháng 11 năm 2026." */
  start: line,
  place: text,
  form: text,
  /** Numbered sentences on who is present (members, then others but guests). */
  attendance: z.array(text).min(1).max(20),
  /** "Vắng mặt: 02 đồng chí, gồm:"; printed only with `absentees`. */
  absentHeading: line.nullable().default(null),
  absentees: z.array(text).max(100).default([]),
  guests: text.nullable().default(null),
  chair: line,
  secretary: line,
  /** Sentence stating that the session may proceed, or not. */
  quorum: text.nullable().default(null),
  sections: z.array(MinutesSection).min(1).max(20),
  conclusionHeading: line.default('III. KẾT LUẬN CHUNG'),
  conclusion: z.array(MinutesParagraph).max(200).default([]),
  /** "Phiên họp kết thúc vào … giờ …, ngày … tháng … năm …./." */
  closing: text,
  signatures: z.strictObject({
    secretary: z.strictObject({ title: line.default('THƯ KÝ'), name: line }),
    chair: z.strictObject({ title: line.default('CHỦ TỌA'), name: line, authority: z.array(line).max(3).default([]) }),
  }),
  /** With their dashes and ends: "- Lưu: VT, Hồ sơ phiên họp." */
  recipients: z.array(line).min(1).max(40),
  attendanceList: z.strictObject({
    label: line.default('Phụ lục'),
    title: line,
    reference: line.nullable().default(null),
    groups: z.array(z.strictObject({ heading: line, rows: z.array(MinutesAttendanceRow).max(LIMITS.seats) })).max(50),
  }).nullable().default(null),
  verification: Verification.nullable().default(null),
  /** Prints `testNote` at the foot of every page. */
  testOnly: z.boolean().default(false),
  testNote: line.default('Bản thử nghiệm, không có giá trị pháp lý'),
}).refine((minutes) => minutes.absentees.length === 0 || minutes.absentHeading !== null, { path: ['absentHeading'], message: 'minutes.absent_heading_missing' });
export type MinutesDocument = z.infer<typeof MinutesDocument>;
/** What a caller may leave to the defaults. */
export type MinutesDraft = z.input<typeof MinutesDocument>;

/** Names of the places the `minutes` template reports: secretary, chair, agency seal. */
export const MINUTES_ANCHORS = { secretary: 'SIG_THUKY', chair: 'SIG_CHUTOA', seal: 'SIG_COQUAN' } as const;

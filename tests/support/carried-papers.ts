import { degrees, PDFDocument, StandardFonts } from 'pdf-lib';
import { encodeOp, PAGE_UNITS, type InkOp, type Quad } from '../../server/shared/protocol/ink';
import type { PendingOp } from '../../server/kernel/ports/op-store';
import { newUuid } from './ink-samples';

/** Sentences no two of which are alike, as ASCII for the standard faces. */
export const SENTENCES = [
  'The committee heard the report of the finance department on revenue.',
  'Schools in the northern districts opened two weeks later than planned.',
  'Seventeen bridges along the river road were inspected before the rains.',
  'Tourism grew by nine percent although the airport was closed in March.',
  'A new hospital wing of forty beds will be handed over in September.',
  'Farmers asked for credit to buy seed after the flood of last autumn.',
  'The library moved into the former post office and lends music now.',
  'Street lamps of the old quarter are replaced by ones that need less.',
] as const;

const SIZE = { width: 595, height: 842 };
const FONT = 14;
const LEFT = 60;

/** Top of the line a sentence stands on, points from the top of the page. */
const topOf = (line: number): number => 80 + line * 40;

/** One page for each list of sentences, a line each. @param rotate of all pages, clockwise degrees. */
export async function paperOf(pages: readonly (readonly string[])[], rotate = 0): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  const font = await document.embedFont(StandardFonts.TimesRoman);
  for (const lines of pages) {
    const page = document.addPage([SIZE.width, SIZE.height]);
    page.setRotation(degrees(rotate));
    lines.forEach((text, line) => page.drawText(text, { x: LEFT, y: SIZE.height - topOf(line) - FONT, size: FONT, font }));
  }
  return document.save();
}

const unit = (points: number, along: number): number => Math.round((points / along) * PAGE_UNITS);
const x = (points: number): number => unit(points, SIZE.width);
const y = (points: number): number => unit(points, SIZE.height);

/** Highlights the first words of the sentence on a line. */
export function highlight(line: number, page = 0): InkOp {
  const [left, right, top, bottom] = [x(LEFT), x(LEFT + 320), y(topOf(line)), y(topOf(line) + FONT + 3)];
  return { kind: 'highlight', page, color: 1, quads: [[left, top, right, top, left, bottom, right, bottom] as Quad], quote: { exact: 'words', prefix: '', suffix: '', start: 0 } };
}

/** A line drawn under the sentence on a line. */
export const underline = (line: number, page = 0): InkOp => ({
  kind: 'stroke', page, tool: 'pen', color: 2, width: 12, liveStroke: 0,
  points: Uint16Array.from(Array.from({ length: 20 }, (_, index) => [x(LEFT + index * 16), y(topOf(line) + FONT + 4), 100 + index]).flat()),
});

export const noteAt = (line: number, text: string, page = 0): InkOp => ({ kind: 'note', page, color: 0, x: x(LEFT + 40), y: y(topOf(line) + 8), text });

/** Where a mark stands, points from the top of its page; of what it does not have, nothing. */
export function topOfMark(op: InkOp): { page: number; line: number } | null {
  if (op.kind === 'erase' || op.kind === 'restore') return null;
  const units = op.kind === 'note' ? op.y : op.kind === 'highlight' ? (op.quads[0]?.[1] ?? 0) : (op.points[1] ?? 0) - y(FONT);
  return { page: op.page, line: Math.round(((units / PAGE_UNITS) * SIZE.height - topOf(0)) / 40) };
}

/** An operation as the ink lane hands it to the log. */
export function pending(docId: string, authorId: string, layer: 'private' | 'shared', op: InkOp, opId = newUuid()): PendingOp {
  return { docId, layer, opId, authorId, body: encodeOp(op), targets: op.kind === 'erase' || op.kind === 'restore' ? op.targets : [] };
}

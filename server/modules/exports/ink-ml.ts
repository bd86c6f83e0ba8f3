import { decodeOp, PAGE_UNITS, type InkOp } from '../../shared/protocol/ink';
import type { StoredOp } from '../../kernel/ports/op-store';

/** A mark as a person of another program reads it. Coordinates: parts of the page's width and height, from its upper left corner, 0 to 1. */
export interface ExportedMark {
  id: string;
  author: string;
  at: string;
  /** From 1. */
  page: number;
  kind: 'stroke' | 'highlight' | 'note';
  color: number;
  tool?: 'pen' | 'marker';
  /** Part of the page's width. */
  width?: number;
  /** x, y, pressure (0 to 1) of every point. */
  points?: [number, number, number][];
  /** Corners of each line: upper left, upper right, lower left, lower right. */
  quads?: number[][];
  quote?: string;
  x?: number;
  y?: number;
  text?: string;
}

const part = (value: number): number => Number((value / PAGE_UNITS).toFixed(6));

function shapeOf(op: InkOp): Partial<ExportedMark> | null {
  if (op.kind === 'stroke') {
    const points: [number, number, number][] = [];
    for (let at = 0; at < op.points.length; at += 3) points.push([part(op.points[at] ?? 0), part(op.points[at + 1] ?? 0), Number(((op.points[at + 2] ?? 0) / 255).toFixed(3))]);
    return { tool: op.tool, width: Number((op.width / 4096).toFixed(6)), points };
  }
  if (op.kind === 'highlight') return { quads: op.quads.map((quad) => quad.map(part)), quote: op.quote.exact };
  if (op.kind === 'note') return { x: part(op.x), y: part(op.y), text: op.text };
  return null;
}

/** A stored mark in plain words; null for what is none or cannot be read. */
export function exportedMark({ opId, authorId, at, body }: StoredOp): ExportedMark | null {
  const decoded = decodeOp(body);
  if (!decoded.ok) return null;
  const op = decoded.value;
  const shape = shapeOf(op);
  if (!shape || op.kind === 'erase' || op.kind === 'restore') return null;
  return { id: opId, author: authorId, at: new Date(at).toISOString(), page: op.page + 1, kind: op.kind, color: op.color, ...shape };
}

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/**
 * Strokes as InkML (W3C, 2011), one trace each; what is no stroke stands in the JSON beside it. @param inkId stream, @param title of the paper.
 */
export function* inkMl(paper: { inkId: string; title: string; version: number }, marks: readonly ExportedMark[]): Generator<string> {
  yield '<?xml version="1.0" encoding="UTF-8"?>\n<ink xmlns="http://www.w3.org/2003/InkML">\n';
  yield `  <annotation type="document">${escaped(paper.title)}</annotation>\n  <annotation type="version">${paper.version}</annotation>\n  <annotation type="stream">${paper.inkId}</annotation>\n`;
  yield '  <definitions>\n    <traceFormat xml:id="page">\n      <channel name="X" type="decimal" min="0" max="1" units="dev"/>\n      <channel name="Y" type="decimal" min="0" max="1" units="dev"/>\n      <channel name="F" type="decimal" min="0" max="1" units="dev"/>\n    </traceFormat>\n';
  const strokes = marks.filter((mark) => mark.kind === 'stroke');
  const brushes = new Map(strokes.map((mark) => [`${mark.tool}-${mark.color}-${mark.width}`, mark]));
  for (const [name, mark] of brushes) {
    yield `    <brush xml:id="${name}">\n      <brushProperty name="width" value="${mark.width}"/>\n      <brushProperty name="transparency" value="${mark.tool === 'marker' ? 128 : 0}"/>\n      <annotation type="palette">${mark.color}</annotation>\n    </brush>\n`;
  }
  yield '    <context xml:id="paper">\n      <inkSource xml:id="pen"><traceFormat href="#page"/></inkSource>\n    </context>\n  </definitions>\n';
  for (const mark of strokes) {
    yield `  <trace xml:id="t-${mark.id}" contextRef="#paper" brushRef="#${mark.tool}-${mark.color}-${mark.width}">\n    <annotation type="page">${mark.page}</annotation>\n    <annotation type="author">${mark.author}</annotation>\n    <annotation type="time">${mark.at}</annotation>\n    ${(mark.points ?? []).map((point) => point.join(' ')).join(', ')}\n  </trace>\n`;
  }
  yield '</ink>\n';
}

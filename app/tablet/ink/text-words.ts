/** Words of a page with their boxes, measured from the text layer that lies over the page. */
import { fromShown } from '@shared/rules/viewport';
import type { PageWord } from './snap-highlight';

export interface TextLayerParts {
  /** One element per run of text, in the order of `strings`. */
  readonly elements: readonly HTMLElement[];
  /** Texts of the runs and whether a line ends after each. */
  readonly runs: readonly { readonly str: string; readonly hasEOL: boolean }[];
}

export interface MeasuredText {
  readonly words: readonly PageWord[];
  readonly text: string;
}

/** What is not allowed in a stored quotation becomes a space of the same length, so that offsets hold. */
function plain(text: string): string {
  return text.replace(/[\u0000-\u0008\u000b-\u001f\u007f]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, ' ');
}

/** Measures all words of a page; a few milliseconds for a full page, so callers keep the answer until the page is rotated. */
export function measureWords(parts: TextLayerParts, pageElement: HTMLElement, totalRotation: number): MeasuredText {
  const frame = pageElement.getBoundingClientRect();
  const words: PageWord[] = [];
  const range = document.createRange();
  let text = '';
  for (const [index, run] of parts.runs.entries()) {
    const node = parts.elements[index]?.firstChild;
    const offset = text.length;
    text += run.hasEOL ? `${run.str}\n` : run.str;
    if (!(node instanceof Text)) continue;
    for (const match of run.str.matchAll(/\S+/gu)) {
      range.setStart(node, match.index);
      range.setEnd(node, match.index + match[0].length);
      const rect = range.getBoundingClientRect();
      if (rect.width === 0 || rect.height === 0) continue;
      const a = fromShown({ x: (rect.left - frame.left) / frame.width, y: (rect.top - frame.top) / frame.height }, totalRotation);
      const b = fromShown({ x: (rect.right - frame.left) / frame.width, y: (rect.bottom - frame.top) / frame.height }, totalRotation);
      words.push({
        text: match[0], start: offset + match.index,
        left: Math.min(a.x, b.x), right: Math.max(a.x, b.x), top: Math.min(a.y, b.y), bottom: Math.max(a.y, b.y),
      });
    }
  }
  return { words, text: plain(text) };
}

/** Rectangles of a range of the page's text, in CSS pixels from the page's corner. */
export function rectsOfRange(parts: TextLayerParts, pageElement: HTMLElement, start: number, end: number): DOMRect[] {
  const frame = pageElement.getBoundingClientRect();
  const rects: DOMRect[] = [];
  const range = document.createRange();
  let offset = 0;
  for (const [index, run] of parts.runs.entries()) {
    const from = Math.max(start - offset, 0);
    const to = Math.min(end - offset, run.str.length);
    const node = parts.elements[index]?.firstChild;
    if (from < to && node instanceof Text) {
      range.setStart(node, from);
      range.setEnd(node, to);
      const rect = range.getBoundingClientRect();
      rects.push(new DOMRect(rect.left - frame.left, rect.top - frame.top, rect.width, rect.height));
    }
    offset += run.str.length + (run.hasEOL ? 1 : 0);
    if (offset >= end) break;
  }
  return rects;
}

/** Which part of the page's text a range of the document covers, as offsets; null when none of it. */
export function textOfRange(parts: TextLayerParts, range: Range): { start: number; end: number } | null {
  let start = -1;
  let end = -1;
  let offset = 0;
  for (const [index, run] of parts.runs.entries()) {
    const node = parts.elements[index]?.firstChild;
    if (node instanceof Text && range.intersectsNode(node)) {
      const from = range.startContainer === node ? range.startOffset : 0;
      const to = range.endContainer === node ? range.endOffset : run.str.length;
      if (from < to) {
        if (start < 0) start = offset + from;
        end = offset + to;
      }
    }
    offset += run.str.length + (run.hasEOL ? 1 : 0);
  }
  return start < 0 ? null : { start, end };
}

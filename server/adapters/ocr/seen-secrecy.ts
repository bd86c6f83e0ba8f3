import type { RecognizedWord, SeenSecrecy } from '../../kernel/ports/page-recognizer';
import { plainLetters } from '../../shared/language/vietnamese-text';
import { findSecrecy, type PlacedText } from '../pdf/inspect-secret';
import type { ReadPage } from './tesseract-words';

const WHOLE = 10_000;
/** Capitals that a stamp of secrecy becomes when its marks are misread. */
const NEARLY = /^(?:MAT|TOIMAT|TUYETMAT)$/u;

/** What of the words read on a page, also of those it is hardly sure of, may be a mark of secrecy: as in text, and where a mark may have been misread a person is asked. @param size PDF points. */
export function findSeen(sure: ReadPage, all: ReadPage, size: readonly [number, number]): SeenSecrecy | null {
  const seen = lookAt(sure, size) ?? lookAt(all, size);
  // What was hardly read refuses nothing by itself.
  return seen?.kind === 'mark' && lookAt(sure, size) === null ? { kind: 'doubt', words: seen.mark } : seen;
}

function lookAt({ words, lines }: ReadPage, [width, height]: readonly [number, number]): SeenSecrecy | null {
  const items = words.map(({ text, box, line }): PlacedText => {
    const [, top = 0, , bottom = 0] = lines[line] ?? [];
    // All words of a line stand on one ground and are of one size.
    return { text, x: (box[0] / WHOLE) * width, y: height - (bottom / WHOLE) * height, width: ((box[2] - box[0]) / WHOLE) * width, height: Math.max(1, ((bottom - top) / WHOLE) * height), slanted: false };
  });
  const found = findSecrecy({ items, pageHeight: height });
  if (found) return found.kind === 'mark' ? { kind: 'mark', mark: found.mark } : { kind: 'doubt', words: found.words };
  const misread = linesOf(words).find((text) => NEARLY.test(plainLetters(text).replace(/[^\p{L}]+/gu, '')));
  return misread === undefined ? null : { kind: 'doubt', words: misread.slice(0, 120) };
}

function linesOf(words: readonly RecognizedWord[]): string[] {
  const lines = new Map<number, string[]>();
  for (const { text, line } of words) lines.set(line, [...(lines.get(line) ?? []), text]);
  return [...lines.values()].map((said) => said.join(' '));
}

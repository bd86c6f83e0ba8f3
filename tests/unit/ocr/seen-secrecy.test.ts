import { expect, it } from 'vitest';
import { findSeen } from '../../../server/adapters/ocr/seen-secrecy';
import { readWords } from '../../../server/adapters/ocr/tesseract-words';

const PICTURE = { width: 1_240, height: 1_754 };
const A4 = [595, 842] as const;
const HEAD = 'level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext';

/** Tesseract's table of one line at the top left. */
function seenIn(words: readonly (readonly [text: string, sure: number])[]) {
  const rows = words.map(([text, sure], index) => `5\t1\t1\t1\t1\t${index + 1}\t${120 + 110 * index}\t140\t100\t34\t${sure}\t${text}`);
  const table = [HEAD, ...rows].join('\n');
  return findSeen(readWords(table, PICTURE), readWords(table, PICTURE, 0), A4);
}

it('documents D60 a mark read for certain is one; read badly, or without its marks, it is asked about; other words are none', () => {
  expect(seenIn([['TỐI', 91], ['MẬT', 88]])).toEqual({ kind: 'mark', mark: 'TỐI MẬT' });
  expect(seenIn([['TỐI', 91], ['MẬT', 12]])).toMatchObject({ kind: 'doubt' });
  expect(seenIn([['MẬT', 7]])).toEqual({ kind: 'doubt', words: 'MẬT' });
  expect(seenIn([['TUYET', 80], ['MAT', 81]])).toEqual({ kind: 'doubt', words: 'TUYET MAT' });
  expect(seenIn([['BÁO', 90], ['CÁO', 8]])).toBeNull();
});

import { describe, expect, test } from 'vitest';
import { heavyRuns } from '../../../app/features/documents/heavy-pages';
import { countOperators } from '../../../server/adapters/pdf/inspect-content';
import { isGray, jpegSize, pictureSize } from '../../../server/adapters/pdf/picture-format';

const page = (number: number, cause: 'pixels' | 'operators' = 'pixels', figure = 40) => ({ page: number, cause, figure });

describe('heavy pages in words', () => {
  test('documents D25 a book is one line with its largest figure; other causes and gaps begin another', () => {
    const book = Array.from({ length: 351 }, (_, index) => page(index + 2, 'pixels', 40 + (index % 3)));
    expect(heavyRuns(book)).toEqual({ runs: [{ from: 2, to: 352, cause: 'pixels', figure: 42 }], further: 0 });
    expect(heavyRuns([page(1), page(2, 'operators', 300_000), page(4), page(6), page(7), page(9)])).toEqual({
      runs: [{ from: 1, to: 1, cause: 'pixels', figure: 40 }, { from: 2, to: 2, cause: 'operators', figure: 300_000 }, { from: 4, to: 4, cause: 'pixels', figure: 40 }],
      further: 3,
    });
    expect(heavyRuns([])).toEqual({ runs: [], further: 0 });
  });
});

describe('the form of a picture', () => {
  test.each([[1_684, 2_384, 2_826, 4_000], [595, 842, 2_479, 3_508], [14_400, 1, 4_000, 1], [0.001, 0.001, 1, 1]])('pdf P16 a page of %d × %d points has %d × %d pixels', (width, height, w, h) => {
    expect(pictureSize(width, height)).toEqual({ width: w, height: h });
  });

  test('pdf P16 one coloured pixel makes it coloured; the fourth byte says nothing', () => {
    const pixels = new Uint8ClampedArray([1, 1, 1, 9, 200, 200, 200, 255]);
    expect(isGray(pixels)).toBe(true);
    pixels[6] = 201;
    expect(isGray(pixels)).toBe(false);
  });

  test('pdf P17 the size of a JPEG is read from its frame, behind whatever segments; anything else has none', () => {
    const frame = [0xff, 0xc2, 0, 11, 8, 0x0f, 0xa0, 0x0b, 0x0a, 1, 1, 0x11, 0];
    expect(jpegSize(Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 4, 1, 2, ...frame]))).toEqual({ width: 2_826, height: 4_000 });
    for (const bytes of [[], [0xff, 0xd8], [0x89, 0x50, 0x4e, 0x47, 13, 10], [0xff, 0xd8, 0x00, ...frame], [0xff, 0xd8, 0xff, 0xe0, 0xff, 0xff, 1, 2], [0xff, 0xd8, 0xff, 0xe0, 0, 0, 0, 0]]) {
      expect(jpegSize(Buffer.from(bytes))).toBeUndefined();
    }
  });
});

describe('what a content stream draws', () => {
  const count = (text: string) => countOperators(Buffer.from(text, 'latin1'), 1e6);
  test('pdf P14 segments are told from the other operators, states and fonts from other names', () => {
    const found = count('1 2 m 3 4 l 1 1 2 2 3 3 c h 0 0 5 5 re S f /G gs /F 12 Tf /G gs');
    expect([found.operators, found.segments, [...found.states], [...found.fonts]]).toEqual([10, 5, [['G', 2]], [['F', 1]]]);
  });

  test('pdf P14 pixels of pictures in the stream, by their long names and their short ones', () => {
    expect(count('BI /W 30 /H 20 /BPC 1 ID x EI q BI/Width 5/Height 7 ID y EI').inlinePixels).toBe(635);
    expect(count('BI /W 30 ID x EI').inlinePixels).toBe(0);
  });
});

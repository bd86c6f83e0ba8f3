import { describe, expect, it } from 'vitest';
import { carryOver, type Mark, type PagePicture, type Paper } from '../../../server/carryover';
import { seededRandom } from '../../support/ink-samples';
import { typeset } from './sheets';

const [WIDTH, HEIGHT] = [500, 700];
/** Dots of a printer to a point. */
const FINE = 4;
type Ground = (x: number, y: number) => number;

/** Lines of something like words, 0 (black) to 255, anywhere on a sheet. */
function printed(seed: number): Ground {
  const random = seededRandom(seed);
  const boxes: [number, number, number, number][] = [];
  for (let y = 60; y < HEIGHT - 60; y += 16) {
    for (let x = 50 + random() * 30; x < WIDTH - 70;) {
      const long = 8 + random() * 34;
      if (random() < 0.94) for (let at = x; at < x + long; at += 6) if (random() < 0.85) boxes.push([at, y + random() * 3, at + 2 + random() * 3, y + 8 + random() * 2]);
      x += long + 6;
    }
  }
  const ink = new Uint8Array(WIDTH * FINE * HEIGHT * FINE);
  for (const [left, top, right, bottom] of boxes) {
    for (let row = Math.round(top * FINE); row < Math.round(bottom * FINE); row += 1) ink.fill(1, row * WIDTH * FINE + Math.round(left * FINE), row * WIDTH * FINE + Math.round(right * FINE));
  }
  return (x, y) => (x >= 0 && x < WIDTH && y >= 0 && y < HEIGHT && ink[Math.floor(y * FINE) * WIDTH * FINE + Math.floor(x * FINE)] === 1 ? 20 : 240);
}

interface Lay { degrees?: number; shift?: readonly [number, number]; size?: number }

const laid = ({ degrees = 0, shift = [0, 0], size = 1 }: Lay, [x, y]: readonly [number, number]): [number, number] => {
  const angle = (degrees * Math.PI) / 180;
  const [dx, dy] = [(x - WIDTH / 2) * size, (y - HEIGHT / 2) * size];
  return [WIDTH / 2 + dx * Math.cos(angle) - dy * Math.sin(angle) + shift[0], HEIGHT / 2 + dx * Math.sin(angle) + dy * Math.cos(angle) + shift[1]];
};

/** Sheets on a scanner's glass: gray paper, specks. */
function scanned(sheets: readonly { ground: Ground; lay?: Lay }[]): Paper {
  return {
    pages: sheets.map(() => ({ width: WIDTH, height: HEIGHT, glyphs: [] })),
    picture(page, scale): PagePicture {
      const { ground, lay: { degrees = 0, shift = [0, 0], size = 1 } = {} } = sheets[page] ?? { ground: () => 255 };
      const [width, height] = [Math.round(WIDTH * scale), Math.round(HEIGHT * scale)];
      const gray = new Uint8Array(width * height);
      const random = seededRandom(page + 7);
      const angle = (-degrees * Math.PI) / 180;
      for (let row = 0; row < height; row += 1) for (let column = 0; column < width; column += 1) {
        let sum = 0;
        for (const [i, j] of [[0.25, 0.25], [0.75, 0.25], [0.25, 0.75], [0.75, 0.75]] as const) {
          const [dx, dy] = [((column + i) / scale - WIDTH / 2 - shift[0]) / size, ((row + j) / scale - HEIGHT / 2 - shift[1]) / size];
          sum += ground(WIDTH / 2 + dx * Math.cos(angle) - dy * Math.sin(angle), HEIGHT / 2 + dx * Math.sin(angle) + dy * Math.cos(angle));
        }
        gray[row * width + column] = Math.max(0, Math.min(255, sum / 4 - 12 + random() * 24));
      }
      return { width, height, gray };
    },
  };
}

const dot = (page: number, at: readonly [number, number]): Mark => ({ id: `${at.join()}`, kind: 'ink', page, strokes: [[at, [at[0] + 4, at[1] + 4]]] });
const AT = [[120, 150], [300, 330], [410, 560]] as const;

describe('marks on pages that are pictures', () => {
  const [one, two] = [printed(1), printed(2)];

  it.each([
    ['shifted', { shift: [14, -9] }],
    ['turned a little', { degrees: 2.4, shift: [-8, 5] }],
    ['turned upside down and sized', { degrees: 181, size: 0.98 }],
  ] as const)('carryover C10 finds the place on a page that is %s', (_how, lay) => {
    const answers = carryOver(scanned([{ ground: one, lay: { degrees: -1 } }]), scanned([{ ground: one, lay }]), AT.map((at) => dot(0, laid({ degrees: -1 }, at))));
    answers.forEach(({ verdict, place }, index) => {
      const wanted = laid(lay, AT[index] ?? [0, 0]);
      const [x, y] = place?.strokes?.[0]?.[0] ?? [0, 0];
      expect(verdict).toBe('moved');
      expect(Math.hypot(x - wanted[0], y - wanted[1])).toBeLessThan(2);
    });
  });

  it('carryover C10 finds a page that went elsewhere, and leaves marks of one that is gone in the tray', () => {
    const marks = AT.map((at) => dot(1, at));
    const moved = carryOver(scanned([{ ground: two }, { ground: one }]), scanned([{ ground: printed(3) }, { ground: one, lay: { degrees: 1 } }, { ground: two }]), marks);
    expect(moved.map(({ verdict, place }) => [verdict, place?.page])).toEqual([['moved', 1], ['moved', 1], ['moved', 1]]);
    const gone = carryOver(scanned([{ ground: two }, { ground: one }]), scanned([{ ground: two }, { ground: printed(4) }]), marks);
    expect(gone.filter(({ verdict }) => verdict === 'moved')).toEqual([]);
  });

  it('carryover C10 does not move without asking what was printed over', () => {
    const half: Ground = (x, y) => (y > HEIGHT / 2 ? printed5(x, y) : one(x, y));
    const printed5 = printed(5);
    const [above, , below] = carryOver(scanned([{ ground: one }]), scanned([{ ground: half, lay: { degrees: 1 } }]), AT.map((at) => dot(0, at)));
    expect(above?.verdict).toBe('moved');
    expect(below?.verdict).not.toBe('moved');
  });

  it('carryover C11 compares a text that became a picture by its picture', () => {
    const text = typeset(Array.from({ length: 9 }, (_, index) => `Nội dung thứ ${index} của báo cáo về dự toán ngân sách và kế hoạch đầu tư công năm sau.`));
    const drawn: Paper = { pages: text.pages.map((page) => ({ ...page, width: WIDTH, height: HEIGHT })), picture: (page, scale) => scanned([{ ground: one }]).picture(page, scale) };
    const [answer] = carryOver(drawn, scanned([{ ground: one, lay: { shift: [6, 11] } }]), [{ id: 'm', kind: 'highlight', ...text.at('dự toán ngân sách', 3) }]);
    const before = text.at('dự toán ngân sách', 3).rects[0]?.[1] ?? 0;
    expect([answer?.verdict, Math.round((answer?.place?.rects?.[0]?.[1] ?? 0) - before)]).toEqual(['moved', 11]);
  });
});

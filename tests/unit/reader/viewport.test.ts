import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  MAX_CANVAS_PIXELS_IOS, canvasDensity, currentPage, fitScale, fromShown, keepAnchor, layoutPages, pagesToDraw, placeAt, rotationMatrix, scrollTopOf, shownSize, stepScale, toShown, visiblePages,
} from '../../../server/shared/rules/viewport';
import type { LayoutInput, PageSize } from '../../../server/shared/rules/viewport';

const size = fc.record({ width: fc.integer({ min: 100, max: 1200 }), height: fc.integer({ min: 100, max: 1700 }), rotate: fc.constantFrom(0, 90, 180, 270) });
const input = (sizes: PageSize[], scale: number, density = 1): LayoutInput => ({ sizes, scale, density, rotation: 0, gap: 20, marginLeft: 44, marginRight: 124, marginTop: 20, marginBottom: 40, viewportWidth: 880 });

describe('layout of pages', () => {
  it('pages follow each other without overlap and lie within the area', () => {
    fc.assert(fc.property(fc.array(size, { minLength: 1, maxLength: 60 }), fc.double({ min: 0.3, max: 6, noNaN: true }), (sizes, scale) => {
      const layout = layoutPages(input(sizes, scale));
      let bottom = 0;
      for (const box of layout.boxes) {
        expect(box.top).toBeGreaterThanOrEqual(bottom + 19.999);
        expect(box.left).toBeGreaterThanOrEqual(43.999);
        expect(box.left + box.width).toBeLessThanOrEqual(layout.width - 123.999);
        bottom = box.top + box.height;
      }
      expect(layout.height).toBeCloseTo(bottom + 40);
    }));
  });

  it('every edge of a page lies on a device pixel, at most one short of its size', () => {
    fc.assert(fc.property(fc.array(size, { minLength: 1, maxLength: 60 }), fc.double({ min: 0.3, max: 6, noNaN: true }), fc.constantFrom(1, 1.1, 1.25, 1.5, 2, 2.625, 3), (sizes, scale, density) => {
      const { boxes } = layoutPages(input(sizes, scale, density));
      for (const [index, box] of boxes.entries()) {
        for (const edge of [box.left, box.top, box.left + box.width, box.top + box.height]) expect(Math.abs(edge * density - Math.round(edge * density))).toBeLessThan(1e-6);
        const shown = shownSize(sizes[index]!, 0);
        expect(shown.width * scale * density - box.width * density).toBeGreaterThanOrEqual(-1e-5);
        expect(shown.width * scale * density - box.width * density).toBeLessThan(1);
        expect(shown.height * scale * density - box.height * density).toBeLessThan(1);
      }
    }));
  });

  it('a place turned into a scroll position and back is the same place', () => {
    fc.assert(fc.property(fc.array(size, { minLength: 1, maxLength: 40 }), fc.nat(39), fc.double({ min: 0, max: 0.99, noNaN: true }), (sizes, page, offset) => {
      const layout = layoutPages(input(sizes, 1.3));
      const place = { page: (page % sizes.length) + 1, offset };
      const back = placeAt(layout, scrollTopOf(layout, place) + 1e-6);
      expect(back.page).toBe(place.page);
      expect(back.offset).toBeCloseTo(place.offset, 4);
    }));
  });

  it('zooming keeps the point under the fingers', () => {
    fc.assert(fc.property(fc.double({ min: 0.4, max: 3, noNaN: true }), fc.double({ min: 0.4, max: 3, noNaN: true }), fc.integer({ min: 100, max: 20_000 }), fc.integer({ min: 0, max: 700 }), (from, to, top, y) => {
      const sizes = Array.from({ length: 30 }, () => ({ width: 595, height: 842, rotate: 0 }));
      const before = layoutPages(input(sizes, from));
      const after = layoutPages(input(sizes, to));
      const start = Math.min(top, before.height - 800);
      const moved = keepAnchor(before, after, { left: 0, top: start }, { x: 300, y });
      const was = placeAt(before, start + y);
      if (was.offset < 0 || was.offset > 1) return;
      const now = placeAt(after, moved.top + y + 1e-6);
      expect(now.page + now.offset).toBeCloseTo(was.page + was.offset, 3);
    }));
  });

  it('the current page is the one that fills most of the view', () => {
    const layout = layoutPages(input(Array.from({ length: 5 }, () => ({ width: 500, height: 1000, rotate: 0 })), 1));
    expect(currentPage(layout, 0, 800)).toBe(1);
    expect(currentPage(layout, 500, 800)).toBe(1);
    expect(currentPage(layout, 700, 800)).toBe(2);
    expect(visiblePages(layout, 700, 800)).toEqual([1, 2]);
    expect(visiblePages(layout, 9_000, 800)).toEqual([5]);
  });

  it('never more than three pages are drawn, the current one first', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 300 }), fc.integer({ min: 1, max: 8 }), (first, count) => {
      const visible = Array.from({ length: count }, (_, index) => first + index);
      const current = visible[Math.floor(count / 2)] ?? first;
      const drawn = pagesToDraw(visible, current, 310);
      expect(drawn.length).toBeLessThanOrEqual(3);
      expect(drawn[0]).toBe(current);
      expect(new Set(drawn).size).toBe(drawn.length);
    }));
    expect(pagesToDraw([1], 1, 1)).toEqual([1]);
  });

  it('a canvas stays within the pixels a tablet bears', () => {
    fc.assert(fc.property(fc.integer({ min: 50, max: 6_000 }), fc.integer({ min: 50, max: 9_000 }), fc.constantFrom(1, 2, 3), (width, height, ratio) => {
      const density = canvasDensity(width, height, ratio, MAX_CANVAS_PIXELS_IOS);
      expect(Math.floor(width * density) * Math.floor(height * density)).toBeLessThanOrEqual(MAX_CANVAS_PIXELS_IOS);
      expect(density).toBeLessThanOrEqual(ratio);
    }));
  });

  it('plus then minus returns to where it was once on the steps', () => {
    const up = stepScale(1, 1);
    expect(up).toBeCloseTo(1.25);
    expect(stepScale(up, -1)).toBeCloseTo(1);
    expect(fitScale('page', { width: 595, height: 842, rotate: 90 }, 0, { width: 842, height: 595 })).toBeCloseTo(1);
  });
});

describe('rotation', () => {
  it('page space to screen and back is the same point, and agrees with the matrix of the ink', () => {
    fc.assert(fc.property(size, fc.constantFrom(0, 90, 180, 270), fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true }), (page, rotation, x, y) => {
      const shown = toShown({ x, y }, page.rotate + rotation);
      const back = fromShown(shown, page.rotate + rotation);
      expect(back.x).toBeCloseTo(x, 9);
      expect(back.y).toBeCloseTo(y, 9);
      const [a, b, c, d, e, f] = rotationMatrix(page, rotation);
      const extent = shownSize(page, rotation);
      expect(a * x * page.width + c * y * page.height + e).toBeCloseTo(shown.x * extent.width, 6);
      expect(b * x * page.width + d * y * page.height + f).toBeCloseTo(shown.y * extent.height, 6);
    }));
  });
});

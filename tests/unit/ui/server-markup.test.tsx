import { createElement } from 'react';
import { renderToString } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { UiProvider } from '~/ui';
import { galleryViews } from '../../e2e/gallery/views';

describe('markup from the server', () => {
  for (const [name, View] of Object.entries(galleryViews)) {
    it(`${name}: carries no inline style, which the content policy forbids`, () => {
      const html = renderToString(createElement(UiProvider, { language: 'vi', children: createElement(View) }));
      expect(html.length).toBeGreaterThan(500);
      expect(html.match(/<[^>]+\sstyle="[^"]*"[^>]*>/gu) ?? []).toEqual([]);
      expect(html).not.toContain('<style');
    });
  }
});

import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const css = readFileSync(new URL('../../../app/ui/styles/tokens.css', import.meta.url), 'utf8');

function tokensOf(selector: string): Map<string, string> {
  const start = css.indexOf(selector);
  const block = css.slice(css.indexOf('{', start), css.indexOf('}', start));
  return new Map([...block.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6})/gu)].map((m) => [m[1] ?? '', m[2] ?? '']));
}

/** WCAG 2 relative luminance and contrast ratio. */
function contrast(a: string, b: string): number {
  const luminance = (hex: string): number => {
    const [r = 0, g = 0, bl = 0] = [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16) / 255).map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * bl;
  };
  const [x = 0, y = 0] = [luminance(a), luminance(b)].sort((p, q) => q - p);
  return (x + 0.05) / (y + 0.05);
}

const THEMES = { light: "[data-theme='light'] {", dim: "[data-theme='dim'] {", contrast: "[data-theme='contrast'] {" };
/** Foreground, background, least ratio; figures of the design direction are at or above these. */
const TEXT_PAIRS: [string, string][] = [
  ...['canvas', 'surface', 'raised'].flatMap((ground) => ['text', 'text-2', 'text-3', 'accent'].map((ink): [string, string] => [ink, ground])),
  ['text-2', 'sunken'], ['on-accent', 'accent'], ['accent-deep', 'accent-soft'], ['on-choice', 'choice'], ['avatar-text', 'avatar'],
  ...['mine', 'group', 'son', 'ok', 'warn', 'bad'].flatMap((tone): [string, string][] => [[tone, `${tone}-soft`], [tone, 'raised'], [tone, 'surface'], ['on-strong', tone], ['text-2', `${tone}-soft`]]),
  ['on-strong', 'vote-for'], ['on-strong', 'vote-against'], ['on-strong', 'vote-abstain'],
];

describe('contrast of the tokens', () => {
  for (const [theme, selector] of Object.entries(THEMES)) {
    const tokens = tokensOf(selector);
    const colour = (name: string): string => {
      const found = tokens.get(name);
      if (!found) throw new Error(`${theme} lacks --${name}`);
      return found;
    };
    it.each(TEXT_PAIRS)(`${theme}: text %s on %s is at least 4.5`, (ink, ground) => {
      expect(contrast(colour(ink), colour(ground))).toBeGreaterThanOrEqual(theme === 'contrast' ? 7 : 4.5);
    });
    it.each([['line-strong', 'canvas'], ['line-strong', 'raised'], ['vote-none', 'canvas'], ['accent', 'surface']])(`${theme}: edge %s on %s is at least 3`, (ink, ground) => {
      expect(contrast(colour(ink), colour(ground))).toBeGreaterThanOrEqual(3);
    });
  }

  it('the formula gives the published figures (text on canvas, light 12.5)', () => {
    const light = tokensOf(THEMES.light);
    expect(contrast(light.get('text') ?? '', light.get('canvas') ?? '')).toBeCloseTo(12.5, 1);
    expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5);
  });

  it('every theme names the same colours', () => {
    const names = Object.values(THEMES).map((selector) => [...tokensOf(selector).keys()].filter((name) => name !== 'edge').sort());
    expect(names[1]).toEqual(names[0]);
    expect(names[2]).toEqual(names[0]);
  });
});

/** Who reads, across the page, as on every download (packs PK6): a picture taken of the screen says whose it was. */
import { useMemo } from 'react';

/** In points of a page. */
const LETTER = 13;
/** Width of a letter of the interface's face, in its own size. */
const LETTER_WIDTH = 0.56;
const GAP = 90;
const SLOPE = Math.PI / 6;

/** One tile that repeats without a seam; the text stands aslant in it. */
function tileOf(text: string): { url: string; width: number; height: number } {
  const length = text.length * LETTER * LETTER_WIDTH;
  const width = Math.ceil(length * Math.cos(SLOPE) + GAP);
  const height = Math.ceil(length * Math.sin(SLOPE) + GAP);
  const words = text.replace(/[&<>]/gu, (sign) => `&#${sign.charCodeAt(0)};`);
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}"><text x="${width / 2}" y="${height / 2}" transform="rotate(-30 ${width / 2} ${height / 2})" text-anchor="middle" font-family="sans-serif" font-size="${LETTER}" fill="#000" fill-opacity="0.1">${words}</text></svg>`;
  return { url: `url("data:image/svg+xml,${encodeURIComponent(svg)}")`, width, height };
}

export function Watermark({ text }: { text: string }) {
  const { url, width, height } = useMemo(() => tileOf(text), [text]);
  const size = `calc(var(--total-scale-factor) * ${width}px) calc(var(--total-scale-factor) * ${height}px)`;
  return <div className="rd-watermark" style={{ backgroundImage: url, backgroundSize: size }} aria-hidden="true" data-watermark={text} />;
}

/** Live ink drawn frame by frame, where only changes are drawn, beside the same moment drawn at once on fresh canvases. */
import type { PageSize } from '@shared/rules/viewport';
import { LiveCanvas } from '~/tablet/ink/live-canvas';
import type { LiveScene } from '~/tablet/ink/live-canvas';

const [WIDTH, HEIGHT] = [700, 500];
const SIZE: PageSize = { width: 595, height: 842, rotate: 0 };

function newHost(): HTMLElement {
  const host = document.createElement('div');
  host.style.cssText = `position: fixed; left: 0; top: 0; width: ${WIDTH}px; height: ${HEIGHT}px; overflow: hidden; visibility: hidden`;
  document.body.append(host);
  return host;
}

/** All small canvases of a host laid together. */
function pixelsOf(host: HTMLElement): Uint8ClampedArray {
  const whole = document.createElement('canvas');
  [whole.width, whole.height] = [WIDTH, HEIGHT];
  const context = whole.getContext('2d', { willReadFrequently: true });
  if (context === null) throw new Error('no canvas');
  for (const tile of host.querySelectorAll('canvas')) if (!tile.hidden) context.drawImage(tile, parseFloat(tile.style.left), parseFloat(tile.style.top));
  return context.getImageData(0, 0, WIDTH, HEIGHT).data;
}

function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return state / 4_294_967_296;
  };
}

/**
 * Whether three pixels square look otherwise. Single ones may: how a browser fills the edge of a line that crosses itself depends
 * on where it was cut off.
 */
function differsInABlock(a: Uint8ClampedArray, b: Uint8ClampedArray): boolean {
  const row = WIDTH * 4;
  const differs = (index: number): boolean => Math.abs((a[index] ?? 0) - (b[index] ?? 0)) > 24;
  const around = [-row - 4, -row, -row + 4, -4, 0, 4, row - 4, row, row + 4];
  for (let index = row + 7; index < a.length - row; index += 4) if (differs(index) && around.every((step) => differs(index + step))) return true;
  return false;
}

/** Frames in which the two differ, and how many pixels were inked in all frames. */
export function liveDiffers(seed: number, frames: number): { differing: number[]; inked: number } {
  const random = randomOf(seed);
  const between = (least: number, most: number): number => least + Math.round(random() * (most - least));
  const walk = (points: number[]): void => {
    const [x, y] = points.length === 0 ? [between(8_000, 50_000), between(4_000, 30_000)] : [points.at(-3) ?? 0, points.at(-2) ?? 0];
    // A slow hand tells many samples within the width of its line.
    const reach = random() < 0.5 ? 1 : 0.08;
    points.push(Math.min(65_535, Math.max(0, x + reach * between(-2_500, 2_500))), Math.min(65_535, Math.max(0, y + reach * between(-1_500, 1_500))), between(20, 255));
  };
  const host = newHost();
  const grown = new LiveCanvas(host);
  grown.resize(WIDTH, HEIGHT);
  let draft: number[] = [];
  const others: number[][] = [[], [], []];
  let [rotation, zoom, left, top] = [0, 1.2, 0, 0];
  const differing: number[] = [];
  let inked = 0;
  for (let frame = 0; frame < frames; frame += 1) {
    for (let step = between(0, 3); step > 0; step -= 1) walk(draft);
    for (const points of others) if (random() < 0.6) walk(points);
    if (random() < 0.1) [left, top] = [between(0, 120), between(0, 200)];
    if (random() < 0.05) rotation = between(0, 3) * 90;
    if (random() < 0.05) zoom = 0.8 + random();
    const [wide, high] = rotation % 180 === 0 ? [SIZE.width, SIZE.height] : [SIZE.height, SIZE.width];
    const box = { page: 1, left: 16, top: 8, width: wide * zoom, height: high * zoom };
    const [marker, pen, laser] = others;
    const stroke = (tool: 'pen' | 'marker' | 'laser', color: number, points: number[] | undefined, number: number) =>
      points === undefined || points.length === 0 ? [] : [{ page: 0, tool, color, width: tool === 'marker' ? 70 : 14, points, personId: `p${number}`, stroke: number, at: 0 }];
    const scene: LiveScene = {
      page: (index) => (index === 0 ? { box, size: SIZE } : null), rotation, scroll: { left, top },
      draft: draft.length === 0 || frame % 40 > 36 ? null : { page: 0, tool: 'pen', color: 0, width: 14, points: draft, lines: [] },
      strokes: frame % 50 > 46 ? [] : [...stroke('marker', 2, marker, 1), ...stroke('pen', 4, pen, 2), ...stroke('laser', 4, laser?.slice(-3), 3)],
      nameOf: (personId) => (personId === 'p2' ? 'Cù Minh Thạc' : ''),
    };
    if (frame % 40 === 39) draft = [];
    grown.draw(scene, frame * 16);
    const fresh = newHost();
    const whole = new LiveCanvas(fresh);
    whole.resize(WIDTH, HEIGHT);
    whole.draw(scene, frame * 16);
    const [a, b] = [pixelsOf(host), pixelsOf(fresh)];
    if (differsInABlock(a, b)) differing.push(frame);
    for (let index = 3; index < b.length; index += 4) if ((b[index] ?? 0) > 0) inked += 1;
    whole.release();
    fresh.remove();
  }
  grown.release();
  host.remove();
  return { differing, inked };
}

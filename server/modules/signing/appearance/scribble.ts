interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/**
 * A flourish under and through a name, always the same for the same name, as an SVG path in page points.
 * SVG counts y downwards from the origin the path is drawn at, so page heights appear with a minus sign.
 */
export function scribble(name: string, box: Box): string {
  let seed = 2166136261;
  for (const char of name) seed = Math.imul(seed ^ (char.codePointAt(0) ?? 0), 16777619) >>> 0;
  const next = (): number => {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
    return seed / 2 ** 32;
  };
  const point = (fx: number, fy: number): string => `${(box.x + fx * box.width).toFixed(2)},${(-(box.y + fy * box.height)).toFixed(2)}`;
  const loops = 2 + Math.floor(next() * 2);
  let path = `M${point(0, -0.12)}`;
  for (let i = 0; i < loops; i += 1) {
    const left = i / (loops + 1);
    const right = (i + 1) / (loops + 1);
    path += ` C${point(left + 0.1, 0.02 + next() * 0.16)} ${point(right + 0.04, next() * 0.14)} ${point(right, -0.14 - next() * 0.1)}`;
  }
  return `${path} C${point(0.9, -0.32)} ${point(0.3, -0.34)} ${point(0.08 + next() * 0.1, -0.26)} C${point(0.5, -0.2)} ${point(0.9, -0.16)} ${point(1, -0.02 + next() * 0.2)}`;
}

import { describe, expect, it } from 'vitest';
import { sourcesIn, type Source } from './sources';

const nodeOf = (file: string): string => file.replace(/\.(tsx?|mjs)$/u, '');

/** Groups of files that reach one another, by Tarjan's algorithm; files alone are left out. */
function circles(files: readonly Pick<Source, 'file' | 'imports'>[]): string[][] {
  const known = new Map(files.map((source) => [nodeOf(source.file), source]));
  const targets = (node: string): string[] =>
    (known.get(node)?.imports ?? []).filter(({ isOwn }) => isOwn).flatMap(({ target, isFolder }) => {
      const file = isFolder ? `${target}/index` : target;
      return known.has(file) && file !== node ? [file] : [];
    });
  const order = new Map<string, number>();
  const low = new Map<string, number>();
  const stack: string[] = [];
  const found: string[][] = [];
  const visit = (node: string): void => {
    order.set(node, order.size);
    low.set(node, order.get(node) ?? 0);
    stack.push(node);
    for (const next of targets(node)) {
      if (!order.has(next)) visit(next);
      if (stack.includes(next)) low.set(node, Math.min(low.get(node) ?? 0, low.get(next) ?? 0));
    }
    if (low.get(node) !== order.get(node)) return;
    const group = stack.splice(stack.indexOf(node));
    if (group.length > 1) found.push(group.sort());
  };
  for (const node of known.keys()) if (!order.has(node)) visit(node);
  return found;
}

describe('no file is part of a circle of imports, types included', () => {
  it('in the program and its face', { timeout: 120_000 }, () => {
    expect(circles(sourcesIn('server', 'app', 'prisma'))).toEqual([]);
  });

  it('a circle would be found', () => {
    const source = (file: string, target: string): Pick<Source, 'file' | 'imports'> => ({ file, imports: [{ target, isFolder: false, isOwn: true, typeOnly: true }] });
    expect(circles([source('a/x.ts', 'a/y'), source('a/y.tsx', 'b/z'), source('b/z.ts', 'a/x'), source('c/w.ts', 'a/x')])).toEqual([['a/x', 'a/y', 'b/z']]);
  });
});

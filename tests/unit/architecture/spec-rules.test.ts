import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { projectRoot } from '../../../server/adapters/project-root';
import { ROOMS, rulesOf, specified } from './rule-titles';
import { sourcesIn } from './sources';

/** Root of `it.each(table)`, `test.describe`, `describe`. */
function rootOf(node: ts.Expression): string {
  if (ts.isPropertyAccessExpression(node) || ts.isCallExpression(node)) return rootOf(node.expression);
  return ts.isIdentifier(node) ? node.text : '';
}

const textOf = (node: ts.Expression | undefined): string | null =>
  node === undefined ? null : ts.isStringLiteralLike(node) ? node.text : ts.isTemplateExpression(node) ? node.head.text : null;

/** Words that rows of `it.each([[…], …])` begin with, where they name a room: titles of which the title itself is only the place. */
function rowsOf(callee: ts.Expression): string[] {
  if (!ts.isCallExpression(callee)) return [];
  const [given] = callee.arguments;
  const table = given && ts.isAsExpression(given) ? given.expression : given;
  if (!table || !ts.isArrayLiteralExpression(table)) return [];
  return table.elements.flatMap((row) => textOf(ts.isArrayLiteralExpression(row) ? row.elements[0] : row) ?? []).filter((text) => (text.split(' ')[0] ?? '') in ROOMS);
}

/** Titles of all tests of a source, those of tables included. */
function titlesOf(tree: ts.SourceFile): string[] {
  const titles: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && ['it', 'test', 'describe'].includes(rootOf(node.expression))) titles.push(...[textOf(node.arguments[0]) ?? [], rowsOf(node.expression)].flat());
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return titles;
}

interface Proof {
  file: string;
  title: string;
  /** `voting V3`; without a room where the title names none before the number. */
  rules: string[];
}

const proofs: Proof[] = sourcesIn('tests').flatMap(({ file, tree }) => titlesOf(tree).map((title) => ({ file, title, rules: rulesOf(title) })));
const proven = new Set(proofs.flatMap(({ rules }) => rules));

describe('a rule nobody tests does not exist', () => {
  it.each(Object.keys(ROOMS))('%s: every numbered rule of SPEC.md stands, with the name of the room, in the title of a test', (room) => {
    const rules = specified(room);
    expect(rules.length).toBeGreaterThan(0);
    expect(rules.filter((rule) => !proven.has(`${room} ${rule}`))).toEqual([]);
  });

  it('every rule that a test names stands in a SPEC.md', () => {
    const known = new Set(Object.keys(ROOMS).flatMap((room) => specified(room).map((rule) => `${room} ${rule}`)));
    expect(proofs.flatMap(({ file, rules }) => rules.filter((rule) => !known.has(rule)).map((rule) => `${file}: ${rule}`))).toEqual([]);
  });

  it('every SPEC.md belongs to a room', () => {
    const found = ['server', 'app'].flatMap((top) => readdirSync(path.join(projectRoot, top), { recursive: true, encoding: 'utf8' }).filter((name) => path.basename(name) === 'SPEC.md').map((name) => path.join(top, path.dirname(name))));
    expect(found.sort()).toEqual(Object.values(ROOMS).sort());
    expect(Object.entries(ROOMS).filter(([, folder]) => !existsSync(path.join(projectRoot, folder, 'SPEC.md')))).toEqual([]);
  });

  it('reads titles as they are meant', () => {
    expect(rulesOf('voting V3 V4 sitting L2 a vote is counted')).toEqual(['voting V3', 'voting V4', 'sitting L2']);
    expect(rulesOf('V3 a vote is counted')).toEqual(['V3']);
    expect(rulesOf('a vote is counted, V3')).toEqual([]);
  });
});

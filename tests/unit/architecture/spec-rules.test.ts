import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectRoot } from '../../../server/adapters/project-root';

const modules = path.join(projectRoot, 'server', 'modules');

function testSources(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const file = path.join(folder, entry.name);
    if (entry.isDirectory()) return entry.name === '.artifacts' ? [] : testSources(file);
    return /\.(test|spec|suite)\.tsx?$/.test(entry.name) ? [readFileSync(file, 'utf8')] : [];
  });
}

/** Titles of all tests: the first argument of `it`, `test` and `describe`, tables included. */
const titles = testSources(path.join(projectRoot, 'tests'))
  .flatMap((source) => [...source.matchAll(/\b(?:it|test|describe)(?:\.\w+)*(?:\([^'"`]*\))?\(\s*(['"`])(.*?)\1/gs)].map((match) => match[2] ?? ''))
  .join('\n');

describe('a rule nobody tests does not exist', () => {
  const specified = readdirSync(modules).filter((name) => existsSync(path.join(modules, name, 'SPEC.md')));
  it.each(['../pades', '../live', ...specified])('%s: every numbered rule of SPEC.md stands in the title of a test', (name) => {
    const text = readFileSync(path.join(modules, name, 'SPEC.md'), 'utf8');
    const rules = [...text.matchAll(/^(?:[-*]\s+)?\*{0,2}([A-Z]{1,2}\d+)\b/gm)].map((match) => match[1] ?? '');
    expect(rules.length).toBeGreaterThan(0);
    expect(rules.filter((rule) => !new RegExp(`\\b${rule}\\b`).test(titles))).toEqual([]);
  });
  it('every module that holds rules has a SPEC.md', () => {
    const folders = readdirSync(modules, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name }) => name);
    expect(folders.filter((name) => !specified.includes(name))).toEqual([]);
  });
});

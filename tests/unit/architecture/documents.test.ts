import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectRoot } from '../../../server/adapters/project-root';

const documents = ['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md', ...readdirSync(path.join(projectRoot, 'docs'), { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.md')).map((name) => path.join('docs', name))];
const read = (file: string): string => readFileSync(path.join(projectRoot, file), 'utf8');

/** Files of this project that a document leads to. */
const linksOf = (file: string): string[] =>
  [...read(file).matchAll(/\]\((?!https?:|#|mailto:)([^)#\s]+)(?:#[^)]*)?\)/gu)].map(([, target = '']) => path.join(path.dirname(file), target));

describe('what the documents say', () => {
  it.each(documents)('%s leads to files that are there', (file) => {
    expect(linksOf(file).filter((target) => !existsSync(path.join(projectRoot, target)))).toEqual([]);
  });

  it.each(documents)('%s names files that are there', (file) => {
    const bases = ['', path.dirname(file), 'server', 'server/shared', 'server/adapters', 'server/modules', 'app', 'app/features', 'tests'];
    const named = [...read(file).matchAll(/`([a-z][\w.-]*(?:\/[\w.-]+)+\.(?:tsx?|mjs|sql|md))`/gu)].map(([, name = '']) => name);
    expect(named.filter((name) => !bases.some((base) => existsSync(path.join(projectRoot, base, name))))).toEqual([]);
  });

  it('twenty questions “where is …” have their answer where it says', () => {
    const rows = [...read('docs/where-is.md').matchAll(/^\| (?!Where)([^|]+\?) \| `([^`]+)` \| \[([^\]]+)\]\(\.\.\/([^)]+)\) \|$/gmu)].map(([, question = '', word = '', shown = '', file = '']) => ({ question, word, shown, file }));
    expect(rows.length).toBeGreaterThanOrEqual(20);
    expect(rows.filter(({ shown, file }) => shown !== file)).toEqual([]);
    expect(rows.filter(({ word, file }) => !new RegExp(`\\b${word}\\b`, 'u').test(read(file)))).toEqual([]);
  });

  it('the table of modules names every module', () => {
    const told = read('docs/architecture.md');
    const modules = readdirSync(path.join(projectRoot, 'server', 'modules'), { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name }) => name);
    expect(modules.filter((name) => !new RegExp(`^\\|.*\\b${name}\\b.*\\|`, 'mu').test(told))).toEqual([]);
  });
});

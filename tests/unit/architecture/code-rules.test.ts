import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { createRequire } from 'node:module';
import BetterSqlite3 from 'better-sqlite3';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { projectRoot } from '../../../server/adapters/project-root';
import { modules } from '../../../server/modules';
import { sources, sourcesIn } from './sources';

/** The first test reads and parses the whole project. */
const PARSING_MS = 120_000;

/** Lines after which a file is to be cut. */
const MAX_LINES = 400;

/** What may lie at the root beside folders (docs: architecture). */
const ROOT_FILES = ['.git', '.gitignore', '.npmrc', 'LICENSE', 'README.md', 'CONTRIBUTING.md', 'CHANGELOG.md', 'eslint.config.js', 'package-lock.json', 'package.json', 'prisma.config.ts', 'tsconfig.json', 'vite.config.ts'];
const ROOT_FOLDERS = ['.cache', '.ci', '.git', 'app', 'build', 'data', 'data-dev', 'deploy', 'docs', 'node_modules', 'prisma', 'public', 'server', 'tests'];

const VERBS = new Set(
  '') add adjourn announce answer approve ask attach begin bring call cancel cast catch change check claim close confirm continue copy create declare delete draft edit end enter extend follow forget give hand hold import issue keep lay leave line lock mark move note open pair pause place postpone prepare present propose publish pull queue read recall receive record recuse redeem refuse release remind remove rename reopen reorder replace report request reset resume retry return revoke save seal send set settle show sign start stop submit substitute take tell turn unlock update verify void withdraw'.split('',
);

describe('rules of the code', () => {
  it('modules, pades and shared take time and chance from outside', { timeout: PARSING_MS }, () => {
    const impure: string[] = [];
    for (const { file, tree } of sourcesIn('server/modules', 'server/pades', 'server/secret-ballot', 'server/shared')) {
      const visit = (node: ts.Node): void => {
        const text = ts.isPropertyAccessExpression(node) ? node.getText(tree) : '';
        if (text === 'Date.now' || text === 'Math.random' || text === 'performance.now') impure.push(`${file}: ${text}`);
        if (ts.isNewExpression(node) && node.expression.getText(tree) === 'Date' && (node.arguments?.length ?? 0) === 0) impure.push(`${file}: new Date()`);
        if (ts.isIdentifier(node) && /^(randomUUID|randomBytes|randomInt|setTimeout|setInterval)$/u.test(node.text)) impure.push(`${file}: ${node.text}`);
        ts.forEachChild(node, visit);
      };
      visit(tree);
    }
    expect(impure).toEqual([]);
  });

  it(`no file is longer than ${MAX_LINES} lines`, () => {
    const long = sources().map(({ file, text }) => [file, text.split('\n').length - 1] as const).filter(([, lines]) => lines > MAX_LINES);
    expect(long).toEqual([]);
  });

  it('files are named in kebab-case by what they hold, never utils, helpers, service or manager', () => {
    const vague = sources().map(({ file }) => file).filter((file) => /(^|[/.-])(utils?|helpers?|services?|managers?|misc|common)([/.-]|$)/u.test(file));
    expect(vague).toEqual([]);
    const odd = sourcesIn('server', 'app/features', 'app/ui', 'app/tablet').map(({ file }) => file).filter((file) => !/^[a-z0-9-]+(\.[a-z]+)+$/u.test(path.basename(file)));
    expect(odd).toEqual([]);
  });

  it('a command lies in a file of its own, named by its verb', () => {
    const wrong: string[] = [];
    for (const module of modules) {
      const files = sourcesIn(`server/modules/${module.name}/commands`);
      for (const { file, text } of files) {
        const name = path.basename(file, '.ts');
        if (!VERBS.has(name.split('-')[0] ?? '')) wrong.push(`${file}: not named by a verb`);
        const defined = [...text.matchAll(/define(?:Sealed)?Command\(\{\s*(?:\/\/.*\s*)*name: '([^']+)'/gu)].map((match) => match[1] ?? '');
        if (defined.length !== 1) wrong.push(`${file}: ${defined.length} commands`);
        const [owner = '', use = ''] = (defined[0] ?? '').split('.');
        if (owner !== module.name || !(name === use || name.startsWith(`${use.split('-')[0]}`))) wrong.push(`${file}: defines ${defined[0]}`);
      }
      if (files.length !== module.commands.length) wrong.push(`${module.name}: ${files.length} files, ${module.commands.length} commands registered`);
    }
    expect(wrong).toEqual([]);
  });

  it('every module begins with numbered rules', () => {
    for (const { name } of modules) {
      const spec = readFileSync(path.join(projectRoot, 'server', 'modules', name, 'SPEC.md'), 'utf8');
      const rules = new Map<string, number[]>();
      for (const [, letter = '', number] of spec.matchAll(/^- (?:\*\*)?([A-Z]+)(\d+)(?:\*\*|\.) \S/gmu)) rules.set(letter, [...(rules.get(letter) ?? []), Number(number)]);
      for (const numbers of rules.values()) expect(numbers, name).toEqual([...new Set(numbers)].sort((a, b) => a - b));
      expect([...rules.values()].flat().length, name).toBeGreaterThan(2);
    }
  });

  it('nothing is left for later or switched off', () => {
    const marks = sourcesIn('app', 'server', 'prisma', 'tests')
      .filter(({ file }) => file !== 'tests/unit/architecture/code-rules.test.ts')
      .flatMap(({ file, text }) => [...text.matchAll(/\b(TODO|FIXME|XXX|HACK)\b|@ts-(?:ignore|nocheck)|\b(?:it|describe|test)\.(?:only|todo)\b/gu)].map((match) => `${file}: ${match[0]}`));
    expect(marks).toEqual([]);
  });

  it('no type is given up', () => {
    const given: string[] = [];
    for (const { file, tree } of sourcesIn('app', 'server', 'prisma', 'tests')) {
      const visit = (node: ts.Node): void => {
        if (node.kind === ts.SyntaxKind.AnyKeyword) given.push(`${file}:${tree.getLineAndCharacterOfPosition(node.pos).line + 1}`);
        ts.forEachChild(node, visit);
      };
      visit(tree);
    }
    expect(given).toEqual([]);
  });

  it('the root holds the agreed files and folders only', () => {
    const entries = readdirSync(projectRoot, { withFileTypes: true });
    const extra = entries.filter((entry) => !(entry.isDirectory() ? ROOT_FOLDERS : ROOT_FILES).includes(entry.name)).map(({ name }) => name);
    expect(extra).toEqual([]);
  });

  it('one SQLite in the process, 3.51.3 or later', () => {
    const here = createRequire(import.meta.url);
    const ours = here.resolve('better-sqlite3');
    const adapter = createRequire(here.resolve('@prisma/adapter-better-sqlite3')).resolve('better-sqlite3');
    expect(adapter).toBe(ours);
    const db = new BetterSqlite3(':memory:');
    const version = String(db.prepare('SELECT sqlite_version()').pluck().get());
    db.close();
    const [major = 0, minor = 0, patch = 0] = version.split('.').map(Number);
    expect(major * 1_000_000 + minor * 1_000 + patch, version).toBeGreaterThanOrEqual(3_051_003);
    const manifest = JSON.parse(readFileSync(path.join(projectRoot, 'package.json'), 'utf8')) as { dependencies: Record<string, string> };
    expect(manifest.dependencies['better-sqlite3']).toMatch(/^\d+\.\d+\.\d+$/u);
  });
});

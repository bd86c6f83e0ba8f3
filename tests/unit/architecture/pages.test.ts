import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectRoot } from '../../../server/adapters/project-root';
import { modules } from '../../../server/modules';
import { sources, sourcesIn, type Source } from './sources';

const featureOf = (target: string): string | undefined => /^app\/features\/([^/]+)/u.exec(target)?.[1];
const features = readdirSync(path.join(projectRoot, 'app', 'features'));

/** Features that others import, by feature. */
const uses = (all: readonly Pick<Source, 'file' | 'imports'>[]): Map<string, Set<string>> => {
  const found = new Map<string, Set<string>>();
  for (const { file, imports } of all) {
    const from = featureOf(file);
    for (const { target } of from === undefined ? [] : imports) {
      const to = featureOf(target);
      if (from !== undefined && to !== undefined && to !== from) found.set(from, (found.get(from) ?? new Set()).add(to));
    }
  }
  return found;
};

/** Features that reach themselves through others. */
function inCircles(graph: ReadonlyMap<string, ReadonlySet<string>>): string[] {
  return [...graph.keys()].filter((start) => {
    const seen = new Set<string>();
    const reach = (name: string): void => graph.get(name)?.forEach((next) => (seen.has(next) ? undefined : (seen.add(next), reach(next))));
    reach(start);
    return seen.has(start);
  });
}

/** Imports of a feature's inside from outside of it. What runs on the server alone has no place in an index that browsers load. */
const pastTheIndex = (all: readonly Pick<Source, 'file' | 'imports'>[]): string[] =>
  all.flatMap(({ file, imports }) =>
    imports
      .filter(({ target, isOwn }) => isOwn && featureOf(target) !== undefined && featureOf(target) !== featureOf(file) && !/^app\/features\/[^/]+$/u.test(target) && !/\.(server|css)$/u.test(target))
      .map(({ target }) => `${file} → ${target}`),
  );

const source = (file: string, target: string): Pick<Source, 'file' | 'imports'> => ({ file, imports: [{ target, isFolder: false, isOwn: true, typeOnly: true }] });

describe('features', () => {
  it('each has an index, and is seen through it alone', () => {
    const indexed = new Set(sourcesIn('app/features').map(({ file }) => file).filter((file) => file.endsWith('/index.ts')).map(featureOf));
    expect(features.filter((feature) => !indexed.has(feature))).toEqual([]);
    expect(pastTheIndex(sourcesIn('app').concat(sources().filter(({ file }) => file.startsWith('server/'))))).toEqual([]);
  });

  it('none needs itself through others, types included', () => {
    expect(inCircles(uses(sourcesIn('app/features')))).toEqual([]);
  });

  it('a way past an index and a circle would be found', () => {
    expect(pastTheIndex([source('app/routes/x.tsx', 'app/features/agenda/order'), source('app/routes/x.tsx', 'app/features/agenda'), source('app/routes/x.tsx', 'app/features/admin/slip-code.server')])).toHaveLength(1);
    expect(inCircles(uses([source('app/features/a/x.ts', 'app/features/b'), source('app/features/b/x.ts', 'app/features/c'), source('app/features/c/x.ts', 'app/features/b')]))).toEqual(['b', 'c']);
  });

  it('are named by a module, or the glossary says why not', () => {
    const glossary = readFileSync(path.join(projectRoot, 'docs', 'glossary.md'), 'utf8');
    const named = new Set<string>(modules.map(({ name }) => name));
    const section = /^## Features and modules$([\s\S]*?)(?=^## |(?![\s\S]))/mu.exec(glossary)?.[1] ?? '';
    const explained = new Set([...section.matchAll(/^- `([a-z]+)`: \S/gmu)].map(([, name]) => name));
    expect(features.filter((feature) => !named.has(feature) && !explained.has(feature))).toEqual([]);
    expect([...explained].filter((name) => name === undefined || named.has(name) || !features.includes(name))).toEqual([]);
  });
});

/** Doors beside the one of pages, each with its reason (docs/decisions/066). */
const OTHER_ACTIONS = [
  // Before, beside or after the sign-in: one fixed command each, with a cookie in its answer, for forms without a script.
  'app/routes/language.tsx', 'app/routes/lock.ts', 'app/routes/pass.$token.tsx', 'app/routes/screen.tsx', 'app/routes/sign-in.tsx', 'app/routes/sign-out.tsx', 'app/routes/welcome.$token.tsx',
  // The minutes while they are written: JSON of up to two thousand paragraphs, and no page behind it.
  // A ballot: hundreds within seconds, and no page to be drawn anew for each.
  'app/routes/meetings.$meetingId.ballot.ts', 'app/routes/meetings.$meetingId.secret.$questionId.ts',
  // Into a rehearsal and out of it: no command, so that nothing is left of who was in it, and cookies in the answer.
  'app/routes/meetings.$meetingId.rehearsal.ts', 'app/routes/rehearsal.leave.ts',
];
const OTHER_SENDERS = [
  'app/features/identity/use-language-choice.ts',
  // A ballot goes again under its own id until the server has answered, whatever the network does.
  'app/features/voting/ballot-delivery.ts',
  // The place in a paper is sent while the page goes away, by the fields of the door.
  'app/features/reading/reading-screen.tsx',
  // Asked for by itself while a paper is read, as a place is: a failure of the router may not take the page away.
  'app/features/reading/use-carried-marks.tsx',
  // Leaving the list of changes: the page is going away.
  'app/features/changes/changes-screen.tsx',
  // Files: what is checked leaves no trace, and a screen on the wall has nobody signed in.
  'app/features/verification/use-checks.ts', 'app/features/sitting/use-wall-screen.ts',
];

describe('pages and commands', () => {
  const routes = sourcesIn('app/routes');
  /** Commands in the lists of the pages. */
  const allowed = routes.flatMap(({ text }) => [...text.matchAll(/^export const action = commandAction\b[\s\S]*?\}\);$/gmu)].flatMap(([list]) => [...list.matchAll(/'([a-z]+\.[a-z-]+)':/gu)].map(([, name = '']) => name)));
  const commands = new Set(modules.flatMap((module) => module.commands.map(({ name }) => name as string)));

  it('every action is the one door, or is named here with its reason', () => {
    const others = routes.filter(({ text }) => /export (?:const|async function|function) action\b/u.test(text) && !/export const action = commandAction\b/u.test(text)).map(({ file }) => file);
    expect(others.sort()).toEqual([...OTHER_ACTIONS].sort());
  });

  it('every sender is the one of app/commands, or is named here with its reason', () => {
    const senders = sourcesIn('app/features', 'app/tablet', 'app/routes').filter(({ text }) => /\bfetcher\.submit\(|\bsubmit\b[^;]*= useFetcher|\buseSubmit\b|method: 'POST'/u.test(text)).map(({ file }) => file);
    expect(senders.sort()).toEqual([...OTHER_SENDERS].sort());
  });

  it('what a page allows exists and is sent by the face; nothing is allowed for nobody', () => {
    expect(allowed.length).toBeGreaterThan(50);
    expect(allowed.filter((name) => !commands.has(name))).toEqual([]);
    const face = sourcesIn('app/features').map(({ text }) => text).join('\n');
    expect([...new Set(allowed)].filter((name) => !face.includes(`'${name}'`) && !face.includes(`"${name}"`))).toEqual([]);
  });
});

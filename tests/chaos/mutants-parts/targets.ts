import ts from 'typescript';
import { ROOMS, rulesOf, specified } from '../../unit/architecture/rule-titles';
import { sources, sourcesIn, type Source } from '../../unit/architecture/sources';

export interface Target {
  file: string;
  text: string;
  only: 'everything' | 'policies';
}

/** Tests of parts whose place does not tell whom they judge: the pipeline of a command is seen from outside only. */
const ALSO: Readonly<Record<string, readonly string[]>> = {
  'server/kernel/bus.ts': ['tests/integration/kernel.test.ts', 'tests/integration/jobs/jobs.test.ts', 'tests/integration/documents/repeated-upload.test.ts', 'tests/integration/page-commands.test.ts'],
  'server/kernel/policy.ts': ['tests/integration/kernel.test.ts', 'tests/authorization/matrix.test.ts'],
  'server/kernel/jobs/': ['tests/integration/jobs/jobs.test.ts', 'tests/integration/documents/intake.test.ts'],
};
/** Who may do what is held by one test of all commands and questions. */
const RIGHTS = 'tests/authorization/matrix.test.ts';
/** Tests that need a browser, a built program, a network of their own, or minutes. */
const TOO_FAR = /^tests\/(?:e2e|bench|chaos|realtime)\/|^tests\/integration\/(?:bootstrap|boot|tls|http|slow-senders|data-folder\/|cli\/|typeset\/|pades\/|sandbox|fair-turn)/u;

export function targets(only?: string): Target[] {
  return sourcesIn('server').flatMap(({ file, text, tree }): Target[] => {
    if (only !== undefined && !file.startsWith(only)) return [];
    const isPolicyFile = /\/policy[a-z-]*\.ts$/u.test(file);
    if (file.startsWith('server/shared/rules/') || isPolicyFile || file === 'server/kernel/bus.ts' || file.startsWith('server/kernel/jobs/')) return [{ file, text, only: 'everything' }];
    const hasPolicy = file.startsWith('server/modules/') && (/^ {2}policy: /mu.test(text) || /: Policy<|\): Decision =>|\): Decision \{/u.test(text));
    return hasPolicy && tree.statements.length > 0 ? [{ file, text, only: 'policies' }] : [];
  });
}

/** Numbers that comments name, `J1–J9` counted up. */
function numbersIn(comments: string): string[] {
  return [...comments.matchAll(/\b([A-Z]{1,2})(\d{1,2})\b(?:–\1?(\d{1,2})\b)?/gu)].flatMap(([, letter = '', first = '', last]) => {
    const numbers: string[] = [];
    for (let number = Number(first); number <= Number(last ?? first); number += 1) numbers.push(`${letter}${number}`);
    return numbers;
  });
}

function commentsOf({ text, tree }: Source): string {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    for (const range of ts.getLeadingCommentRanges(text, node.getFullStart()) ?? []) found.push(text.slice(range.pos, range.end));
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return [...new Set(found)].join('\n');
}

/** Rules a file names in its comments: those of its own room where that has the number, else those of the one room that has. */
export function rulesNamedIn(file: string): string[] {
  const source = sources().find((one) => one.file === file);
  if (!source) return [];
  const own = /^server\/modules\/([a-z]+)\//u.exec(file)?.[1] ?? (file.startsWith('server/kernel/jobs/') ? 'jobs' : file.endsWith('/pen-state.ts') ? 'pen' : '');
  return [...new Set(numbersIn(commentsOf(source)))].flatMap((number) => {
    const rooms = Object.keys(ROOMS).filter((room) => specified(room).includes(number));
    const room = rooms.includes(own) ? own : rooms.length === 1 ? rooms[0] : undefined;
    return room === undefined ? [] : [`${room} ${number}`];
  });
}

/** Everything a test file loads, itself included. */
function reachOf(file: string, bySource: ReadonlyMap<string, Source>, known: Map<string, Set<string>>): Set<string> {
  const found = known.get(file);
  if (found) return found;
  const reach = new Set<string>();
  const waiting = [file];
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    if (reach.has(at)) continue;
    reach.add(at);
    for (const { target, isOwn, isFolder, typeOnly } of bySource.get(at)?.imports ?? []) {
      if (!isOwn || typeOnly) continue;
      const next = [`${target}.ts`, `${target}.tsx`, ...(isFolder ? [`${target}/index.ts`] : [])].find((name) => bySource.has(name));
      if (next) waiting.push(next);
    }
  }
  known.set(file, reach);
  return reach;
}

const titlesIn = (text: string): string[] => [...text.matchAll(/\b(?:it|test|describe)(?:\.[a-z]+)*\(\s*['"`]([^'"`]+)/gu)].flatMap((match) => rulesOf(match[1] ?? ''));

/** Which test files judge which targets: those that load them and mirror their room, or carry a rule they name. */
export function judgesOf(chosen: readonly Target[]): { file: string; judges: string[] }[] {
  const all = sources();
  const bySource = new Map(all.map((source) => [source.file, source]));
  const known = new Map<string, Set<string>>();
  const named = new Map(chosen.map(({ file }) => [file, new Set(rulesNamedIn(file))]));
  const tests = all.filter(({ file }) => /\.test\.tsx?$/u.test(file) && !TOO_FAR.test(file) && !file.startsWith('tests/unit/architecture/'));
  const planned = tests.flatMap(({ file, text }) => {
    const reach = reachOf(file, bySource, known);
    const titles = titlesIn(text);
    const judges = chosen.filter((target) => {
      if (!reach.has(target.file)) return false;
      const [, module] = /^server\/modules\/([a-z]+)\//u.exec(target.file) ?? [];
      if (titles.some((rule) => named.get(target.file)?.has(rule))) return true;
      if (module !== undefined) return file === RIGHTS || (target.only === 'everything' && file.startsWith(`tests/integration/${module}/`));
      if (Object.entries(ALSO).some(([prefix, also]) => target.file.startsWith(prefix) && also.includes(file))) return true;
      return target.file.startsWith('server/shared/') && (file.startsWith('tests/unit/') || directly(bySource.get(file), target.file));
    });
    return judges.length > 0 ? [{ file, judges: judges.map((target) => target.file) }] : [];
  });
  const rank = (file: string): number => (file.startsWith('tests/unit/') ? 0 : file === RIGHTS ? 1 : file.startsWith('tests/contract/') ? 2 : 3);
  return planned.sort((a, b) => rank(a.file) - rank(b.file) || a.file.localeCompare(b.file));
}

const directly = (source: Source | undefined, file: string): boolean => source?.imports.some(({ target, isOwn }) => isOwn && `${target}.ts` === file) ?? false;

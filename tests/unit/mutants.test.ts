import { readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { afterEach, describe, expect, it } from 'vitest';
import { projectRoot } from '../../server/adapters/project-root';
import { mutate } from '../chaos/mutants-parts/operators';

const asking = globalThis as { __mutant?: (id: number) => boolean };
const before = asking.__mutant;
afterEach(() => void (asking.__mutant = before));

const SOURCE = `
  const MOST = 3;
  export function verdict(votes: number[], seats: number | null): string {
    const cast = votes.filter((one) => one > 0);
    if (seats === null || cast.length > MOST) return 'open';
    let answer = '';
    if (cast.length * 2 >= seats) answer = 'carried';
    else answer = 'lost';
    return answer;
  }
`;

/** The source as a program, with one fault awake. */
function awake(text: string, fault: number): (votes: number[], seats: number | null) => string {
  asking.__mutant = (id) => id === fault;
  const module = { exports: {} as { verdict: (votes: number[], seats: number | null) => string } };
  new Function('module', 'exports', ts.transpileModule(text, { compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 } }).outputText)(module, module.exports);
  return module.exports.verdict;
}

const ASKED: readonly (readonly [number[], number | null])[] = [[[1, 0, 1], 4], [[1, 0, 1], 5], [[0, 0, 1], 3], [[1, 1, 1], 3], [[1, 1, 1, 1], 3], [[1], null], [[0, 0], 1]];

describe('faults put into a source', () => {
  const { mutants, text } = mutate('made-up.ts', SOURCE, { only: 'everything', firstId: 1 });
  const answers = (fault: number): string[] => {
    const verdict = awake(text, fault);
    return ASKED.map(([votes, seats]) => String(verdict(votes, seats)));
  };

  it('change nothing while they sleep', () => {
    expect(answers(0)).toEqual(['carried', 'lost', 'lost', 'carried', 'open', 'open', 'lost']);
  });

  it('are seen when they are awake, each by itself', () => {
    expect(mutants.filter(({ id }) => JSON.stringify(answers(id)) === JSON.stringify(answers(0))).map(({ change }) => change)).toEqual([]);
    expect(mutants.map(({ change }) => change)).toEqual(
      expect.arrayContaining(['3 → 4', '3 → 2', 'votes.filter((one) => one > 0) → votes', 'one > 0 → (one) >= (0)', 'seats === null || cast.length > MOST → true', 'cast.length * 2 >= seats → (cast.length * 2) > (seats)', "'lost' → ''"]),
    );
    expect(mutants.filter(({ atLoad }) => atLoad).map(({ change }) => change)).toEqual(['3 → 4', '3 → 2']);
  });

  it('of policies alone leave the rest of a command as it is', () => {
    const command = "export const end = defineCommand({ name: 'a.b', load: () => 1 + 1, policy: secretaryOnly, run: () => 2 - 1 });";
    expect(mutate('made-up.ts', command, { only: 'policies', firstId: 1 }).mutants.map(({ change }) => change)).toEqual(['secretaryOnly → ({ allow: true })', 'secretaryOnly → ({ allow: false, hide: true })']);
  });
});

describe('the list of survivors', () => {
  const { survivors, rules } = JSON.parse(readFileSync(path.join(projectRoot, 'tests/chaos/mutants-survivors.json'), 'utf8')) as { survivors: { file: string; code: string; change: string; reason: string }[]; rules: { file: string; rule: string; reason: string }[] };

  it('gives a reason for each', () => {
    expect([...survivors, ...rules].filter(({ reason }) => reason.trim().length < 10)).toEqual([]);
  });

  it('names no line that is gone', () => {
    const lines = new Map([...new Set(survivors.map(({ file }) => file))].map((file) => [file, new Set(readFileSync(path.join(projectRoot, file), 'utf8').split('\n').map((line) => line.trim()))]));
    expect(survivors.filter(({ file, code }) => !lines.get(file)?.has(code)).map(({ file, code }) => `${file}: ${code}`)).toEqual([]);
  });
});

import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { projectRoot } from '../../../server/adapters/project-root';
import { bundleOf, count, give, openSecretVote, type SecretVote } from './secret-vote';

const folder = mkdtempSync(path.join(os.tmpdir(), 'phien-recount-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
let vote: SecretVote;
afterEach(() => vote.close());

const hasPython = spawnSync('python3', ['--version']).status === 0;
const isRequired = process.env['CI'] === 'true';

function recounted(bundle: object, ...trackers: string[]): string {
  const file = path.join(folder, 'bundle.json');
  writeFileSync(file, JSON.stringify(bundle));
  const { stdout, status } = spawnSync('python3', ['-I', path.join(projectRoot, 'tests', 'support', 'recount.py'), file, ...trackers], { encoding: 'utf8' });
  return `${String(status)} ${stdout.trim()}`;
}

describe.skipIf(!hasPython && !isRequired)('counted again without the program', () => {
  it('secret-ballot SC6 voting V60 the bundle of a vote agrees, each voter finds the own tracker, and whatever is changed is found', async () => {
    vote = await openSecretVote();
    const receipts: string[] = [];
    for (const [at, member] of vote.members.slice(0, 19).entries()) receipts.push((await give(vote, member, at < 12 ? 'for' : at < 17 ? 'against' : 'nothing known')).tracker);
    await count(vote);
    const bundle = await bundleOf(vote);
    expect(recounted(bundle, ...receipts)).toBe('0 RIGHT: 19 ballots, 2 invalid, {"against": 5, "for": 12}');
    const { choices, counts, trackers, result } = bundle;
    const at = choices.indexOf('against');
    const changed: Record<string, object> = {
      'one choice': { ...bundle, choices: choices.with(at, 'for') },
      'one choice, counted along': { ...bundle, choices: choices.with(at, 'for'), counts: { ...counts, choices: { against: 4, for: 13 } } },
      'a ballot left out': { ...bundle, choices: choices.toSpliced(at, 1) },
      'a ballot and a count left out': { ...bundle, choices: choices.toSpliced(at, 1), counts: { ...counts, ballots: 18 } },
      'a tracker twice': { ...bundle, trackers: trackers.with(1, trackers[0]!) },
      'a tracker exchanged': { ...bundle, trackers: trackers.with(18, 'ZZZZ-ZZZZ-ZZZZ-ZZZZ') },
      'an invalid one not told': { ...bundle, counts: { ...counts, invalid: 1 } },
      'another verdict': { ...bundle, result: { ...result, passed: false } },
      'another rule': { ...bundle, rule: { ...bundle.rule, share: { numerator: 2, denominator: 3, comparison: 'at_least' } } },
    };
    for (const [name, one] of Object.entries(changed)) expect(recounted(one, ...receipts), name).toMatch(/^1 NOT RIGHT/u);
  });

  it('secret-ballot SC6 voting V60 alternatives are counted again too', async () => {
    vote = await openSecretVote({ alternatives: ['Phương án 1', 'Phương án 2', 'Phương án 3'] });
    for (const [at, member] of vote.members.slice(0, 19).entries()) await give(vote, member, at < 12 ? 'p2' : at < 18 ? 'p1' : 'none');
    await count(vote);
    const bundle = await bundleOf(vote);
    expect(bundle.result).toMatchObject({ kind: 'options', chosen: 'p2', passed: true });
    expect(recounted(bundle)).toMatch(/^0 RIGHT: 19 ballots, 0 invalid/u);
    expect(recounted({ ...bundle, result: { ...bundle.result, chosen: 'p1' } })).toMatch(/^1 NOT RIGHT/u);
  });
});

import fc from 'fast-check';
import { describe, it } from 'vitest';
import { times } from '../../support/long';
import { MODES, PRESENTER, SIDES, SIZE, type Step } from './vote-steps';
import { VoteTable } from './vote-table';

const side = fc.constantFrom(...SIDES);
const who = fc.nat(SIZE - 1);
const notPresenting = who.filter((index) => index !== PRESENTER);
const which = fc.nat(20);
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant('put' as const), mode: fc.constantFrom(...MODES) }) },
  { weight: 3, arbitrary: fc.constant({ do: 'call' as const }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('answer' as const), who, side }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('next' as const), isOld: fc.constantFrom(false, false, true) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('back' as const), isOld: fc.constantFrom(false, false, true) }) },
  { weight: 8, arbitrary: fc.record({ do: fc.constant('cast' as const), who, side }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('substitute' as const), who: fc.constantFrom(SIZE - 1, SIZE - 1, 3, 4), side }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('tabs' as const), who, sides: fc.tuple(side, side) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('again' as const), which }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('reused' as const), which, side }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('copied' as const), which, who }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('foreign' as const), side }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('name' as const), who: fc.constantFrom(3, 4) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('recuse' as const), who: notPresenting }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('take part' as const), who: notPresenting }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('leave' as const), who }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('come' as const), who }) },
  { weight: 1, arbitrary: fc.constant({ do: 'withdraw' as const }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('close' as const), twice: fc.boolean() }) },
  { weight: 2, arbitrary: fc.constant({ do: 'count' as const }) },
  { weight: 1, arbitrary: fc.constant({ do: 'kill' as const }) },
);

async function play(steps: readonly Step[]): Promise<void> {
  const table = await VoteTable.open();
  try {
    for (const one of steps) {
      await table.take(one);
      await table.compare();
    }
    await table.end();
  } finally {
    await table.close();
  }
}

/** Failures that were found, each as small as it came to be. */
const FOUND: readonly (readonly [string, Step[]])[] = [
  ['whoever is called goes: it goes on behind them, and back before them', [{ do: 'call' }, { do: 'answer', who: 0, side: 'for' }, { do: 'next', isOld: false }, { do: 'leave', who: 2 }, { do: 'next', isOld: false }, { do: 'recuse', who: 3 }, { do: 'back', isOld: false }, { do: 'answer', who: 1, side: 'for' }]],
  ['what a substitute gave by hand is taken back by nobody', [{ do: 'substitute', who: 6, side: 'for' }, { do: 'call' }, ...Array.from({ length: 6 }, (): Step => ({ do: 'next', isOld: false })), { do: 'substitute', who: 6, side: 'for' }, { do: 'back', isOld: false }]],
  ['the keeper changes nothing that was given by hand', [{ do: 'call' }, { do: 'cast', who: 0, side: 'for' }, { do: 'answer', who: 0, side: 'against' }, { do: 'answer', who: 0, side: 'for' }, { do: 'back', isOld: false }]],
  ['a secret vote taken back and put again has a key of its own, whenever the earlier one goes', [{ do: 'put', mode: 'secret' }, { do: 'withdraw' }, { do: 'put', mode: 'secret' }, { do: 'cast', who: 0, side: 'for' }, { do: 'count' }, { do: 'cast', who: 1, side: 'for' }, { do: 'kill' }, { do: 'cast', who: 0, side: 'against' }, { do: 'close', twice: true }, { do: 'count' }]],
];

describe('a vote, whatever is done in whatever order', () => {
  it('voting V45 no acknowledged ballot is lost, doubled or counted for whom has none, by name, without names or secret, and whenever the program is killed', { timeout: 280_000 }, async () => {
    const seed = Number(process.env['PHIEN_SEED'] ?? 45);
    await fc.assert(fc.asyncProperty(fc.array(step, { minLength: 12, maxLength: 32 }), play), { numRuns: times(10, 400), seed });
  });

  it.each(FOUND)('voting V45 V71 V72 %s', { timeout: 60_000 }, (_what, steps) => play(steps));
});

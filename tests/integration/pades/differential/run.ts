import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { verifyPdf } from '../../../../server/pades';
import type { VerifyOptions } from '../../../../server/pades';
import { Chance } from './chance';
import { difference, signedLater } from './compare';
import { HOSTILE } from './hostile-steps';
import { LEGAL } from './legal-steps';
import type { Step } from './legal-steps';
import { availableRenderers } from './renderers';
import type { Picture, Renderer } from './renderers';
import type { Stage } from './scene';

export interface Mutant {
  readonly seed: number;
  readonly steps: readonly string[];
  /** Made of steps the verifier has to accept. */
  readonly legal: boolean;
  readonly pdf: Uint8Array;
}

export interface DifferentialResult {
  readonly mutants: number;
  readonly legal: number;
  readonly accepted: number;
  readonly legalAccepted: number;
  readonly renderers: readonly string[];
  /** How often each step was part of a mutant, and how often of an accepted one. */
  readonly steps: ReadonlyMap<string, { made: number; accepted: number }>;
  /** Legal mutants that were refused, and accepted ones that show something else. */
  readonly failures: readonly string[];
}

const ACCEPTED: ReadonlySet<string> = new Set(['valid', 'valid_with_warnings']);

/** Mutant number `seed`: one to three savings behind the signed minutes, every fourth of legal ones only. */
export async function makeMutant(seed: number, stage: Stage): Promise<Mutant> {
  const chance = new Chance(seed * 7919 + 17);
  const legal = seed % 4 === 0;
  const steps: string[] = [];
  let pdf = stage.base;
  const wanted = 1 + chance.below(3);
  const hostileAt = legal ? -1 : chance.below(wanted);
  for (let at = 0; at < wanted; at += 1) {
    const from: Readonly<Record<string, Step>> = at === hostileAt ? HOSTILE : LEGAL;
    const name = chance.pick(Object.keys(from));
    try {
      const next = await from[name]?.(pdf, chance, stage);
      if (!next) continue;
      pdf = next;
      steps.push(name);
    } catch (error) {
      // What a hostile saving broke, the next one may not build on.
      if (legal) throw error;
      break;
    }
  }
  return { seed, steps, legal, pdf };
}

type Judge = (pdf: Uint8Array, trust: VerifyOptions) => string;
const ownJudge: Judge = (pdf, trust) => verifyPdf(pdf, trust).verdict;

export interface DifferentialOptions {
  readonly seeds: readonly number[];
  readonly stage: Stage;
  /** The verifier under test; another one in the test of this test. */
  readonly judge?: Judge;
  readonly progress?: (done: number) => void;
}

/** Draws every mutant the verifier accepts with every reader and compares it with the minutes as they were signed. */
export async function differential({ seeds, stage, judge = ownJudge, progress }: DifferentialOptions): Promise<DifferentialResult> {
  const renderers = availableRenderers();
  const folder = mkdtempSync(path.join(tmpdir(), 'phien-differential-'));
  const file = path.join(folder, 'mutant.pdf');
  const draw = async (pdf: Uint8Array): Promise<Map<Renderer, Picture[] | null>> => {
    writeFileSync(file, pdf);
    return new Map(await Promise.all(renderers.map(async (renderer) => [renderer, await renderer.draw(file)] as const)));
  };
  const counts = { legal: 0, accepted: 0, legalAccepted: 0 };
  const steps = new Map<string, { made: number; accepted: number }>();
  const failures: string[] = [];
  try {
    const signed = await draw(stage.base);
    for (const { name } of renderers.filter((renderer) => !signed.get(renderer))) failures.push(`${name} cannot draw the signed minutes`);
    for (const [done, seed] of seeds.entries()) {
      const mutant = await makeMutant(seed, stage);
      const verdict = judge(mutant.pdf, stage.trust);
      const accepted = ACCEPTED.has(verdict);
      const title = `mutant ${seed} (${mutant.steps.join(' + ')})`;
      counts.legal += mutant.legal ? 1 : 0;
      counts.accepted += accepted ? 1 : 0;
      counts.legalAccepted += mutant.legal && accepted ? 1 : 0;
      for (const step of mutant.steps) {
        const known = steps.get(step) ?? { made: 0, accepted: 0 };
        steps.set(step, { made: known.made + 1, accepted: known.accepted + (accepted ? 1 : 0) });
      }
      if (mutant.legal && !accepted) failures.push(`${title} is legal and was called ${verdict}`);
      if (accepted) {
        const masks = signedLater(stage.base, mutant.pdf);
        for (const [renderer, pictures] of await draw(mutant.pdf)) {
          const found = difference(signed.get(renderer) ?? null, pictures, masks);
          if (found) failures.push(`${title} was called ${verdict}, but ${renderer.name}: ${found}`);
        }
      }
      progress?.(done + 1);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return { mutants: seeds.length, ...counts, renderers: renderers.map(({ name }) => name), steps, failures };
}

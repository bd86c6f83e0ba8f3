import { rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { DomainError } from '../../../kernel/errors';
import { PACK_MADE, type PackMaker } from '../../../kernel/ports/pack-maker';
import { entryFor } from '../../entry';
import { LimitedChild, type ChildLimits, type ChildProgram } from '../../sandbox/limited-child';
import { parsedJson } from '../../sandbox/plain-wire';
import { sealedBytes, sealPack } from './seal';

/** Some thousand pages and some gigabytes; nobody waits at a page for it. */
export const PACK_LIMITS: ChildLimits = { dataKb: 1_500_000, cpuSeconds: 300, wallMs: 900_000, outputBytes: 4 * 1024 * 1024, fileMb: 8_000 };

const ANSWER = z.discriminatedUnion('ok', [PACK_MADE.extend({ ok: z.literal(true) }), z.strictObject({ ok: z.literal(false), fault: z.enum(['full', 'packing']) })]);

export interface PackMakerOptions extends Partial<ChildLimits> {
  /** The child's program; default `entryFor('pack')`. */
  program?: ChildProgram;
}

/** PackMaker in a killable child, one for each pack. */
export function createPackMaker({ program, ...limits }: PackMakerOptions = {}): PackMaker {
  const entry = program ?? entryFor('pack');
  const settled = { ...PACK_LIMITS, ...limits };
  return {
    async make(order, target, { signal, memoryMb } = {}) {
      if (!path.isAbsolute(target)) throw new TypeError('files are named by absolute paths');
      const words = `${target}.order`;
      await writeFile(words, JSON.stringify(order), { flag: 'wx', mode: 0o600 });
      let isMade = false;
      try {
        const { started, output, cause } = await LimitedChild.run(entry, [words, target], { ...settled, ...(memoryMb && { dataKb: memoryMb * 1_000 }) }, signal);
        if (!started) throw new DomainError('unavailable', 'packs.maker_unavailable');
        // What the child says is as untrusted as the files it read.
        const answer = ANSWER.safeParse(parsedJson(output)).data;
        if (answer?.ok) {
          const { ok: _ok, ...made } = answer;
          isMade = true;
          return made;
        }
        if (answer?.fault === 'full') throw new DomainError('storage_full', 'storage.full');
        throw new DomainError('rejected', 'packs.not_made', { cause: answer ? 'packing' : cause });
      } finally {
        await rm(words, { force: true });
        if (!isMade) await rm(target, { force: true });
      }
    },
    seal(seal, watermark, id) {
      const end = sealPack(seal, watermark, id);
      return { size: end.size, bytes: (stored) => sealedBytes(stored, seal, end) };
    },
  };
}

import { z } from 'zod';
import { defineCommand } from '../../../kernel/command';
import { compareVersions } from '../comparing/compare-versions';
import { loadPair, readablePair } from '../comparing/load-pair';
import { awaitComparison } from '../comparing/repository';

/** A reader asks for two versions that were not laid beside each other yet (D65). */
export const requestComparison = defineCommand({
  name: 'documents.request-comparison',
  input: z.strictObject({ documentId: z.uuid(), from: z.int().positive(), to: z.int().positive() }),
  replayable: false,
  load: loadPair,
  policy: readablePair,
  async run(_input, { pair }, { db, now, enqueue }) {
    if (await awaitComparison(db, pair, now)) await enqueue(compareVersions, pair, { key: `${pair.oldId} ${pair.newId}`, unnamed: true });
    return {};
  },
  // Who compares what is nobody else's business.
  audit: () => ({ objectType: 'comparison', objectId: 'own' }),
});

import { existsSync } from 'node:fs';
import path from 'node:path';
import { projectRoot } from '../../server/adapters/project-root';

/** Test files of the world with the verdicts they must get; they lie beside the project, never in it. */
export const corpus = process.env['PHIEN_TEST_CORPUS'] ?? path.resolve(projectRoot, '../shared/corpus');

/**
 * Whether a part of the corpus is there. A clone alone may go without, and its own files test the same rules; where
 * `CI=true` nothing is left out in silence. @throws Error there, where it is missing.
 */
export function hasCorpus(part: string): boolean {
  const isThere = existsSync(path.join(corpus, part));
  if (!isThere && process.env['CI'] === 'true') throw new Error(`${part} of the corpus is missing beside the project: with CI=true its tests must run`);
  return isThere;
}

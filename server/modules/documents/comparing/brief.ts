import { z } from 'zod';
import { rowSchema, type ComparedRow } from '../../../kernel/ports/version-comparer';

/** A change in a few words, for lists. */
export const briefSchema = rowSchema.extend({ /** Its row, from 0. */ row: z.int().min(0) });
export type BriefChange = z.output<typeof briefSchema>;

/** Changes told in a list; the rest is counted. */
const MOST = 8;
/** Words told of what came or went, and on each side of it. */
const [TOLD, AROUND] = [24, 5];

/** As `isChange` of `server/comparison`. */
export const isChange = ({ kind, likeness }: Pick<ComparedRow, 'kind' | 'likeness'>): boolean => ['changed', 'added', 'removed', 'moved'].includes(kind) || (kind === 'picture' && likeness !== 'alike');

export const changesIn = (rows: readonly ComparedRow[]): number => rows.filter(isChange).length;

export function briefOf(rows: readonly ComparedRow[]): BriefChange[] {
  return rows.flatMap((row, index) => (isChange(row) ? [{ ...row, pieces: shortened(row.pieces), row: index }] : [])).slice(0, MOST);
}

/** What changed with a few words around it. */
function shortened(pieces: ComparedRow['pieces']): ComparedRow['pieces'] {
  let left = 3 * TOLD;
  const last = pieces.length - 1;
  return pieces.flatMap(([op, text], index): ComparedRow['pieces'] => {
    if (left <= 0) return [];
    const words = text.split(' ');
    const most = op === '=' ? 2 * AROUND + 1 : Math.min(left, TOLD);
    left -= Math.min(words.length, most);
    if (words.length <= most) return [[op, text]];
    if (op !== '=' || pieces.length === 1) return [[op, `${words.slice(0, TOLD).join(' ')}…`]];
    const [before, after] = [index > 0 ? `${words.slice(0, AROUND).join(' ')} ` : '', index < last ? ` ${words.slice(-AROUND).join(' ')}` : ''];
    return [[op, `${before}…${after}`]];
  });
}

import { createHash } from 'node:crypto';

/** The stream of what one person prepares for another on one version of a paper (K20): the same each time it is asked for. @param paperInk the version's own. */
export function preparedInkOf(paperInk: string, leaderId: string, assistantId: string): string {
  const digest = createHash('sha256').update(`prepared ${paperInk} ${leaderId} ${assistantId}`).digest('hex');
  const variant = (8 + (parseInt(digest[16] ?? '0', 16) % 4)).toString(16);
  return `${digest.slice(0, 8)}-${digest.slice(8, 12)}-8${digest.slice(13, 16)}-${variant}${digest.slice(17, 20)}-${digest.slice(20, 32)}`;
}

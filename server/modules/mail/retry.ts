import type { Delivery } from '../../kernel/ports/mailer';

const MINUTE_MS = 60_000;
/** An address refused for now is believed for so long. */
const PATIENCE_MS = 24 * 60 * MINUTE_MS;

/** Milliseconds before the next try: one, two, four … minutes, an hour at most (ML7). @param tries made so far, from 1. */
export const restMs = (tries: number): number => Math.min(60, 2 ** (Math.max(1, tries) - 1)) * MINUTE_MS;

/** What becomes of a letter after a try. @param waitingMs since it was put in line. */
export function afterTry(delivery: Delivery, waitingMs: number): 'sent' | 'queued' | 'failed' | 'bounced' {
  if (delivery.taken) return 'sent';
  if (delivery.problem === 'address_refused') return 'bounced';
  if (!delivery.mayYet) return 'failed';
  return delivery.problem === 'later' && waitingMs > PATIENCE_MS ? 'failed' : 'queued';
}

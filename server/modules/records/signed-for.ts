import { z } from 'zod';
import type { StepRole } from './kinds';

const signatures = z.object({ signatures: z.record(z.string(), z.object({ authority: z.array(z.string()).default([]) })) });

/** What stands above the signature of a role in a frozen text, where it is given for somebody else: "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH" (G22). Older texts have none. */
export function signedFor(frozen: unknown, role: StepRole): string[] {
  const read = signatures.safeParse(frozen);
  return read.success ? (read.data.signatures[role]?.authority ?? []) : [];
}

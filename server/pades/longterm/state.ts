import type { Certificate } from '../cms/x509';
import { signatureFields } from '../pdf/fields';
import { openForSigning, reading } from '../pdf/open';
import { readEvidence } from '../verify/evidence';
import type { Evidence } from '../verify/evidence';
import { judgeAll, readEntries } from '../verify/judge-all';
import type { JudgedSignature } from '../verify/judge-signature';
import { isTold, levelOf } from '../verify/level';
import type { SignatureEntry } from '../verify/signature-dictionary';
import { retirementOf, retirementOfPath } from '../verify/strength';
import type { Trust } from '../verify/trust';
import { trustOf } from '../verify/verify-pdf';
import type { VerifyOptions } from '../verify/verify-pdf';

/** What a file needs next to be believed for the long term; `renew`: nothing yet. */
export type LongTermStep = 'stamp' | 'evidence' | 'archive' | 'renew';

/** A signature or time-stamp of which the file does not say yet that its certificates were good. */
export interface Untold {
  readonly entry: SignatureEntry;
  readonly path: readonly Certificate[];
  readonly trusted: boolean;
}

export interface LongTermState {
  /** Null where no signature can be raised: none is sound, or none leads to an anchor. */
  readonly step: LongTermStep | null;
  readonly untold: readonly Untold[];
  /** Until when the outermost time-stamp holds by itself: the end of its certificates, or of what they are safe by. */
  readonly holdsUntil: Date | null;
  /** When the next time-stamp over it is due. */
  readonly renewAt: Date | null;
}

/** A time-stamp is renewed so long before its end, or when a quarter of its time is left where that is less. */
const MARGIN_MS = 90 * 86_400_000;
/** Not sooner after it was made than this: an authority may still stamp with a certificate that ends. */
const LEAST_MS = 86_400_000;

const earliest = (dates: readonly Date[]): Date => new Date(Math.min(...dates.map((date) => date.getTime())));

function holdsUntil({ path, cms }: JudgedSignature, trust: Trust): Date {
  const retired = [cms.used && retirementOf(cms.used, trust.retirements), retirementOfPath(path, trust.retirements)].flatMap((found) => (found ? [found.from] : []));
  return earliest([...path.map(({ notAfter }) => notAfter), ...retired]);
}

const isUntold = (found: JudgedSignature, evidence: Evidence, trust: Trust, at: Date): boolean => found.judgement.trust !== 'trusted' || !isTold(found.path, evidence, at, trust.now);

/** Looks at a file of ours: how far its signatures are, and what is missing. @throws PadesError for what cannot be read. */
export function longTermState(pdf: Uint8Array, options: VerifyOptions): LongTermState {
  const trust = trustOf(options);
  const file = openForSigning(pdf);
  return reading(() => {
    const view = file.latest;
    const entries = readEntries(view, signatureFields(view).filter(({ value }) => value !== null));
    const { judged, stamps, evidence } = judgeAll(entries, readEvidence(view), trust);
    const levels = entries.filter(({ kind }) => kind === 'signature').map((entry) => {
      const found = judged.get(entry);
      return found ? levelOf(found, evidence, stamps, trust.now).level : 'none';
    });
    const outermost = entries.findLast(({ kind }) => kind === 'document_timestamp');
    const last = outermost && judged.get(outermost);
    const until = last?.judgement.timestamp?.trusted ? holdsUntil(last, trust) : null;
    const time = last?.judgement.timestamp?.time.getTime() ?? 0;
    const renewAt = until && new Date(Math.max(time + LEAST_MS, until.getTime() - Math.min(MARGIN_MS, (until.getTime() - time) / 4)));
    const untold = entries.flatMap((entry): Untold[] => {
      const found = judged.get(entry);
      // The outermost time-stamp has to hold until it is covered.
      return found && isUntold(found, evidence, trust, entry === outermost ? trust.at : found.judgement.judgedAt) ? [{ entry, path: found.path, trusted: found.judgement.trust === 'trusted' }] : [];
    });
    const step = ((): LongTermStep | null => {
      if (levels.length === 0 || levels.some((level) => level === 'none')) return null;
      if (levels.includes('B-B')) return 'stamp';
      if (levels.includes('B-T')) return 'evidence';
      if (levels.includes('B-LT')) return 'archive';
      if (!renewAt || renewAt > trust.at) return 'renew';
      return untold.length > 0 ? 'evidence' : 'archive';
    })();
    return { step, untold, holdsUntil: until, renewAt };
  });
}

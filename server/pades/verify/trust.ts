import type { Certificate } from '../cms/x509';
import type { RevocationList } from './revocation';
import type { Retirement } from './strength';

/** What is believed and when it is judged. */
export interface Trust {
  readonly anchors: readonly Certificate[];
  readonly crls: readonly RevocationList[];
  readonly at: Date;
  /** The verifier's own clock, or `at` where that is later. */
  readonly now: Date;
  readonly retirements: readonly Retirement[];
}

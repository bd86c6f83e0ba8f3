import type { PresentableError } from '~/ui/i18n';
import type { QueryResult } from '../../../server/application';

export type Certificate = QueryResult<'signing.certificate'>;

/** What the person at the screen can do to the minutes being signed, and how it stands. */
export interface SigningActions {
  busy: boolean;
  error: PresentableError | null;
  sign(pin: string): void;
  seal(pin: string): void;
  refuse(reason: string): void;
  reopen(): void;
  /** Forgets the last refusal before a dialog opens again. */
  clear(): void;
}

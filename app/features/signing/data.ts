import type { PresentableError } from '~/ui/i18n';
import type { QueryResult } from '../../../server/application';

export type Certificate = QueryResult<'signing.certificate'>;

type Editor = QueryResult<'minutes.editor'>;
export type MinutesToSign = Pick<NonNullable<Editor['minutes']>, 'officialId' | 'state' | 'number' | 'file' | 'steps' | 'verifyCode' | 'frozenSha256'>;
export type Abilities = Editor['can'];

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

import type { PresentableError } from '~/ui/i18n';
import type { QueryResult } from '../../../server/application';

export type Certificate = QueryResult<'signing.certificate'>;

type Editor = QueryResult<'minutes.editor'>;
type Minutes = NonNullable<Editor['minutes']>;
/** An official document on its way through its signatures, whatever its kind. */
export interface ToSign extends Pick<Minutes, 'officialId' | 'number' | 'file' | 'steps' | 'verifyCode' | 'frozenSha256'> {
  kind: 'minutes' | 'counting' | 'notice';
  state: Minutes['state'] | 'withdrawn';
}
export type Abilities = Pick<Editor['can'], 'sign' | 'refuse' | 'seal' | 'reopen'>;

/** What the person at the screen can do to the document being signed, and how it stands. */
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

/** Why the answer of a time or status authority is not used. */
export type AnswerFault =
  | 'unreadable' | 'not_granted' | 'other_imprint' | 'other_nonce' | 'other_policy' | 'implausible_time' | 'unsound' | 'wrong_purpose'
  | 'other_certificate' | 'not_signed_by_issuer' | 'out_of_date' | 'incomplete';

/** An answer that was read and is not what was asked for; another try gets the same, another authority may not. */
export class AnswerError extends Error {
  override readonly name = 'AnswerError';

  constructor(
    readonly fault: AnswerFault,
    readonly detail = '',
  ) {
    super(detail === '' ? fault : `${fault} (${detail})`);
  }
}

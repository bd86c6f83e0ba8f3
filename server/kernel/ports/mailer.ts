/** Why a letter did not leave; the words of it are `app/features/mail/texts.ts`, by the same names. */
export const MAIL_PROBLEMS = ['unreachable', 'silent', 'cut_off', 'certificate', 'no_encryption', 'sign_in', 'sender_refused', 'address_refused', 'content_refused', 'later', 'no_address'] as const;
export type MailProblem = (typeof MAIL_PROBLEMS)[number];

/** One letter to one person. */
export interface Letter {
  /** Without angle brackets; the same for every try, so that a letter told twice is known as one. */
  messageId: string;
  to: { name: string; address: string };
  subject: string;
  text: string;
  /** The entry of a calendar; null: none. */
  calendar: { method: 'REQUEST' | 'CANCEL'; content: string } | null;
  /** Pictures that ride along. */
  pictures: readonly { name: string; png: Uint8Array }[];
}

/** What became of a letter: taken, or why not. `code`: what the server answered, digits alone; its words may hold anything. */
export type Delivery = { taken: true } | { taken: false; problem: MailProblem; code: string | null; /** Another try of the same letter may end otherwise. */ mayYet: boolean };

/** Hands letters to the mail server of the installation. */
export interface Mailer {
  /** What operators read of the server, and who letters come from; null: none is set, and `send` is not to be asked. */
  readonly place: { name: string; from: string } | null;
  send(letter: Letter, signal?: AbortSignal): Promise<Delivery>;
  /** Whether the server can be reached and lets us in; nothing is sent. Null: it does. */
  look(): Promise<{ problem: MailProblem; code: string | null } | null>;
}

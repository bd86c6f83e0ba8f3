import type { SignatureAlgorithm } from '../../kernel/ports/signer';
import type { Failed } from '../key-process/serve-keys';

/** What the program says to the process that signs, and is answered. No word of it brings a private key out. */
export type Asked =
  | { what: 'open'; keyId: string; pin: string }
  /** `data`: base64. */
  | { what: 'sign'; opened: string; algorithm: SignatureAlgorithm; data: string }
  | { what: 'close'; opened: string };

/** Told once, before the first question. */
export interface Begin {
  folder: string;
}

export type Answered =
  | { what: 'opened'; opened: string }
  | { what: 'wrong' }
  | { what: 'none' }
  /** Base64. */
  | { what: 'signed'; signature: string }
  /** The key is open no more. */
  | { what: 'gone' }
  | { what: 'closed' }
  | Failed;

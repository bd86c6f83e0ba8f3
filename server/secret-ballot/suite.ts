import { Aes256Gcm, CipherSuite, DhkemP256HkdfSha256, HkdfSha256 } from '@hpke/core';

/** RFC 9180, base mode: P-256, HKDF-SHA-256, AES-256-GCM. All three are in the WebCrypto of every browser this is used in (decision 101). */
export const suite = new CipherSuite({ kem: new DhkemP256HkdfSha256(), kdf: new HkdfSha256(), aead: new Aes256Gcm() });

/** Bytes of a public key, of what the sender's half of the agreement takes, and of the mark of AES-GCM. */
export const PUBLIC_KEY_BYTES = 65;
const ENCAPSULATED_BYTES = 65;
const TAG_BYTES = 16;

/** Bytes of a choice, at most; one byte before it says how many they are, zeros behind it fill up. */
export const CHOICE_BYTES = 200;
export const PLAIN_BYTES = 1 + CHOICE_BYTES;
export const SEALED_BYTES = ENCAPSULATED_BYTES + PLAIN_BYTES + TAG_BYTES;
/** Letters of a sealed ballot as it travels. */
export const SEALED_LETTERS = Math.ceil((SEALED_BYTES * 4) / 3);

export const PURPOSE = 'phien secret ballot 1';

/** Which box a ballot is for. */
export interface BallotBox {
  questionId: string;
  /** base64url. */
  publicKey: string;
}

const bytesOf = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);

/** What a ballot is bound to besides the key itself. */
export const bindings = ({ questionId, publicKey }: BallotBox): { info: Uint8Array<ArrayBuffer>; aad: Uint8Array<ArrayBuffer> } => ({
  info: bytesOf(PURPOSE),
  aad: bytesOf(`${questionId}\n${publicKey}`),
});

export const split = (sealed: Uint8Array<ArrayBuffer>): { enc: Uint8Array<ArrayBuffer>; ct: Uint8Array<ArrayBuffer> } => ({
  enc: sealed.slice(0, ENCAPSULATED_BYTES),
  ct: sealed.slice(ENCAPSULATED_BYTES),
});

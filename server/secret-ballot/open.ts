import { fromBase64Url, toBase64Url } from './base64url';
import { bindings, CHOICE_BYTES, PLAIN_BYTES, SEALED_BYTES, split, suite, type BallotBox } from './suite';

export interface BoxKeys {
  /** base64url, 65 bytes. */
  publicKey: string;
  /** 32 bytes. Whoever holds it overwrites it. */
  privateKey: Uint8Array<ArrayBuffer>;
}

export async function makeBoxKeys(): Promise<BoxKeys> {
  const pair = await suite.kem.generateKeyPair();
  const [publicKey, privateKey] = [await suite.kem.serializePublicKey(pair.publicKey), await suite.kem.serializePrivateKey(pair.privateKey)];
  return { publicKey: toBase64Url(new Uint8Array(publicKey)), privateKey: new Uint8Array(privateKey) };
}

/** What was chosen; null: an invalid ballot. */
export type OpenedChoice = string | null;

/**
 * Opens all ballots of a box and gives what is in them in an order drawn by lot (SC4, SC5).
 * @param sealed all of them: two calls would say what came between.
 */
export async function openBallots(box: BallotBox, privateKey: Uint8Array<ArrayBuffer>, sealed: readonly string[]): Promise<OpenedChoice[]> {
  const recipientKey = await suite.kem.deserializePrivateKey(privateKey.slice().buffer);
  const { info, aad } = bindings(box);
  const choices: OpenedChoice[] = [];
  for (const text of sealed) {
    const bytes = fromBase64Url(text);
    if (bytes?.length !== SEALED_BYTES) {
      choices.push(null);
      continue;
    }
    const { enc, ct } = split(bytes);
    const plain = await suite.open({ recipientKey, enc: enc.buffer, info }, ct, aad).catch(() => null);
    choices.push(plain === null ? null : choiceIn(new Uint8Array(plain)));
  }
  return shuffled(choices);
}

function choiceIn(plain: Uint8Array): OpenedChoice {
  const length = plain[0] ?? 0;
  if (plain.length !== PLAIN_BYTES || length < 1 || length > CHOICE_BYTES || plain.subarray(1 + length).some((byte) => byte !== 0)) return null;
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(plain.subarray(1, 1 + length));
  } catch {
    return null;
  }
}

/** A whole number from 0 below `end`, each as likely as any other (a draw from the last, incomplete, round is drawn again). */
export function drawBelow(end: number): number {
  const rounds = Math.floor(2 ** 32 / end) * end;
  for (const drawn = new Uint32Array(1); ;) {
    crypto.getRandomValues(drawn);
    if ((drawn[0] ?? 0) < rounds) return (drawn[0] ?? 0) % end;
  }
}

/** A copy in an order drawn by lot (Fisher and Yates; Knuth, TAOCP 2, algorithm 3.4.2P). */
export function shuffled<T>(list: readonly T[]): T[] {
  const order = [...list];
  for (let last = order.length - 1; last > 0; last -= 1) {
    const other = drawBelow(last + 1);
    [order[last], order[other]] = [order[other] as T, order[last] as T];
  }
  return order;
}

import type { DigestName } from '../cms/algorithms';
import { digestIdentifierWithNull } from '../cms/algorithms';
import { algorithmId } from '../cms/x509';
import { OID } from '../der/oids';
import { DerError, child, integerHex, oidText, readDer, sameBytes, smallInteger, timeValue } from '../der/read';
import { boolean, integer, octets, oid, sequence } from '../der/write';
import { judgeCms } from '../verify/judge-cms';
import { AnswerError } from './answer-error';

/** What a time-stamp authority is asked (RFC 3161 §2.4.1). */
export interface TimeStampQuestion {
  readonly digest: DigestName;
  /** Hash of what is to be stamped, by `digest`. */
  readonly imprint: Uint8Array;
  /** Random; an answer without it is somebody else's, or an old one. */
  readonly nonce: Uint8Array;
  /** Under which policy, in dotted form; absent: the authority's own. */
  readonly policy?: string;
}

/** @returns DER TimeStampReq; the authority's certificate is asked for, so that the token can be judged by itself. */
export function timeStampRequest({ digest, imprint, nonce, policy }: TimeStampQuestion): Uint8Array {
  return sequence(
    integer(1),
    sequence(digestIdentifierWithNull(digest), octets(imprint)),
    ...(policy === undefined ? [] : [oid(policy)]),
    integer(nonce),
    boolean(true),
  );
}

/** How far the clock of an authority may be from ours, ms: beyond that one of the two is wrong, and nobody could say which. */
const CLOCK_SKEW_MS = 5 * 60_000;

/**
 * Holds an answer to what was asked (RFC 3161 §2.4.2): granted, this imprint, this nonce, this policy, a time that can be, sound
 * signature of a certificate for time-stamps alone that the token names (ESSCertIDv2). Trust in that certificate is judged elsewhere.
 * @returns the token as it lay in the answer. @throws AnswerError
 */
export function timeStampToken(answer: Uint8Array, question: TimeStampQuestion, now: Date): Uint8Array {
  try {
    const response = readDer(answer);
    const status = smallInteger(child(child(response, 0, 0x30), 0));
    // 0 granted, 1 granted with modifications, which are looked for below.
    if (status > 1 || response.children.length !== 2) throw new AnswerError('not_granted', `status ${status}`);
    const token = child(response, 1, 0x30).bytes;
    const judged = judgeCms(token, [], { subFilter: 'ETSI.RFC3161', extraCertificates: [] });
    const fault = judged.findings.find(({ severity }) => severity === 'error');
    if (fault?.key === 'certificate.purpose') throw new AnswerError('wrong_purpose');
    if (fault || !judged.intact) throw new AnswerError('unsound', fault?.key);
    requireAsked(judged.data?.content ?? new Uint8Array(0), question, now);
    return token;
  } catch (error) {
    if (error instanceof DerError) throw new AnswerError('unreadable', error.message);
    throw error;
  }
}

function requireAsked(content: Uint8Array, { digest, imprint, nonce, policy }: TimeStampQuestion, now: Date): void {
  const info = readDer(content);
  if (smallInteger(child(info, 0)) !== 1) throw new AnswerError('unreadable', 'version');
  if (policy !== undefined && oidText(child(info, 1)) !== policy) throw new AnswerError('other_policy');
  const stamped = child(info, 2, 0x30);
  const sameHash = algorithmId(child(stamped, 0)).oid === OID[digest] && sameBytes(child(stamped, 1, 0x04).content, imprint);
  if (!sameHash) throw new AnswerError('other_imprint');
  const time = timeValue(child(info, 4, 0x18));
  if (Math.abs(time.getTime() - now.getTime()) > CLOCK_SKEW_MS) throw new AnswerError('implausible_time', time.toISOString());
  const given = info.children.slice(5).find(({ tag }) => tag === 0x02);
  if (!given || integerHex(given) !== integerHex(readDer(integer(nonce)))) throw new AnswerError('other_nonce');
}

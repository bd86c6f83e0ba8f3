import { randomBytes } from 'node:crypto';
import type { AuthorityPlaces, TimeStampPlace } from '../../kernel/authority-places';
import { DomainError } from '../../kernel/errors';
import type { Authorities, AuthorityProblem, Status } from '../../kernel/ports/authorities';
import type { Clock } from '../../kernel/ports/clock';
import type { TrustStore } from '../../kernel/ports/trust';
import { AnswerError } from '../../pades/authority/answer-error';
import { listAnswer, ocspAnswer, ocspRequest, statusPoints } from '../../pades/authority/status';
import { timeStampRequest, timeStampToken } from '../../pades/authority/time-stamp';
import type { OcspSource } from '../../pades/verify/ocsp';
import { leadsToAnchor } from '../../pades/verify/timestamp';
import { readCertificates } from '../../pades/verify/trusted-files';
import { BREAKER_TIMES, createBreaker, type BreakerTimes } from './breaker';
import { exchange, ExchangeError, type ExchangeLimits } from './exchange';

export interface AuthorityTimes extends Partial<BreakerTimes> {
  /** For one question, ms. */
  timeMs?: number;
}

const TOKEN_BYTES = 256 * 1024;
const OCSP_BYTES = 256 * 1024;
/** Lists of a large issuer have a hundred thousand entries. */
const LIST_BYTES = 16 * 1024 * 1024;
/** Addresses of one certificate that are tried. */
const POINTS = 3;

const QUERY = 'application/timestamp-query';
const OCSP_QUERY = 'application/ocsp-request';

/** Where it can be asked, without what only the program needs to know. */
const nameOf = (url: string): string => new URL(url).host;

/** Asks time-stamp authorities, responders and lists over HTTP, and holds every answer to what was asked. */
export function createAuthorities(places: AuthorityPlaces, { trust, clock }: { trust: TrustStore; clock: Clock }, { timeMs = 15_000, ...times }: AuthorityTimes = {}): Authorities {
  const through = createBreaker(() => clock.monotonic(), { ...BREAKER_TIMES, ...times });
  const limits = (maxBytes: number): ExchangeLimits => ({ timeMs, maxBytes });

  async function askStamp({ url, policy }: TimeStampPlace, imprint: Uint8Array, signal?: AbortSignal): Promise<Uint8Array> {
    const nonce = randomBytes(16);
    const question = { digest: 'sha256' as const, imprint, nonce, ...(policy === null ? {} : { policy }) };
    const answer = await exchange({ url, post: { type: QUERY, body: timeStampRequest(question) }, isOwn: true, signal }, limits(TOKEN_BYTES));
    const now = clock.now();
    const token = held(() => timeStampToken(answer, question, now));
    // A token nobody here could believe is no proof, however well it is made.
    if (!leadsToAnchor(token, readCertificates(await trust.anchors()), now)) throw new ExchangeError('untrusted');
    return token;
  }

  const stampFrom = (place: TimeStampPlace, imprint: Uint8Array, signal?: AbortSignal): Promise<Uint8Array> => through(place.url, () => askStamp(place, imprint, signal), signal);

  async function askOcsp(url: string, source: OcspSource, signal?: AbortSignal): Promise<Status> {
    const nonce = randomBytes(16);
    const answer = await exchange({ url, post: { type: OCSP_QUERY, body: ocspRequest(source, nonce) }, isOwn: false, signal }, limits(OCSP_BYTES), places.insideHosts);
    return { ocsp: held(() => ocspAnswer(answer, source, nonce, clock.now())) };
  }

  async function askList(url: string, { issuer }: OcspSource, signal?: AbortSignal): Promise<Status> {
    const answer = await exchange({ url, isOwn: false, signal }, limits(LIST_BYTES), places.insideHosts);
    return { crl: held(() => listAnswer(answer, issuer, clock.now())) };
  }

  /** A list that an operator laid here, for networks that reach nobody. */
  async function listHere({ issuer }: OcspSource): Promise<Status | null> {
    for (const bytes of await trust.crls()) {
      try {
        return { crl: listAnswer(bytes, issuer, clock.now()) };
      } catch (error) {
        if (!(error instanceof AnswerError)) throw error;
      }
    }
    return null;
  }

  return {
    isSet: places.timeStamps.length > 0,
    async stamp(imprint, signal) {
      let last: { authority: string; problem: string } = { authority: '', problem: 'unset' };
      for (const place of places.timeStamps) {
        try {
          return await stampFrom(place, imprint, signal);
        } catch (error) {
          signal?.throwIfAborted();
          last = { authority: nameOf(place.url), problem: problemOf(error) };
        }
      }
      throw new DomainError('unavailable', 'signing.no_timestamp', last);
    },
    async status(source, signal) {
      const { ocsp, crl } = statusPoints(source.certificate);
      const asks = [...ocsp.slice(0, POINTS).map((url) => ({ url, ask: () => askOcsp(url, source, signal) })), ...crl.slice(0, POINTS).map((url) => ({ url, ask: () => askList(url, source, signal) }))];
      let last: { authority: string; problem: string } | null = null;
      for (const { url, ask } of asks) {
        try {
          return await through(url, ask, signal);
        } catch (error) {
          signal?.throwIfAborted();
          last = { authority: nameOf(url), problem: problemOf(error) };
        }
      }
      const here = await listHere(source);
      if (here || !last) return here;
      throw new DomainError('unavailable', 'signing.no_status', last);
    },
    look: () => Promise.all(places.timeStamps.map(async (place) => ({ name: nameOf(place.url), ...(await seen(() => askStamp(place, randomBytes(32)))) }))),
  };
}

/** What a judgement refuses is a lie or a fault of the authority, which trying again does not mend. */
function held<T>(judge: () => T): T {
  try {
    return judge();
  } catch (error) {
    if (!(error instanceof AnswerError)) throw error;
    throw new ExchangeError('answer', error.fault);
  }
}

/** `unreachable`, or what was wrong with the answer: `answer.other_nonce`. */
function problemOf(error: unknown): string {
  if (!(error instanceof ExchangeError)) throw error;
  return error.problem === 'answer' ? `answer.${error.detail}` : error.problem;
}

async function seen(ask: () => Promise<unknown>): Promise<{ problem: AuthorityProblem | null; detail: string }> {
  try {
    await ask();
    return { problem: null, detail: '' };
  } catch (error) {
    if (!(error instanceof ExchangeError)) throw error;
    return { problem: error.problem, detail: error.detail };
  }
}

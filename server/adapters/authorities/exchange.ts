import { lookup as lookUp } from 'node:dns';
import http from 'node:http';
import https from 'node:https';
import net from 'node:net';
import type { AuthorityProblem } from '../../kernel/ports/authorities';

/** An authority that could not be asked, or did not answer. */
export class ExchangeError extends Error {
  override readonly name = 'ExchangeError';

  constructor(
    readonly problem: AuthorityProblem,
    readonly detail = '',
  ) {
    super(detail === '' ? problem : `${problem} (${detail})`);
  }
}

export interface ExchangeLimits {
  /** From the first byte sent to the last one read, ms. */
  timeMs: number;
  maxBytes: number;
}

export interface Exchange {
  url: string;
  /** What is posted; absent: something is fetched. */
  post?: { type: string; body: Uint8Array };
  /** True: where it leads may be inside this network, because an operator named it. */
  isOwn: boolean;
  signal?: AbortSignal;
}

/** What lies on this machine or network, or nowhere at all (RFC 6890): whoever can write an address into a certificate must not reach it. */
const INSIDE = new net.BlockList();
for (const [address, bits] of [['0.0.0.0', 8], ['10.0.0.0', 8], ['100.64.0.0', 10], ['127.0.0.0', 8], ['169.254.0.0', 16], ['172.16.0.0', 12], ['192.0.0.0', 24], ['192.168.0.0', 16], ['198.18.0.0', 15], ['224.0.0.0', 3]] as const) INSIDE.addSubnet(address, bits, 'ipv4');
for (const [address, bits] of [['::', 127], ['fc00::', 7], ['fe80::', 10], ['ff00::', 8]] as const) INSIDE.addSubnet(address, bits, 'ipv6');

/** An IPv4 address written as an IPv6 one is judged as what it is. */
function isInside(address: string): boolean {
  const mapped = /^::ffff:(\d{1,3}(?:\.\d{1,3}){3})$/iu.exec(address)?.[1];
  const plain = mapped ?? address;
  return INSIDE.check(plain, net.isIPv6(plain) ? 'ipv6' : 'ipv4') || (mapped === undefined && /^::ffff:/iu.test(address));
}

/** Looks names up and gives out addresses outside only: judged where it is connected to, so that no second answer of the name leads elsewhere. */
const outsideOnly: net.LookupFunction = (host, options, done) => {
  lookUp(host, { ...options, all: true }, (error, addresses) => {
    if (error) return done(error, '', 0);
    const outside = addresses.filter(({ address }) => !isInside(address));
    const [first] = outside;
    if (!first) return done(Object.assign(new Error('inside'), { code: 'EINSIDE' }), '', 0);
    return options.all ? done(null, outside) : done(null, first.address, first.family);
  });
};

const REDIRECTS = 2;

/** One question over HTTP and its whole answer; only fetching follows a redirect, and to what lies outside only. @throws ExchangeError */
export async function exchange({ url, post, isOwn, signal }: Exchange, limits: ExchangeLimits, insideHosts: readonly string[] = []): Promise<Buffer> {
  const deadline = AbortSignal.timeout(limits.timeMs);
  const ended = signal ? AbortSignal.any([signal, deadline]) : deadline;
  let target = new URL(url);
  let own = isOwn;
  for (let hop = 0; ; hop += 1) {
    const free = own || insideHosts.includes(target.hostname.toLowerCase());
    const host = target.hostname.replace(/^\[|\]$/gu, '');
    if (!free && net.isIP(host) !== 0 && isInside(host)) throw new ExchangeError('inside', target.hostname);
    const answer = await one(target, { post, free, ended, maxBytes: limits.maxBytes }).catch((error: unknown) => {
      signal?.throwIfAborted();
      throw deadline.aborted ? new ExchangeError('silent') : meaningOf(error);
    });
    if (Buffer.isBuffer(answer)) return answer;
    if (post || hop >= REDIRECTS || !URL.canParse(answer.to, target)) throw new ExchangeError('refused', 'redirect');
    target = new URL(answer.to, target);
    if (!/^https?:$/u.test(target.protocol)) throw new ExchangeError('refused', 'redirect');
    own = false;
  }
}

function one(target: URL, { post, free, ended, maxBytes }: { post: Exchange['post']; free: boolean; ended: AbortSignal; maxBytes: number }): Promise<Buffer | { to: string }> {
  return new Promise((resolve, reject) => {
    const request = (target.protocol === 'https:' ? https : http).request(target, {
      method: post ? 'POST' : 'GET',
      agent: false,
      signal: ended,
      headers: post ? { 'Content-Type': post.type, 'Content-Length': post.body.length } : {},
      ...(free ? {} : { lookup: outsideOnly }),
    });
    request.on('error', reject);
    request.on('response', (response) => {
      const { statusCode = 0, headers } = response;
      const leave = (outcome: () => void): void => {
        outcome();
        response.destroy();
      };
      if (statusCode >= 300 && statusCode < 400 && headers.location) return leave(() => resolve({ to: headers.location ?? '' }));
      if (statusCode !== 200) return leave(() => reject(new ExchangeError('refused', String(statusCode))));
      const parts: Buffer[] = [];
      let length = 0;
      response.on('data', (part: Buffer) => {
        length += part.length;
        if (length > maxBytes) leave(() => reject(new ExchangeError('too_large')));
        else parts.push(part);
      });
      response.on('error', reject);
      // Half an answer is none: Node says so by an end that is not complete.
      response.on('close', () => (response.complete ? resolve(Buffer.concat(parts)) : reject(new ExchangeError('cut_off'))));
    });
    request.end(post?.body);
  });
}

function meaningOf(error: unknown): ExchangeError {
  if (error instanceof ExchangeError) return error;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'EINSIDE') return new ExchangeError('inside');
  if (/CERT|SELF_SIGNED|UNABLE_TO_VERIFY|ALTNAME/u.test(code)) return new ExchangeError('certificate', code);
  return new ExchangeError(/ECONNRESET|EPIPE|HPE_/u.test(code) ? 'cut_off' : 'unreachable', code);
}

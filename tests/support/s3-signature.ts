import { createHash, createHmac } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

/** What a store refuses a request with. */
export class S3Refusal extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
  ) {
    super(code);
  }
}

export interface SignedRequest {
  method: string;
  /** As it was sent, path and query apart. */
  path: string;
  query: URLSearchParams;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

export interface Known {
  access: string;
  secret: string;
  region: string;
  /** ms since 1970. */
  now: number;
}

const SKEW_MS = 15 * 60_000;
const hex = (data: string | Buffer): string => createHash('sha256').update(data).digest('hex');
const hmac = (key: string | Buffer, data: string): Buffer => createHmac('sha256', key).update(data).digest();
const encoded = (text: string): string => encodeURIComponent(text).replace(/[!'()*]/gu, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
const byCode = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Signature Version 4 as its description has it, written from that and not from any client. */
export function signatureOf(request: Omit<SignedRequest, 'body'>, signed: readonly string[], { secret, region }: Pick<Known, 'secret' | 'region'>): string {
  const stamp = String(request.headers['x-amz-date']);
  const scope = `${stamp.slice(0, 8)}/${region}/s3/aws4_request`;
  const query = [...request.query].map(([name, value]) => `${encoded(name)}=${encoded(value)}`).sort(byCode).join('&');
  const headers = signed.map((name) => `${name}:${String(request.headers[name] ?? '').trim().replace(/ +/gu, ' ')}\n`).join('');
  const canonical = [request.method, request.path, query, headers, signed.join(';'), String(request.headers['x-amz-content-sha256'])].join('\n');
  const key = ['s3', 'aws4_request'].reduce((before, part) => hmac(before, part), hmac(hmac(`AWS4${secret}`, stamp.slice(0, 8)), region));
  return hmac(key, ['AWS4-HMAC-SHA256', stamp, scope, hex(canonical)].join('\n')).toString('hex');
}

/** @throws S3Refusal where the request is not signed by the key, for this store, now and with this body. */
export function assertSigned(request: SignedRequest, known: Known): void {
  const { headers, body } = request;
  const match = /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/s3\/aws4_request, ?SignedHeaders=([^,]+), ?Signature=([0-9a-f]{64})$/u.exec(headers.authorization ?? '');
  if (!match) throw new S3Refusal(403, 'AccessDenied');
  const [, access = '', day = '', region = '', names = '', signature = ''] = match;
  if (access !== known.access) throw new S3Refusal(403, 'InvalidAccessKeyId');
  if (region !== known.region) throw new S3Refusal(400, 'AuthorizationHeaderMalformed');
  const stamp = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/u.exec(String(headers['x-amz-date']));
  const at = stamp ? Date.parse(`${stamp[1]}-${stamp[2]}-${stamp[3]}T${stamp[4]}:${stamp[5]}:${stamp[6]}Z`) : Number.NaN;
  if (!String(headers['x-amz-date']).startsWith(day) || !(Math.abs(at - known.now) <= SKEW_MS)) throw new S3Refusal(403, 'RequestTimeTooSkewed');
  const signed = names.split(';');
  const must = ['host', ...Object.keys(headers).filter((name) => name.startsWith('x-amz-'))];
  if (must.some((name) => !signed.includes(name)) || signatureOf(request, signed, known) !== signature) throw new S3Refusal(403, 'SignatureDoesNotMatch');
  const said = String(headers['x-amz-content-sha256']);
  if (said !== 'UNSIGNED-PAYLOAD' && said !== hex(body)) throw new S3Refusal(400, 'XAmzContentSHA256Mismatch');
  const md5 = headers['content-md5'];
  if (md5 !== undefined && md5 !== createHash('md5').update(body).digest('base64')) throw new S3Refusal(400, 'BadDigest');
}

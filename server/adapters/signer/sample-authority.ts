import { X509Certificate, createPrivateKey, generateKeyPairSync } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';

import { DomainError } from '../../kernel/errors';
import type { SignatureAlgorithm } from '../../kernel/ports/signer';
import { makeCertificate, makeCrl, nameDer } from './certificates';
import type { Issuer, RevokedEntry } from './certificates';
import { readIfThere, writeAtomically } from './files';
import { makePkcs12 } from './pkcs12';

export const ROOT_NAME = { commonName: 'Phiên – CA gốc thử nghiệm (không có giá trị pháp lý)', organisation: 'Phiên – dữ liệu mẫu' };
export const ISSUING_NAME = { commonName: 'Phiên – CA thử nghiệm (không có giá trị pháp lý)', organisation: 'Phiên – dữ liệu mẫu' };

const DAY = 86_400_000;
const ROOT_DAYS = 3650;
const ISSUING_DAYS = 1825;
const SIGNER_DAYS = 730;
const CRL_DAYS = 30;
/** A list older than this is made anew, long before its own end, so that a server switched off for two weeks still verifies. */
const CRL_RENEW_DAYS = 7;

/** What verification needs of the authority. */
export interface Authority {
  readonly trustAnchors: readonly Uint8Array[];
  readonly crls: readonly Uint8Array[];
}

interface SignerRecord {
  readonly algorithm: SignatureAlgorithm;
  /** Base64 DER, leaf first. */
  readonly chain: readonly string[];
}

const inside = (dir: string, name: string): string => path.join(dir, name);

/** Ids become file names. @throws DomainError `invalid` `signing.bad_id` */
export function signerFile(dir: string, id: string, suffix: 'p12' | 'json' | 'attempts.json'): string {
  if (!/^[A-Za-z0-9_-]{1,64}$/.test(id)) throw new DomainError('invalid', 'signing.bad_id');
  return path.join(dir, 'signers', `${id}.${suffix}`);
}

async function required(file: string): Promise<Buffer> {
  const content = await readIfThere(file);
  if (!content) throw new DomainError('unavailable', 'signing.no_authority');
  return content;
}

async function issuer(dir: string, name: 'root' | 'issuing'): Promise<Issuer> {
  const key = createPrivateKey(await required(inside(dir, `${name}.key.pem`)));
  return { key, name: nameDer(name === 'root' ? ROOT_NAME : ISSUING_NAME) };
}

const pem = (key: KeyObject): string => key.export({ type: 'pkcs8', format: 'pem' }).toString();

/**
 * Makes the sample authority (root, issuing authority, empty revocation lists) unless the folder has one.
 * The root's certificate is written last: a folder with it is complete.
 */
export async function createSampleAuthority(dir: string, { now }: { readonly now: Date }): Promise<void> {
  if (await readIfThere(inside(dir, 'root.cer'))) return;
  await mkdir(dir, { recursive: true, mode: 0o700 });
  const root = generateKeyPairSync('ec', { namedCurve: 'P-384' });
  const issuing = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const rootIssuer: Issuer = { key: root.privateKey, name: nameDer(ROOT_NAME) };
  const until = (days: number): Date => new Date(now.getTime() + days * DAY);
  // A day early: tablets and servers of a closed network rarely agree on the minute.
  const notBefore = new Date(now.getTime() - DAY);
  const common = { issuer: rootIssuer, notBefore };
  const rootCertificate = makeCertificate({
    ...common,
    subject: ROOT_NAME,
    publicKey: root.publicKey,
    purpose: { kind: 'authority', pathLength: 1 },
    notAfter: until(ROOT_DAYS),
  });
  const issuingCertificate = makeCertificate({
    ...common,
    subject: ISSUING_NAME,
    publicKey: issuing.publicKey,
    purpose: { kind: 'authority', pathLength: 0 },
    notAfter: until(ISSUING_DAYS),
  });
  await writeAtomically(inside(dir, 'root.key.pem'), pem(root.privateKey));
  await writeAtomically(inside(dir, 'issuing.key.pem'), pem(issuing.privateKey));
  await writeAtomically(inside(dir, 'issuing.cer'), issuingCertificate);
  await writeAtomically(inside(dir, 'revoked.json'), '[]');
  await renewCrls(dir, now);
  await writeAtomically(inside(dir, 'root.cer'), rootCertificate);
}

async function revokedEntries(dir: string): Promise<RevokedEntry[]> {
  const stored = JSON.parse((await required(inside(dir, 'revoked.json'))).toString('utf8')) as { serial: string; at: string }[];
  return stored.map(({ serial, at }) => ({ serial, at: new Date(at) }));
}

async function renewCrls(dir: string, now: Date): Promise<void> {
  const nextUpdate = new Date(now.getTime() + CRL_DAYS * DAY);
  // CRL numbers have to grow; seconds since 2020 do, without a counter that a crash could lose.
  const number = Math.floor((now.getTime() - Date.UTC(2020, 0, 1)) / 1000);
  const make = async (name: 'root' | 'issuing', revoked: readonly RevokedEntry[]): Promise<void> => {
    const list = makeCrl({ issuer: await issuer(dir, name), number, revoked, thisUpdate: now, nextUpdate });
    await writeAtomically(inside(dir, `${name}.crl`), list);
  };
  await make('root', []);
  await make('issuing', await revokedEntries(dir));
  await writeAtomically(inside(dir, 'crl.json'), JSON.stringify({ thisUpdate: now.toISOString() }));
}

/** The trust anchor and revocation lists; lists older than a week are made anew. */
export async function readAuthority(dir: string, { now }: { readonly now: Date }): Promise<Authority> {
  const anchor = await required(inside(dir, 'root.cer'));
  const made = JSON.parse((await required(inside(dir, 'crl.json'))).toString('utf8')) as { thisUpdate: string };
  if (now.getTime() - new Date(made.thisUpdate).getTime() > CRL_RENEW_DAYS * DAY) await renewCrls(dir, now);
  return { trustAnchors: [anchor], crls: [await required(inside(dir, 'issuing.crl')), await required(inside(dir, 'root.crl'))] };
}

function generate(algorithm: SignatureAlgorithm): { privateKey: KeyObject; publicKey: KeyObject } {
  if (algorithm === 'ecdsa-p384-sha384') return generateKeyPairSync('ec', { namedCurve: 'P-384' });
  if (algorithm === 'ecdsa-p256-sha256') return generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return generateKeyPairSync('rsa', { modulusLength: 3072 });
}

export interface IssueRequest {
  readonly personId: string;
  readonly commonName: string;
  readonly title?: string;
  readonly organisation?: string;
  /** At least six characters; protects the key file. */
  readonly pin: string;
  readonly algorithm: SignatureAlgorithm;
  readonly now: Date;
}

/**
 * Issues a certificate and writes its key as PKCS#12. An earlier key of the same person is replaced.
 * @throws DomainError `invalid` `signing.short_pin`, `signing.bad_id`; `unavailable` `signing.no_authority`.
 */
export async function issue(dir: string, request: IssueRequest): Promise<void> {
  if (request.pin.length < 6) throw new DomainError('invalid', 'signing.short_pin', { least: 6 });
  const file = signerFile(dir, request.personId, 'p12');
  const { privateKey, publicKey } = generate(request.algorithm);
  const certificate = makeCertificate({
    subject: { commonName: request.commonName, title: request.title, organisation: request.organisation },
    publicKey,
    issuer: await issuer(dir, 'issuing'),
    purpose: { kind: 'signer' },
    notBefore: new Date(request.now.getTime() - DAY),
    notAfter: new Date(request.now.getTime() + SIGNER_DAYS * DAY),
  });
  const chain = [certificate, await required(inside(dir, 'issuing.cer'))];
  const record: SignerRecord = { algorithm: request.algorithm, chain: chain.map((der) => der.toString('base64')) };
  await writeAtomically(file, makePkcs12(privateKey, chain, request.pin, request.commonName));
  await writeAtomically(signerFile(dir, request.personId, 'attempts.json'), JSON.stringify({ failed: 0 }));
  await writeAtomically(signerFile(dir, request.personId, 'json'), JSON.stringify(record));
}

/** Issues the certificate of an organisation (its seal); `organisationId` takes the place of a person's id. */
export async function issueOrganisation(
  dir: string,
  request: { readonly organisationId: string; readonly name: string; readonly pin: string; readonly algorithm?: SignatureAlgorithm; readonly now: Date },
): Promise<void> {
  const { organisationId, name, pin, algorithm = 'ecdsa-p256-sha256', now } = request;
  await issue(dir, { personId: organisationId, commonName: name, organisation: name, pin, algorithm, now });
}

export async function readSigner(dir: string, id: string): Promise<SignerRecord | null> {
  const content = await readIfThere(signerFile(dir, id, 'json'));
  return content ? (JSON.parse(content.toString('utf8')) as SignerRecord) : null;
}

/** Revokes the certificate of a person and publishes new lists. @throws DomainError `not_found` `signing.no_certificate` */
export async function revoke(dir: string, id: string, { now }: { readonly now: Date }): Promise<void> {
  const record = await readSigner(dir, id);
  const leaf = record?.chain[0];
  if (!leaf) throw new DomainError('not_found', 'signing.no_certificate');
  const serial = new X509Certificate(Buffer.from(leaf, 'base64')).serialNumber.toLowerCase();
  const entries = await revokedEntries(dir);
  if (entries.some((entry) => entry.serial === serial)) return;
  const stored = [...entries, { serial, at: now }].map((entry) => ({ serial: entry.serial, at: entry.at.toISOString() }));
  await writeAtomically(inside(dir, 'revoked.json'), JSON.stringify(stored));
  await renewCrls(dir, now);
}

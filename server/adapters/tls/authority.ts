import { createPrivateKey, X509Certificate } from 'node:crypto';
import { chmod, mkdir, open, readFile, rename } from 'node:fs/promises';
import { isIP } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import type { KeyedCertificate } from './certificate';

const AUTHORITY_DAYS = 10 * 365;

/** Below Apple's 398 days for servers, so that no device complains whatever it trusts. */
const SERVER_DAYS = 397;

/** A certificate is made anew when fewer days are left. */
export const RENEW_BEFORE_DAYS = 30;

const DAY_MS = 24 * 60 * 60 * 1000;

export interface LocalTls {
  /** Server certificate followed by the authority's, PEM. */
  cert: string;
  key: string;
  /** The authority's certificate, PEM: what a tablet is made to trust. */
  ca: string;
}

/**
 * Certificate of the installation's own authority for the names given. Both are made once and kept in `folder`
 * (private keys readable by the owner alone); the server certificate is made anew when it nears its end, a name is
 * missing or the authority changed. The authority stays as it is until a year before its end, because tablets
 * trust it by hand.
 */
export async function openLocalAuthority(folder: string, names: readonly string[], now: Date): Promise<LocalTls> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await chmod(folder, 0o700);
  // Needed once in a year.
  const certificates = () => import('./certificate');
  const authority =
    (await readPair(folder, 'authority', (cert) => daysLeft(cert, now) > SERVER_DAYS)) ??
    (await writePair(folder, 'authority', (await certificates()).makeAuthority({ commonName: authorityName(now), days: AUTHORITY_DAYS, now })));
  const issuer = new X509Certificate(authority.cert);
  const good = (cert: X509Certificate): boolean =>
    daysLeft(cert, now) > RENEW_BEFORE_DAYS && cert.verify(issuer.publicKey) && names.every((name) => covers(cert, name));
  const server =
    (await readPair(folder, 'server', good)) ??
    (await writePair(
      folder,
      'server',
      (await certificates()).makeServerCertificate(authority, { commonName: names[0] ?? 'localhost', days: SERVER_DAYS, now, names }),
    ));
  return { cert: server.cert + authority.cert, key: server.key, ca: authority.cert };
}

/**
 * Every name under which tablets may reach the server: host of the origin, the address listened on (all of the
 * machine's when it listens on all), this machine itself.
 */
export function namesToCover(origin: string, host: string): string[] {
  const asked = new URL(origin).hostname.replace(/^\[|\]$/g, '');
  const everywhere = host === '0.0.0.0' || host === '::';
  const addresses = everywhere
    ? Object.values(os.networkInterfaces()).flatMap((list) => (list ?? []).filter(isLasting).map(({ address }) => address))
    : [host];
  return [...new Set([asked, ...addresses, 'localhost', '127.0.0.1', '::1'])];
}

/** Link-local addresses carry a zone and mean nothing to another machine. */
function isLasting({ address }: { address: string }): boolean {
  return !/^fe80:/i.test(address) && !address.startsWith('169.254.');
}

function authorityName(now: Date): string {
  return `Phiên ${os.hostname()} ${now.getUTCFullYear()}`;
}

function daysLeft(cert: X509Certificate, now: Date): number {
  return (Date.parse(cert.validTo) - now.getTime()) / DAY_MS;
}

/** Whether the certificate is for this DNS name or IP address. */
export function covers(cert: X509Certificate, name: string): boolean {
  return (isIP(name) ? cert.checkIP(name) : cert.checkHost(name)) !== undefined;
}

async function readPair(
  folder: string,
  name: string,
  good: (cert: X509Certificate) => boolean,
): Promise<KeyedCertificate | undefined> {
  try {
    const cert = await readFile(path.join(folder, `${name}.crt`), 'utf8');
    const key = await readFile(path.join(folder, `${name}.key`), 'utf8');
    const parsed = new X509Certificate(cert);
    return parsed.checkPrivateKey(createPrivateKey(key)) && good(parsed) ? { cert, key } : undefined;
  } catch (error) {
    if (isUnreadable(error)) throw error;
    return undefined;
  }
}

/** No right to read is a fault to report; a missing or mangled file is made anew. */
function isUnreadable(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'EACCES' || error.code === 'EPERM' || error.code === 'EIO');
}

async function writePair(folder: string, name: string, pair: KeyedCertificate): Promise<KeyedCertificate> {
  await replaceFile(path.join(folder, `${name}.key`), pair.key, 0o600);
  await replaceFile(path.join(folder, `${name}.crt`), pair.cert, 0o644);
  return pair;
}

async function replaceFile(file: string, text: string, mode: number): Promise<void> {
  const fresh = `${file}.new`;
  const handle = await open(fresh, 'w', mode);
  try {
    await handle.chmod(mode);
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(fresh, file);
}

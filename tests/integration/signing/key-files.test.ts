import { generateKeyPairSync } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { describe, expect, it } from 'vitest';

import { openPkcs12 } from '../../../server/adapters/signer/open-pkcs12';
import { makePkcs12 } from '../../../server/adapters/signer/pkcs12';
import { folder, run, tool } from '../pades/fixtures';

const KEYS: readonly [name: string, key: KeyObject][] = [
  ['P-256', generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey],
  ['RSA', generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey],
];

/** PINs as people choose them; what is no letter of English went wrong in other readers. */
const PINS = ['246810', 'Mật khẩu số 9'];

const pem = (key: KeyObject): string => key.export({ type: 'pkcs8', format: 'pem' }).toString();

describe.each(KEYS)('key files, %s', (_name, key) => {
  it.each(PINS)('signing A7 our own opens with its PIN “%s” alone', async (pin) => {
    const file = makePkcs12(key, [], pin, 'Người ký');
    expect((await openPkcs12(file, pin))?.equals(key)).toBe(true);
    for (const wrong of ['', '246811', pin.toLowerCase() === pin ? `${pin} ` : pin.toLowerCase()]) expect(await openPkcs12(file, wrong), wrong).toBeNull();
  });

  it.skipIf(!tool('openssl')).each([
    ['today’s', []],
    ['with another sum', ['-macalg', 'sha512']],
    ['of old token tools', ['-keypbe', 'PBE-SHA1-3DES', '-certpbe', 'PBE-SHA1-3DES', '-macalg', 'sha1']],
  ] as const)('signing A7 OpenSSL’s, %s, opens with its PIN alone', async (_kind, options) => {
    const dir = folder();
    const at = (name: string): string => path.join(dir, name);
    writeFileSync(at('key.pem'), pem(key), { mode: 0o600 });
    const certificate = run('openssl', ['req', '-x509', '-key', at('key.pem'), '-subj', '/CN=test', '-days', '30', '-out', at('certificate.pem')]);
    expect(certificate.ok, certificate.output).toBe(true);
    const made = run('openssl', ['pkcs12', '-export', '-inkey', at('key.pem'), '-in', at('certificate.pem'), '-passout', 'pass:246810', '-out', at('key.p12'), ...options]);
    expect(made.ok, made.output).toBe(true);
    const file = readFileSync(at('key.p12'));
    expect((await openPkcs12(file, '246810'))?.equals(key)).toBe(true);
    expect(await openPkcs12(file, '246811')).toBeNull();
  });

  it('signing A7 a damaged key file is no wrong PIN', async () => {
    await expect(openPkcs12(makePkcs12(key, [], '246810', 'x').subarray(0, 200), '246810')).rejects.toThrow();
  });
});

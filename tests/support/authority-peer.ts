import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { parseCertificate, unwrapPem } from '../../server/pades/cms/x509';
import type { Certificate } from '../../server/pades/cms/x509';
import { ocspRequest } from '../../server/pades/authority/status';
import { timeStampRequest } from '../../server/pades/authority/time-stamp';

const run = promisify(execFile);

/** What an authority does instead of what it should. */
export type Injury = 'none' | 'down' | 'stall' | 'half' | 'busy' | 'huge' | 'redirect' | 'words' | 'other_imprint' | 'other_nonce' | 'other_policy' | 'not_granted' | 'other_signer' | 'other_certificate' | 'no_nonce';

export interface AuthorityPeer {
  /** Folder of what OpenSSL made. */
  folder: string;
  root: Certificate;
  sub: Certificate;
  tsa: Certificate;
  /** A certificate for documents, and one that the list and the responder call revoked. */
  signer: Certificate;
  revoked: Certificate;
  rootPem: Buffer;
  /** PEM of the key of one of them. */
  key(name: string): Buffer;
  urls: { tsa: string; ocsp: string; crl: string };
  /** By what is asked; absent: nothing is injured. */
  injuries: Partial<Record<'tsa' | 'ocsp' | 'crl', Injury>>;
  /** Questions by what was asked. */
  asked: Record<'tsa' | 'ocsp' | 'crl', number>;
  close(): Promise<void>;
}

const POLICY = '1.3.6.1.4.1.54392.5.1';

const configOf = (dir: string, at: string): string => `
[ca]
default_ca = ca_default
[ca_default]
database = ${dir}/index.txt
crlnumber = ${dir}/crlnumber
default_md = sha256
default_crl_days = 7
unique_subject = no
[req]
distinguished_name = dn
prompt = no
utf8 = yes
string_mask = utf8only
[dn]
CN = unused
[root]
basicConstraints = critical,CA:true
keyUsage = critical,keyCertSign,cRLSign
subjectKeyIdentifier = hash
[sub]
basicConstraints = critical,CA:true,pathlen:0
keyUsage = critical,keyCertSign,cRLSign
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
crlDistributionPoints = URI:${at}/crl/root
[tsa]
keyUsage = critical,digitalSignature
extendedKeyUsage = critical,timeStamping
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
crlDistributionPoints = URI:${at}/crl/sub
[signer]
keyUsage = critical,digitalSignature,nonRepudiation
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
authorityInfoAccess = OCSP;URI:${at}/ocsp
crlDistributionPoints = URI:${at}/crl/sub
[responder]
keyUsage = critical,digitalSignature
extendedKeyUsage = OCSPSigning
noCheck = ignored
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
[tsa_conf]
serial = ${dir}/tsaserial
signer_digest = sha256
default_policy = ${POLICY}
other_policies = 1.3.6.1.4.1.54392.5.2
digests = sha256, sha384, sha512
accuracy = secs:1
ordering = no
tsa_name = no
ess_cert_id_chain = no
ess_cert_id_alg = sha256
`;

/** A real certification, time-stamp and status authority of OpenSSL on this machine, which can be injured. */
export async function openAuthorityPeer(): Promise<AuthorityPeer> {
  const folder = mkdtempSync(path.join(tmpdir(), 'phien-authority-'));
  const file = (name: string): string => path.join(folder, name);
  const openssl = async (...args: string[]): Promise<Buffer> => (await run('openssl', args, { cwd: folder, encoding: 'buffer', maxBuffer: 1 << 24 })).stdout;
  const injuries: AuthorityPeer['injuries'] = {};
  const asked = { tsa: 0, ocsp: 0, crl: 0 };
  let serial = 0;
  const server = http.createServer((request, response) => {
    answer(request, response).catch((error: unknown) => response.destroy(error as Error));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const at = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  writeFileSync(file('openssl.cnf'), configOf(folder, at));
  for (const [name, content] of [['index.txt', ''], ['index.txt.attr', ''], ['crlnumber', '01\n'], ['tsaserial', '01\n'], ['other.txt', '']] as const) writeFileSync(file(name), content);
  async function certify(name: string, subject: string, section: string, issuer: string | null): Promise<Certificate> {
    await openssl('genpkey', '-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-256', '-out', `${name}.key`);
    await openssl('req', '-new', '-utf8', '-config', 'openssl.cnf', '-key', `${name}.key`, '-subj', subject, '-out', `${name}.csr`);
    const by = issuer === null ? ['-signkey', `${name}.key`] : ['-CA', `${issuer}.pem`, '-CAkey', `${issuer}.key`];
    serial += 1;
    await openssl('x509', '-req', '-in', `${name}.csr`, ...by, '-set_serial', `0x4${serial}`, '-sha256', '-days', '900', '-extfile', 'openssl.cnf', '-extensions', section, '-out', `${name}.pem`);
    const [der = new Uint8Array(0)] = unwrapPem(readFileSync(file(`${name}.pem`)), 'CERTIFICATE');
    return parseCertificate(der);
  }
  const root = await certify('root', '/C=VN/O=Cơ quan chứng thực quốc gia/CN=CA gốc kiểm thử', 'root', null);
  const sub = await certify('sub', '/C=VN/O=Cơ quan chứng thực/CN=CA cấp dưới kiểm thử', 'sub', 'root');
  const tsa = await certify('tsa', '/C=VN/O=Cơ quan chứng thực/CN=Dấu thời gian kiểm thử', 'tsa', 'sub');
  const signer = await certify('signer', '/C=VN/O=UBND tỉnh Thanh Giang/CN=Đỗ Khắc Trường Vân', 'signer', 'sub');
  const revoked = await certify('revoked', '/C=VN/O=UBND tỉnh Thanh Giang/CN=Đàm Thị Ngọc Ước', 'signer', 'sub');
  await certify('responder', '/C=VN/O=Cơ quan chứng thực/CN=Trả lời OCSP kiểm thử', 'responder', 'sub');
  const foreign = await certify('foreign', '/C=VN/CN=Nơi khác', 'root', null);
  const digits = (date: Date): string => `${date.toISOString().replace(/[-:T]/gu, '').slice(2, 14)}Z`;
  const end = digits(root.notAfter);
  writeFileSync(file('index.txt'), `V\t${end}\t\t${signer.serial.toUpperCase()}\tunknown\t/CN=signer\nR\t${end}\t${digits(new Date(Date.now() - 3_600_000))},keyCompromise\t${revoked.serial.toUpperCase()}\tunknown\t/CN=revoked\n`);
  await openssl('ca', '-gencrl', '-config', 'openssl.cnf', '-cert', 'sub.pem', '-keyfile', 'sub.key', '-out', 'sub.crl');
  writeFileSync(file('other-index.txt'), '');
  writeFileSync(file('root.cnf'), configOf(folder, at).replace('index.txt', 'other-index.txt'));
  await openssl('ca', '-gencrl', '-config', 'root.cnf', '-cert', 'root.pem', '-keyfile', 'root.key', '-out', 'root.crl');

  let number = 0;
  async function timeStamp(query: Uint8Array, injury: Injury): Promise<Buffer> {
    const own = (number += 1);
    const stated = { digest: 'sha256', imprint: new Uint8Array(32).fill(7), nonce: Uint8Array.of(9) } as const;
    // The imprint of a question of ours stands where it always does.
    const imprint = Buffer.from(query).subarray(-80).length > 0 ? imprintOf(query) : stated.imprint;
    if (injury === 'other_imprint') query = timeStampRequest({ ...stated, nonce: nonceOf(query) });
    if (injury === 'other_nonce') query = timeStampRequest({ ...stated, imprint });
    writeFileSync(file(`${own}.tsq`), query);
    writeFileSync(file(`tsa-${own}.cnf`), configOf(folder, at).replace('tsaserial', `tsaserial-${own}`).replace('digests = sha256, sha384', injury === 'not_granted' ? 'digests = sha384' : 'digests = sha256, sha384'));
    writeFileSync(file(`tsaserial-${own}`), `${(own + 16).toString(16).padStart(4, '0')}\n`);
    const by = injury === 'other_signer' ? 'signer' : 'tsa';
    await openssl('ts', '-reply', '-config', `tsa-${own}.cnf`, '-section', 'tsa_conf', '-queryfile', `${own}.tsq`, '-signer', `${by}.pem`, '-inkey', `${by}.key`, '-chain', 'sub.pem', '-out', `${own}.tsr`);
    return readFileSync(file(`${own}.tsr`));
  }

  async function status(query: Uint8Array, injury: Injury): Promise<Buffer> {
    const own = (number += 1);
    writeFileSync(file(`${own}.req`), injury === 'other_certificate' ? ocspRequest({ certificate: revoked, issuer: sub }, nonceOf(query)) : injury === 'other_nonce' ? ocspRequest({ certificate: signer, issuer: sub }, Uint8Array.of(1, 2, 3)) : query);
    const by = injury === 'other_signer' ? 'foreign' : 'responder';
    await openssl('ocsp', '-index', 'index.txt', '-CA', 'sub.pem', '-rsigner', `${by}.pem`, '-rkey', `${by}.key`, '-reqin', `${own}.req`, '-respout', `${own}.resp`, '-nmin', '60', ...(injury === 'no_nonce' ? ['-no_nonce'] : []));
    return readFileSync(file(`${own}.resp`));
  }

  async function answer(request: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const query = Buffer.concat(parts);
    const [, what = '', name = 'sub'] = (request.url ?? '').split('/');
    const of = what as keyof typeof asked;
    asked[of] += 1;
    const injury = injuries[of] ?? 'none';
    if (injury === 'stall') return;
    if (injury === 'down') return void response.destroy();
    if (injury === 'busy') return void response.writeHead(503).end();
    if (injury === 'redirect') return void response.writeHead(302, { location: `${at}/crl/${name}` }).end();
    if (injury === 'words') return void response.writeHead(200).end('<html>Xin đăng nhập</html>');
    if (injury === 'huge') return void response.writeHead(200).end(Buffer.alloc(20 * 1024 * 1024));
    const body = of === 'tsa' ? await timeStamp(query, injury) : of === 'ocsp' ? await status(query, injury) : await openssl('crl', '-in', injury === 'other_certificate' ? 'root.crl' : `${name}.crl`, '-outform', 'DER');
    response.writeHead(200, { 'content-length': body.length });
    if (injury !== 'half') return void response.end(body);
    response.write(body.subarray(0, body.length >> 1));
    setTimeout(() => response.destroy(), 20);
  }

  void foreign;
  return {
    folder,
    root,
    sub,
    tsa,
    signer,
    revoked,
    rootPem: readFileSync(file('root.pem')),
    key: (name) => readFileSync(file(`${name}.key`)),
    urls: { tsa: `${at}/tsa`, ocsp: `${at}/ocsp`, crl: `${at}/crl/sub` },
    injuries,
    asked,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => {
          rmSync(folder, { recursive: true, force: true });
          resolve();
        });
      }),
  };
}

/** Parts of a question of the program, which are DER at known places. */
const imprintOf = (query: Uint8Array): Uint8Array => {
  const at = Buffer.from(query).indexOf(Buffer.from([0x04, 0x20]));
  return query.subarray(at + 2, at + 34);
};

const nonceOf = (query: Uint8Array): Uint8Array => {
  // The nonce is the last integer of 16 octets or so, before the word that certificates are wanted; of OCSP, the last octets.
  const buffer = Buffer.from(query);
  const stamp = buffer.subarray(-3).equals(Buffer.from([0x01, 0x01, 0xff]));
  if (!stamp) return buffer.subarray(-16);
  for (let length = 1; length <= 17; length += 1) {
    const start = buffer.length - 3 - length - 2;
    if (buffer[start] === 0x02 && buffer[start + 1] === length) return buffer.subarray(start + 2, buffer.length - 3);
  }
  return buffer.subarray(-16);
};

import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import { OID } from '../../../server/pades/der/oids';
import { boolean, context, generalizedTime, integer, nullValue, octets, oid, sequence } from '../../../server/pades/der/write';
import { certify, EXTENSIONS, makeCms, type Party } from './hostile-authority';

/** An authority of one time: its root, its time-stamps, its lists; the keys of that time. */
export interface Generation {
  readonly root: Party;
  readonly tsa: Party;
  readonly from: Date;
  readonly until: Date;
}

export const KEYS = {
  rsa: () => generateKeyPairSync('rsa', { modulusLength: 2048 }),
  p256: () => generateKeyPairSync('ec', { namedCurve: 'P-256' }),
  p384: () => generateKeyPairSync('ec', { namedCurve: 'P-384' }),
};

/** Where each of them says that its list lies. */
export const POINT = EXTENSIONS.listAt('http://crl.example/list');

export function generation(name: string, kind: keyof typeof KEYS, from: Date, until: Date): Generation {
  const common = { from, until };
  const root = certify({ ...common, name: `CA ${name}`, keys: KEYS[kind](), extensions: [EXTENSIONS.authority(1), EXTENSIONS.usage(5, 6)] });
  const tsa = certify({ ...common, name: `TSA ${name}`, issuer: root, keys: KEYS[kind](), extensions: [EXTENSIONS.usage(0), EXTENSIONS.purposes(true, OID.ekuTimeStamping), POINT] });
  return { root, tsa, from, until };
}

/** A token over a SHA-256, of any time there is a clock for. */
export function tokenOf({ tsa, root }: Generation, imprint: Uint8Array, time: Date): Uint8Array {
  const info = sequence(integer(1), oid('1.2.3.4'), sequence(sequence(oid(OID.sha256), nullValue()), octets(imprint)), integer(randomBytes(8)), generalizedTime(time), boolean(false));
  const rsa = tsa.key.asymmetricKeyType === 'rsa';
  return makeCms(
    tsa,
    root.name,
    createHash('sha256').update(info).digest(),
    (parts) => {
      parts.version = integer(3);
      parts.content = [context(0, octets(info))];
      if (rsa) parts.signatureAlgorithm = sequence(oid(OID.sha256WithRsa), nullValue());
      parts.sign = (data) => sign('sha256', data, tsa.key);
    },
    OID.tstInfo,
  );
}

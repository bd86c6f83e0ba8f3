/**
 * What signs: a smart card, an HSM, a remote service or, in the sample province, a test key file.
 * The signing core makes the CMS; a signer only turns bytes into a raw signature.
 */
import type { Signer as RawSigner, SignatureAlgorithm } from '../../pades/signer';

export { SIGNATURE_ALGORITHMS, type SignatureAlgorithm } from '../../pades/signer';

export interface Signer extends RawSigner {
  /** True where the certificate has no legal value; the visible signature then says so. */
  readonly testOnly: boolean;
  /** Ends the use of the key. Without it, it ends by itself soon after the last signature. */
  close(): Promise<void>;
}

/** What a person may know of the certificate before signing. */
export interface CertificateInfo {
  readonly commonName: string;
  readonly title: string | null;
  readonly organisation: string | null;
  readonly issuer: string;
  /** Hexadecimal, lower case. */
  readonly serial: string;
  readonly notBefore: Date;
  readonly notAfter: Date;
  readonly algorithm: SignatureAlgorithm;
  readonly testOnly: boolean;
  /** Wrong PINs still allowed to this person before the key locks for them. */
  readonly attemptsLeft: number;
}

/** Who tries a PIN. Tries are counted for each person and key: nobody locks a key for others. */
export interface PinHolder {
  readonly personId: string;
  /** How often an administrator forgave this person's wrong PINs at this key; with each the count begins anew. */
  readonly resets: number;
}

/** Wrong PINs of one person at one key since the last right one. */
export interface PinCount {
  readonly keyId: string;
  readonly personId: string;
  readonly resets: number;
  readonly failed: number;
}

export interface SignerStore {
  /** The certificate behind a key (of a person, or the seal of a unit), or null where there is none. */
  describe(keyId: string, holder: PinHolder): Promise<CertificateInfo | null>;
  /** Removes a key for good, with its PIN and the count of wrong ones; its certificate stays on what it signed. @returns whether there was one. */
  destroy(keyId: string): Promise<boolean>;
  /** Everybody who has entered wrong PINs since the last right one. */
  counts(): Promise<readonly PinCount[]>;
  /**
   * Opens the key for one signing act.
   * @throws DomainError `forbidden` `signing.wrong_pin` {left}; `forbidden` `signing.pin_locked` ({left: 0} when this very try locked it); `not_found` `signing.no_certificate`.
   */
  open(keyId: string, pin: string, holder: PinHolder): Promise<Signer>;
  /** Keeps an open key for several commands of one act, in this process's memory alone. @param name of the act, which nobody can guess. */
  hold(name: string, signer: Signer): void;
  /** Null where no key is held under this name: the program ended meanwhile, or another process has it. */
  heldAs(name: string): Signer | null;
  /** Closes the key held under this name, where there is one. */
  release(name: string): Promise<void>;
  /** Ends the process that has the keys. */
  stop(): Promise<void>;
}

import type { SignatureAlgorithm } from '../../kernel/ports/signer';

/** A private key that is open. */
export interface OpenedKey {
  /** @returns as `Signer.sign`. @throws DomainError `unavailable` `signing.key_gone` where it is open no more, `signing.signer_away` where nobody answers. */
  sign(algorithm: SignatureAlgorithm, data: Uint8Array): Promise<Uint8Array>;
  close(): Promise<void>;
}

/** Opens private keys by their PIN; who counts the wrong ones is somebody else. */
export interface Keys {
  /** @returns null where the PIN is wrong. @throws DomainError `not_found` `signing.no_certificate`, `unavailable` `signing.signer_away`. */
  open(keyId: string, pin: string): Promise<OpenedKey | null>;
  stop(): Promise<void>;
}

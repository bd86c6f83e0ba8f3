/** What a server answers over TLS with. */
export interface TlsMaterial {
  /** PEM, with the chain. */
  cert: string;
  /** PEM. */
  key: string;
  /** Certificate of the installation's own authority, PEM; only with `PHIEN_TLS=local`. */
  ca?: string;
}

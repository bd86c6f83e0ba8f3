/** Slow hash of passwords with bounded concurrency. */
export interface PasswordHasher {
  /** PHC string. @throws DomainError unavailable when too many are waiting. */
  hash(password: string): Promise<string>;
  /** Compares with a stored hash, or with a dummy of the same cost when there is none. */
  verify(stored: string | null, password: string): Promise<boolean>;
  /** True when the stored hash was made with weaker parameters than today's. */
  needsRehash(stored: string): boolean;
}

/** How long a pack can be fetched (PK12). */
export const KEPT_MS = 24 * 60 * 60_000;

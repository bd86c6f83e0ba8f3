/** How long an archive can be fetched, ms. */
export const KEPT_MS = 7 * 86_400_000;

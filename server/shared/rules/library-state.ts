/** What became of a document of the library: it holds, parts of it do not, none of it does. */
export const LIBRARY_STATES = ['in_force', 'amended', 'replaced'] as const;
export type LibraryState = (typeof LIBRARY_STATES)[number];

/** As it stands on a day (YYYY-MM-DD): before its first day in force it is not there yet. */
export const stateOn = ({ state, inForceOn }: { state: LibraryState; inForceOn: string | null }, day: string): LibraryState | 'not_yet' => (state === 'in_force' && inForceOn !== null && inForceOn > day ? 'not_yet' : state);

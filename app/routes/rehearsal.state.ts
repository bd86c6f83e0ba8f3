import { load } from '../data.server';

/** Whether this browser is in a rehearsal that runs; asked every few seconds, and no activity of anybody. */
export const loader = load(async ({ server }) => Response.json({ runs: server.rehearsal !== null }));

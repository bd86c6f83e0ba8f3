import { load } from '../data.server';

/** Whether this browser was locked meanwhile; asking is no activity of the person. */
export const loader = load(async ({ server }) => Response.json({ locked: server.lock !== null }));

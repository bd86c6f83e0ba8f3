import { load } from '../data.server';

/** People for the guest picker; asked while typing (`use-people-search.ts`). */
export const loader = load(async ({ server, url }) => {
  const text = (url.searchParams.get('text') ?? '').slice(0, 200);
  return Response.json(await server.application.query('meetings.find-people', { text }, server.caller));
});

import { load } from '../data.server';

/** People for the guest picker; asked while typing (`use-people-search.ts`). */
export const loader = load(async ({ house, url }) => {
  const text = (url.searchParams.get('text') ?? '').slice(0, 200);
  return Response.json(await house.application.query('meetings.find-people', { text }, house.caller));
});

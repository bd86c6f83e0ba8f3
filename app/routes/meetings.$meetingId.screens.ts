import { load, requireMe } from '../data.server';

/** Screens of a session, for the console while its list is open. */
export const loader = load(async ({ house, params, url }) => {
  requireMe(house, url);
  return house.application.query('sitting.screens', { meetingId: params.meetingId ?? '' }, house.caller);
});

import { load } from '../data.server';

/** People for the guest picker; asked while typing. */
export const loader = load(async ({ house, url }) => ({
  people: await house.application.query('meetings.find-people', { text: (url.searchParams.get('text') ?? '').slice(0, 200) }, house.caller),
}));

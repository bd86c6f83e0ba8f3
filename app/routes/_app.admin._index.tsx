import { goTo, load, requireMe } from '../data.server';

export const loader = load(async ({ house, url }) => {
  requireMe(house, url);
  throw goTo(house, '/admin/people');
});

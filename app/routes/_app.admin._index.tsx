import { redirect } from '@remix-run/node';
import { load, requireMe } from '../data.server';

export const loader = load(async ({ house, url }) => {
  requireMe(house, url);
  throw redirect('/admin/people');
});

import { redirect } from '@remix-run/node';
import { load } from '../data.server';

export const loader = load(async () => {
  throw redirect('/admin/people');
});

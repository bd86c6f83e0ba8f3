import type { ClientLoaderFunctionArgs } from '@remix-run/react';
import { load, requireMe } from '../data.server';
import type { FoundPeople } from '../features/meetings/guest-picker';

/** People for the guest picker; asked while typing. A session that expired leads back to the page that asks, not to this bare answer. */
export const loader = load(async ({ house, url, request }) => {
  const referer = request.headers.get('referer') ?? '';
  requireMe(house, referer.startsWith(`${house.origin}/`) ? new URL(referer) : new URL('/', url));
  const people = await house.application.query('meetings.find-people', { text: (url.searchParams.get('text') ?? '').slice(0, 200) }, house.caller);
  return { people };
});

/** A search that failed on its way says so beside the field; the page around it stays. */
export async function clientLoader({ serverLoader }: ClientLoaderFunctionArgs): Promise<FoundPeople> {
  try {
    return await serverLoader<typeof loader>();
  } catch (thrown) {
    if (thrown instanceof TypeError) return { people: null };
    throw thrown;
  }
}

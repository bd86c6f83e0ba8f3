import { z } from 'zod';
import { load, requireMe } from '../data.server';

const asked = z.array(z.strictObject({ number: z.string().nullable(), name: z.array(z.string()), year: z.number().nullable() }));

function citationsOf(text: string | null): z.output<typeof asked> {
  try {
    return asked.parse(JSON.parse(text ?? '[]'));
  } catch {
    return [];
  }
}

/** Where the citations of an open page lead. */
export const loader = load(async ({ server, url }) => {
  requireMe(server, url);
  return server.application.query('library.cited', { citations: citationsOf(url.searchParams.get('of')) }, server.caller);
});

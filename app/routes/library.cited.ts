import { z } from 'zod';
import { CITED_KINDS } from '@shared/rules/citations';
import { load, requireMe } from '../data.server';

const asked = z.array(z.strictObject({ kind: z.enum(CITED_KINDS), number: z.string().nullable(), name: z.array(z.string()), year: z.number().nullable() }));

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
  const [meetingId, entryId] = [url.searchParams.get('meetingId'), url.searchParams.get('entryId')];
  const open = meetingId !== null ? { meetingId } : entryId !== null ? { entryId } : null;
  return server.application.query('library.cited', { citations: citationsOf(url.searchParams.get('of')), open }, server.caller);
});

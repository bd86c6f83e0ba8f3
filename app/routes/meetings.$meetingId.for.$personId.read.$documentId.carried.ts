import { load, requireMe } from '../data.server';

/** What became of what one prepared for somebody on the newest version of a paper, while it is read. */
export const loader = load(async ({ server, params, url }) => {
  requireMe(server, url);
  return server.application.query('annotations.carried', { documentId: params.documentId ?? '', for: params.personId ?? '' }, server.caller);
});

import { load, requireMe } from '../data.server';

/** What became of one's own marks on the newest version of a paper, while it is read. */
export const loader = load(async ({ server, params, url }) => {
  requireMe(server, url);
  return server.application.query('annotations.carried', { documentId: params.documentId ?? '' }, server.caller);
});

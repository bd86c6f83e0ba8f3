import { load, requireMe } from '../data.server';

/** The report on the signatures of the version of a paper that is open, made anew. */
export const loader = load(async ({ server, params, url }) => {
  requireMe(server, url);
  return server.application.query('authenticity.report', { documentId: params.documentId ?? '', version: Number(url.searchParams.get('version')) }, server.caller);
});

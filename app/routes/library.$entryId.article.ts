import { load, requireMe } from '../data.server';

/** What a citation leads to, at the article it names. */
export const loader = load(async ({ server, params, url }) => {
  requireMe(server, url);
  return server.application.query('library.article', { entryId: params.entryId ?? '', article: url.searchParams.get('article') ?? undefined }, server.caller);
});

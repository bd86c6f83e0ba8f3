import { load, requireMe } from '../data.server';

/** Which papers the leader sees now, while somebody prepares for them; `not_found` once that is over. */
export const loader = load(async ({ server, params, url }) => {
  requireMe(server, url);
  const { documents } = await server.application.query('documents.list', { meetingId: params.meetingId ?? '', for: params.personId ?? '' }, server.caller);
  return { papers: documents.map(({ id, number }) => `${id}.${number}`) };
});

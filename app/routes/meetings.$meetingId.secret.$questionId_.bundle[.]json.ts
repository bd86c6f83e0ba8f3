import { bundleText } from '../../server/secret-ballot';
import { load, requireMe } from '../data.server';

/** Everything a secret vote is counted again from, as a file. */
export const loader = load(async ({ server, params, url }) => {
  requireMe(server, url);
  const questionId = params.questionId ?? '';
  const bundle = await server.application.query('voting.ballot-bundle', { meetingId: params.meetingId ?? '', questionId }, server.caller);
  return new Response(bundleText(bundle), {
    headers: { 'Content-Type': 'application/json; charset=utf-8', 'Content-Disposition': `attachment; filename="kiem-phieu-${questionId}.json"`, 'Cache-Control': 'private, no-store' },
  });
});

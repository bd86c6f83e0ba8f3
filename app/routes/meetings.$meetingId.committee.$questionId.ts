import type { LoaderFunctionArgs } from '@remix-run/node';
import { serverOf } from '../context.server';
import { answered } from '../json.server';

/** Who can be named to count a question, for those who name them. */
export function loader({ context, request, params: { meetingId = '', questionId = '' } }: LoaderFunctionArgs): Promise<Response> {
  const server = serverOf(context);
  return answered(server, request, () => server.application.query('voting.committee', { meetingId, questionId }, server.caller));
}

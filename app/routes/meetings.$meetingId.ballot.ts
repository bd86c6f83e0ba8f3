import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { ERROR_STATUS, readPublicError, type PublicError } from '@shared/protocol/public-error';
import { serverOf, type RequestContext } from '../context.server';

const refused = (error: PublicError): Response => Response.json(error, { status: ERROR_STATUS[error.code] });

interface Sent {
  commandId?: string;
  questionId: string;
  choice: string;
}

/** What the command's own schema does not see: that there is an object, and the id of the request. */
function isSent(body: unknown): body is Sent {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return false;
  return !('commandId' in body) || typeof body.commandId === 'string';
}

async function answered(server: RequestContext, request: Request, work: () => Promise<unknown>): Promise<Response> {
  if (!server.me) return refused({ code: 'unauthenticated', reason: 'sign_in_first', params: {} });
  try {
    return Response.json(await work(), { headers: { 'Cache-Control': 'no-store' } });
  } catch (error) {
    const known = readPublicError(error);
    if (known) return refused(known);
    if (error instanceof SyntaxError) return refused({ code: 'invalid', reason: 'input.invalid', params: {} });
    if (!request.signal.aborted) server.report(error, 'loader');
    return refused({ code: 'internal', reason: 'internal', params: { request: server.requestId } });
  }
}

/** One's own ballot of the open question. */
export function loader({ context, request, params }: LoaderFunctionArgs): Promise<Response> {
  const server = serverOf(context);
  return answered(server, request, () => server.application.query('voting.my-ballot', { meetingId: params.meetingId ?? '' }, server.caller));
}

/** Casts it: no page behind it, so that nothing of a hall of tablets is drawn anew for it. Answered once it is on disk. */
export function action({ context, request, params }: ActionFunctionArgs): Promise<Response> {
  const server = serverOf(context);
  return answered(server, request, async () => {
    const body: unknown = await request.json();
    if (!isSent(body)) throw new SyntaxError('not a ballot');
    const { commandId, ...input } = body;
    return server.application.execute('voting.cast-ballot', { ...input, meetingId: params.meetingId ?? '' }, server.caller, { commandId });
  });
}

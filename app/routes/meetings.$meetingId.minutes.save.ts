import type { ActionFunctionArgs } from '@remix-run/node';
import { ERROR_STATUS, readPublicError, type PublicError } from '@shared/protocol/public-error';
import { serverOf } from '../context.server';

const refused = (error: PublicError): Response => Response.json(error, { status: ERROR_STATUS[error.code] });

interface Draft {
  commandId?: string;
  minutesId: string;
  version: number;
  paragraphs: { id: string; text: string }[];
}

/** What the command's own schema does not see: that there is an object, and the id of the request. */
function isDraft(body: unknown): body is Draft {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return false;
  return !('commandId' in body) || typeof body.commandId === 'string';
}

/** Saves while somebody writes: no page behind it, so that neither a redirect nor a new page comes under the writer's hand. */
export async function action({ context, request }: ActionFunctionArgs): Promise<Response> {
  const server = serverOf(context);
  if (!server.me) return refused({ code: 'unauthenticated', reason: 'sign_in_first', params: {} });
  try {
    const body: unknown = await request.json();
    if (!isDraft(body)) return refused({ code: 'invalid', reason: 'input.invalid', params: {} });
    const { commandId, ...input } = body;
    return Response.json(await server.application.execute('minutes.save', input, server.caller, { commandId }));
  } catch (error) {
    const known = readPublicError(error);
    if (known) return refused(known);
    if (error instanceof SyntaxError) return refused({ code: 'invalid', reason: 'input.invalid', params: {} });
    if (!request.signal.aborted) server.report(error, 'loader');
    return refused({ code: 'internal', reason: 'internal', params: { request: server.requestId } });
  }
}

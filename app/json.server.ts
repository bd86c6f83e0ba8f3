import { ERROR_STATUS, readPublicError, type PublicError } from '@shared/protocol/public-error';
import type { RequestContext } from './context.server';

const refused = (error: PublicError): Response => Response.json(error, { status: ERROR_STATUS[error.code] });

/** Answers somebody signed in with JSON and no page behind it; what is refused is told as a public error. */
export async function answered(server: RequestContext, request: Request, work: () => Promise<unknown>): Promise<Response> {
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

/** The input of one command and the id it was sent under, from the body of a request: its own schema checks the rest. @throws SyntaxError for anything else. */
export async function sentIn<Input extends object>(request: Request): Promise<{ commandId: string | undefined; input: Input }> {
  const body: unknown = await request.json();
  const isSent = typeof body === 'object' && body !== null && !Array.isArray(body) && (!('commandId' in body) || typeof body.commandId === 'string');
  if (!isSent) throw new SyntaxError('not a command');
  const { commandId, ...input } = body as Input & { commandId?: string };
  return { commandId, input: input as unknown as Input };
}

/**
 * Holds a ballot to whoever gave it: a page that goes on sending while somebody else signs in in the same browser gives nothing in their name (V70).
 * @param by as the page was drawn for; left out by what has no page. @throws a public error `unauthenticated`.
 */
export function assertGivenBy({ me }: Pick<RequestContext, 'me'>, by: string | undefined): void {
  if (by !== undefined && by !== me?.personId) throw Object.assign(new Error('a ballot of somebody who is not signed in'), { code: 'unauthenticated', reason: 'sign_in_first', params: {} } satisfies PublicError);
}

import { isRouteErrorResponse, type ClientActionFunctionArgs, type ShouldRevalidateFunction } from '@remix-run/react';
import { readPublicError, type PublicError } from '@shared/protocol/public-error';
import { unreachedError } from './unreached-error';

const INTERNAL: PublicError = { code: 'internal', reason: 'internal', params: {} };

/** With the code of the request, where the server got as far as saying it. */
const toldBy = (thrown: unknown): PublicError => (isRouteErrorResponse(thrown) ? readPublicError(thrown.data) : null) ?? INTERNAL;

/**
 * To be exported as `clientAction` by pages on which people work: a request that failed on its way, or a server in
 * trouble, becomes an answer of the form it came from, so that what was typed stays and can be sent again. Its status
 * tells {@link unlessFailed} not to ask for the page anew, which would fail as well; only a `Response` brings it there,
 * because single fetch wraps what a client action returns once more. Redirects and missing pages pass.
 */
export async function stayInPlace({ serverAction }: ClientActionFunctionArgs): Promise<unknown> {
  try {
    return await serverAction();
  } catch (thrown) {
    if (thrown instanceof Response || (isRouteErrorResponse(thrown) && thrown.status < 500)) throw thrown;
    return Response.json({ ok: false, error: thrown instanceof TypeError ? unreachedError() : toldBy(thrown) }, { status: 503 });
  }
}

/**
 * To be exported as `shouldRevalidate` by such a page and by every layout above it, the root included: single fetch asks
 * routes without one for their data again after every action, whatever its status.
 */
export const unlessFailed: ShouldRevalidateFunction = ({ actionStatus, defaultShouldRevalidate }) =>
  actionStatus !== undefined && actionStatus >= 500 ? false : defaultShouldRevalidate;

import type { NextFunction, Request, RequestHandler, Response } from 'express';
import { inRequest, newRequestId, REQUEST_ID, requestFacts, type RequestScope } from '../../kernel/request-scope';

declare module 'express-serve-static-core' {
  interface Locals {
    request?: RequestScope;
  }
}

export const REQUEST_HEADER = 'X-Request-Id';

/** What a proxy may call a request: nothing that could do harm in a log. */
const PROXIED = /^[\w.:-]{1,64}$/u;

/**
 * First of all: gives the request its number, for the log, the answer and whoever reads it to the operator. What strangers claim
 * counts for nothing; a listed proxy's number of our form (another node's) is taken, one of another form stands beside ours.
 */
export function requestId(isProxy: (address: string) => boolean): RequestHandler {
  return (req: Request, res: Response, next: NextFunction) => {
    const claimed = req.get(REQUEST_HEADER);
    const believed = claimed !== undefined && isProxy(req.socket.remoteAddress ?? '') && PROXIED.test(claimed) ? claimed : null;
    const own = believed !== null && REQUEST_ID.test(believed);
    const scope = { id: own ? believed : newRequestId(), proxied: own ? null : believed };
    res.locals.request = scope;
    res.setHeader(REQUEST_HEADER, scope.id);
    inRequest(scope, next);
  };
}

/** Of a request, also where its own scope was left: callbacks of streams and sockets. */
export const requestOf = (req: Request): RequestScope | null => (req.res?.locals.request as RequestScope | undefined) ?? null;

export const factsOf = (req: Request): Record<string, string> => requestFacts(requestOf(req));

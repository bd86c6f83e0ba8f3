import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node';
import { ERROR_STATUS, readPublicError, type PublicError } from '@shared/protocol/public-error';
import type { ActionAnswer } from './commands';
import { serverOf, type RequestContext } from './context.server';
import { isWallPath, ownPath } from './own-path';

interface Scope<Args> {
  server: RequestContext;
  request: Request;
  params: Args extends { params: infer P } ? P : never;
  url: URL;
}

/** The one way a page leads elsewhere: to a path of this server, never to another host. */
export const goTo = (server: Pick<RequestContext, 'origin'>, target: string, init?: ResponseInit): Response => redirect(ownPath(target, server.origin), init);

const signInFirst = (server: RequestContext, url: URL): Response => goTo(server, isWallPath(url.pathname) ? '/screen' : `/sign-in?next=${encodeURIComponent(url.pathname + url.search)}`);

/** A page has answered already, e.g. by `data(…)`: passed on as it is. */
const isAnswer = (error: unknown): boolean => error instanceof Response || (typeof error === 'object' && error !== null && 'type' in error && error.type === 'DataWithResponseInit');

/** What is told of a failure nobody foresaw, which goes into the log: that it is one, and by which code it is found there. */
function failure(error: unknown, server: RequestContext, request: Request): PublicError {
  if (!request.signal.aborted) server.report(error, 'loader');
  return { code: 'internal', reason: 'internal', params: {} };
}

/** With the code by which an operator finds the request. */
const told = ({ params, ...error }: PublicError, { requestId }: RequestContext) => data({ ...error, params: { ...params, request: requestId } }, { status: ERROR_STATUS[error.code] });

/** Turns what a query throws into the response of its status; strangers without a sign-in go to the page for it page. */
function thrown(error: unknown, server: RequestContext, request: Request): unknown {
  if (isAnswer(error)) return error;
  const known = readPublicError(error) ?? failure(error, server, request);
  if (known.code === 'unauthenticated') return signInFirst(server, new URL(request.url));
  return told(known, server);
}

/** A loader: query in, data out. */
export function load<T>(handler: (scope: Scope<LoaderFunctionArgs>) => Promise<T>) {
  return async ({ context, request, params }: LoaderFunctionArgs): Promise<T> => {
    const url = new URL(request.url);
    try {
      return await handler({ server: serverOf(context), request, params, url });
    } catch (error) {
      throw thrown(error, serverOf(context), request);
    }
  };
}

/**
 * An action: form in, command, answer out. A refusal is part of the answer with its status, so that what was typed
 * stays in the form. What is found no more (removed by somebody else meanwhile) is such a refusal too; whether the page
 * itself is gone, its loader says.
 */
export function act<T>(handler: (scope: Scope<ActionFunctionArgs> & { form: FormData }) => Promise<T>) {
  return async ({ context, request, params }: ActionFunctionArgs) => {
    const url = new URL(request.url);
    try {
      const form = await request.formData();
      const value = await handler({ server: serverOf(context), request, params, url, form });
      return data<ActionAnswer<T>>({ ok: true, value });
    } catch (error) {
      const known = readPublicError(error);
      if (error instanceof Response || !known) throw thrown(error, serverOf(context), request);
      return data<ActionAnswer<T>>({ ok: false, error: known }, { status: ERROR_STATUS[known.code] });
    }
  };
}

/** A refusal by a page itself, told like those of the program. */
export const refusal = (error: PublicError): Error => Object.assign(new Error(error.reason), error);

/** The signed-in person of a page that needs one. @throws redirect to the sign-in page. */
export function requireMe(server: RequestContext, url: URL): NonNullable<RequestContext['me']> {
  if (!server.me) throw signInFirst(server, url);
  // Who came in by a pass has one page.
  if (server.me.only) throw goTo(server, '/guest');
  return server.me;
}

/** A text field of a form; absent reads as empty. */
export function text(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === 'string' ? value : '';
}

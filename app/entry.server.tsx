import { createReadableStreamFromReadable, type AppLoadContext, type EntryContext, type HandleErrorFunction } from '@remix-run/node';
import { isRouteErrorResponse, RemixServer } from '@remix-run/react';
import { isbot } from 'isbot';
import { renderToPipeableStream } from 'react-dom/server';
import { displayOf, DrawnAsContext } from './drawn-as';
import { NonceContext } from './nonce';
import { withoutGaps } from './without-gaps.server';

const ABORT_MS = 10_000;

/** Errors of loaders and actions; without this the framework would write them as bare text. Who left gets no answer, and no entry. */
export const handleError: HandleErrorFunction = (error, { request, context }) => {
  if (request.signal.aborted || (isRouteErrorResponse(error) && error.status < 500)) return;
  context.server.report(error, 'loader');
};

/** Renders a page; its scripts carry the nonce of this response. */
export default function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  remixContext: EntryContext,
  { server }: AppLoadContext,
): Promise<Response> {
  const wholePage = isbot(request.headers.get('user-agent') ?? '');
  return new Promise((resolve, reject) => {
    let code = status;
    const { pipe, abort } = renderToPipeableStream(
      <NonceContext.Provider value={server.nonce}>
        <DrawnAsContext.Provider value={{ locale: server.locale, display: displayOf(request), request: status >= 400 ? server.requestId : null }}>
          <RemixServer context={remixContext} url={request.url} nonce={server.nonce} abortDelay={ABORT_MS} />
        </DrawnAsContext.Provider>
      </NonceContext.Provider>,
      {
        nonce: server.nonce,
        [wholePage ? 'onAllReady' : 'onShellReady']() {
          const body = withoutGaps();
          headers.set('Content-Type', 'text/html; charset=utf-8');
          resolve(new Response(createReadableStreamFromReadable(body), { headers, status: code }));
          pipe(body);
        },
        onShellError: reject,
        onError(error) {
          code = 500;
          if (!request.signal.aborted) server.report(error, 'render');
        },
      },
    );
    setTimeout(abort, ABORT_MS + 1_000);
  });
}

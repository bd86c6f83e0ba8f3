import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { serverOf } from '../context.server';
import { answered, assertGivenBy, sentIn } from '../json.server';

/** One's own ballot of the open question. */
export function loader({ context, request, params }: LoaderFunctionArgs): Promise<Response> {
  const server = serverOf(context);
  return answered(server, request, () => server.application.query('voting.my-ballot', { meetingId: params.meetingId ?? '' }, server.caller));
}

/** Casts it: no page behind it, so that nothing of a hall of tablets is drawn anew for it. Answered once it is on disk. */
export function action({ context, request, params }: ActionFunctionArgs): Promise<Response> {
  const server = serverOf(context);
  return answered(server, request, async () => {
    const { commandId, input: { by, ...input } } = await sentIn<{ questionId: string; choice: string; by?: string }>(request);
    assertGivenBy(server, by);
    return server.application.execute('voting.cast-ballot', { ...input, meetingId: params.meetingId ?? '' }, server.caller, { commandId });
  });
}

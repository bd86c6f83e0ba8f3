import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { serverOf } from '../context.server';
import { answered, assertGivenBy, sentIn } from '../json.server';

const of = ({ meetingId, questionId }: LoaderFunctionArgs['params']) => ({ meetingId: meetingId ?? '', questionId: questionId ?? '' });

/** The box of a secret vote, and one's own right to put a ballot into it. */
export function loader({ context, request, params }: LoaderFunctionArgs): Promise<Response> {
  const server = serverOf(context);
  return answered(server, request, async () => {
    const asked = of(params);
    const box = await server.application.query('voting.secret-ballot', asked, server.caller);
    const open = await server.application.query('voting.my-ballot', { meetingId: asked.meetingId }, server.caller);
    const own = open?.questionId === asked.questionId ? { voter: open.voter, because: open.because } : null;
    return { box, own };
  });
}

/** Puts a sealed ballot into the box; answered once it is on disk. */
export function action({ context, request, params }: ActionFunctionArgs): Promise<Response> {
  const server = serverOf(context);
  return answered(server, request, async () => {
    const { commandId, input: { by, ...input } } = await sentIn<{ ballot: string; by?: string }>(request);
    assertGivenBy(server, by);
    return server.application.execute('voting.cast-secret', { ...input, ...of(params) }, server.caller, { commandId });
  });
}

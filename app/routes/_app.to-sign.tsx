import type { MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { load } from '../data.server';
import { stayInPlace } from '../commands';
import { commandAction } from '../commands/command-action.server';
import { RouteError } from '../features/errors';
import { ToSignScreen } from '../features/signing';
import { signThrough } from '../features/signing/sign-through.server';

export const meta: MetaFunction = () => [{ title: 'Văn bản chờ ký · Phiên' }];

export const loader = load(async ({ server, url }) => {
  const { application, caller } = server;
  const [{ waiting }, runs] = await Promise.all([application.query('records.to-sign', {}, caller), application.query('records.signing-runs', { runId: url.searchParams.get('run') }, caller)]);
  return { waiting, runs };
});

export const action = commandAction({
  // Whoever began it may leave: the page looks at the run.
  'records.begin-run': async ({ input, execute, server: { application, caller } }) => {
    const run = await execute(input);
    void signThrough(application, run.runId, caller);
    return run;
  },
});

export const clientAction = stayInPlace;

export { unlessFailed as shouldRevalidate } from '../commands';

export default function ToSign() {
  const { waiting, runs } = useLoaderData<typeof loader>();
  return <ToSignScreen waiting={waiting} runs={runs} />;
}

export const ErrorBoundary = RouteError;

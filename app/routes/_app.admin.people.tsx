import type { MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import type { RequestContext } from '../context.server';
import { load } from '../data.server';
import { stayInPlace } from '../commands';
import { asSent, commandAction } from '../commands/command-action.server';
import { PeopleScreen } from '../features/admin';
import { RouteError } from '../features/errors';

export const meta: MetaFunction = () => [{ title: 'Người dùng · Phiên' }];

export const loader = load(async ({ server }) => ({ directory: await server.application.query('organization.directory', {}, server.caller) }));

/** A link for a password, with the whole address; only this answer ever holds it. */
async function freshLink({ application, caller, origin }: RequestContext, personId: string) {
  const { token, expiresAt } = await application.execute('identity.issue-link', { kind: 'set_password', personId }, caller);
  const { people } = await application.query('organization.directory', {}, caller);
  return { link: { url: `${origin}/welcome/${token}`, fullName: people.find(({ id }) => id === personId)?.fullName ?? '', expiresAt } };
}

export const action = commandAction({
  'organization.create-person': async ({ input, execute, server }) => {
    const { personId } = await execute(input);
    return freshLink(server, personId);
  },
  'organization.update-person': asSent,
  'identity.issue-link': ({ input, server }) => freshLink(server, input.kind === 'set_password' ? input.personId : ''),
  'identity.request-link': async ({ input, execute }) => {
    await execute(input);
    return { asked: true };
  },
});

export const clientAction = stayInPlace;

export { unlessFailed as shouldRevalidate } from '../commands';

export default function People() {
  const { directory } = useLoaderData<typeof loader>();
  return <PeopleScreen directory={directory} />;
}

export const ErrorBoundary = RouteError;

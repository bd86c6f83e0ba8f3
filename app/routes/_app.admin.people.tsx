import type { MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import type { CommandInput } from '../../server/application';
import type { RequestHouse } from '../context.server';
import { load, text } from '../data.server';
import { actSignedIn } from '../features/errors/act-signed-in.server';
import { stayInPlace } from '../features/errors/stay-in-place';
import { PeopleScreen } from '../features/admin/people-screen';
import { RouteError } from '../features/errors/route-error';
import { valuesOf } from '../features/meetings/form-values';

export const meta: MetaFunction = () => [{ title: 'Người dùng · Phiên' }];

export const loader = load(async ({ house }) => ({ directory: await house.application.query('organization.directory', {}, house.caller) }));

/** A link for a password, with the whole address; only this answer ever holds it. */
async function freshLink({ application, caller, origin }: RequestHouse, personId: string) {
  const { token, expiresAt } = await application.execute('identity.issue-link', { kind: 'set_password', personId }, caller);
  const { people } = await application.query('organization.directory', {}, caller);
  return { link: { url: `${origin}/welcome/${token}`, fullName: people.find(({ id }) => id === personId)?.fullName ?? '', expiresAt } };
}

export const action = actSignedIn(async ({ house, form }) => {
  const { application, caller } = house;
  const options = { commandId: text(form, 'commandId') || undefined };
  switch (text(form, 'intent')) {
    case 'create': {
      const { personId } = await application.execute('organization.create-person', valuesOf<CommandInput<'organization.create-person'>>(form), caller, options);
      return freshLink(house, personId);
    }
    case 'link':
      return freshLink(house, valuesOf<{ personId: string }>(form).personId);
    case 'ask-link':
      await application.execute('identity.request-link', valuesOf<CommandInput<'identity.request-link'>>(form), caller, options);
      return { asked: true };
    default:
      await application.execute('organization.update-person', valuesOf<CommandInput<'organization.update-person'>>(form), caller, options);
      return {};
  }
});

export const clientAction = stayInPlace;

export { unlessFailed as shouldRevalidate } from '../features/errors/stay-in-place';

export default function People() {
  const { directory } = useLoaderData<typeof loader>();
  return <PeopleScreen directory={directory} />;
}

export const ErrorBoundary = RouteError;

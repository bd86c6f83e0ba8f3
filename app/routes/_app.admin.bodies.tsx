import type { MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import type { CommandInput } from '../../server/application';
import { load, text } from '../data.server';
import { actSignedIn } from '../features/errors/act-signed-in.server';
import { stayInPlace } from '../features/errors/stay-in-place';
import { BodiesScreen } from '../features/admin/bodies-screen';
import { RouteError } from '../features/errors/route-error';
import { valuesOf } from '../features/meetings/form-values';
import { isoDay } from '../ui/i18n';

export const meta: MetaFunction = () => [{ title: 'Ủy ban · Phiên' }];

export const loader = load(async ({ house }) => ({
  directory: await house.application.query('organization.directory', {}, house.caller),
  today: isoDay(house.now),
}));

export const action = actSignedIn(async ({ house, form }): Promise<unknown> => {
  const { application, caller } = house;
  const options = { commandId: text(form, 'commandId') || undefined };
  switch (text(form, 'intent')) {
    case 'create':
      return application.execute('organization.create-body', valuesOf<CommandInput<'organization.create-body'>>(form), caller, options);
    case 'add-member':
      return application.execute('organization.add-membership', valuesOf<CommandInput<'organization.add-membership'>>(form), caller, options);
    case 'end-member':
      return application.execute('organization.end-membership', valuesOf<CommandInput<'organization.end-membership'>>(form), caller, options);
    default:
      return application.execute('organization.update-body', valuesOf<CommandInput<'organization.update-body'>>(form), caller, options);
  }
});

export const clientAction = stayInPlace;

export { unlessFailed as shouldRevalidate } from '../features/errors/stay-in-place';

export default function Bodies() {
  const { directory, today } = useLoaderData<typeof loader>();
  return <BodiesScreen directory={directory} today={today} />;
}

export const ErrorBoundary = RouteError;

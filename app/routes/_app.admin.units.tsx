import type { MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import type { CommandInput } from '../../server/application';
import { load, text } from '../data.server';
import { actSignedIn } from '../features/errors/act-signed-in.server';
import { stayInPlace } from '../features/errors/stay-in-place';
import { UnitsScreen } from '../features/admin/units-screen';
import { RouteError } from '../features/errors/route-error';
import { valuesOf } from '../features/meetings/form-values';
import { isoDay } from '../ui/i18n';

export const meta: MetaFunction = () => [{ title: 'Đơn vị · Phiên' }];

export const loader = load(async ({ house }) => ({
  directory: await house.application.query('organization.directory', {}, house.caller),
  today: isoDay(house.now),
}));

export const action = actSignedIn(async ({ house, form }) => {
  const { application, caller } = house;
  const options = { commandId: text(form, 'commandId') || undefined };
  return text(form, 'intent') === 'create'
    ? application.execute('organization.create-unit', valuesOf<CommandInput<'organization.create-unit'>>(form), caller, options)
    : application.execute('organization.update-unit', valuesOf<CommandInput<'organization.update-unit'>>(form), caller, options);
});

export const clientAction = stayInPlace;

export { unlessFailed as shouldRevalidate } from '../features/errors/stay-in-place';

export default function Units() {
  const { directory, today } = useLoaderData<typeof loader>();
  return <UnitsScreen directory={directory} today={today} />;
}

export const ErrorBoundary = RouteError;

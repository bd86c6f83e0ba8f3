import type { MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import type { CommandInput } from '../../server/application';
import { load, text } from '../data.server';
import { WatchScreen } from '../features/admin/watch-screen';
import { actSignedIn } from '../features/errors/act-signed-in.server';
import { RouteError } from '../features/errors/route-error';
import { stayInPlace } from '../features/errors/stay-in-place';
import { valuesOf } from '../features/meetings/form-values';

export const meta: MetaFunction = () => [{ title: 'An toàn · Phiên' }];

export const loader = load(async ({ house: { application, caller } }) => ({
  links: await application.query('identity.link-requests', {}, caller),
  recent: await application.query('watch.recent', {}, caller),
}));

export const action = actSignedIn(async ({ house: { application, caller, origin }, form }) => {
  const values = valuesOf<CommandInput<'identity.release-link'>>(form);
  if (text(form, 'intent') === 'refuse') {
    await application.execute('identity.refuse-link', values, caller, { commandId: text(form, 'commandId') || undefined });
    return {};
  }
  const { token, expiresAt, fullName } = await application.execute('identity.release-link', values, caller);
  return { link: { url: `${origin}/welcome/${token}`, fullName, expiresAt } };
});

export const clientAction = stayInPlace;

export { unlessFailed as shouldRevalidate } from '../features/errors/stay-in-place';

export default function Watch() {
  const { links, recent } = useLoaderData<typeof loader>();
  return <WatchScreen links={links} recent={recent} />;
}

export const ErrorBoundary = RouteError;

import type { MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import type { CommandInput } from '../../server/application';
import { load, text } from '../data.server';
import { slipCode } from '../features/admin/slip-code.server';
import { SlipsScreen } from '../features/admin/slips-screen';
import { actSignedIn } from '../features/errors/act-signed-in.server';
import { RouteError } from '../features/errors/route-error';
import { stayInPlace } from '../features/errors/stay-in-place';
import { valuesOf } from '../features/meetings/form-values';

export const meta: MetaFunction = () => [{ title: 'Phiếu đăng nhập lần đầu · Phiên' }];

export const loader = load(async ({ house: { application, caller } }) => ({
  directory: await application.query('organization.directory', {}, caller),
  ...(await application.query('identity.slips', {}, caller)),
}));

export const action = actSignedIn(async ({ house: { application, caller, origin }, form }) => {
  const options = { commandId: text(form, 'commandId') || undefined };
  switch (text(form, 'intent')) {
    case 'prepare':
      return { prepared: (await application.execute('identity.prepare-slips', valuesOf<CommandInput<'identity.prepare-slips'>>(form), caller, options)).count };
    case 'release': {
      const { slips, ...released } = await application.execute('identity.release-slips', valuesOf<CommandInput<'identity.release-slips'>>(form), caller);
      const addressed = slips.map(({ token, ...slip }) => ({ ...slip, url: `${origin}/welcome/${token}` }));
      return { printed: { ...released, slips: addressed.map((slip) => ({ ...slip, code: slipCode(slip.url) })) } };
    }
    default:
      await application.execute('identity.refuse-slips', valuesOf<CommandInput<'identity.refuse-slips'>>(form), caller, options);
      return {};
  }
});

export const clientAction = stayInPlace;

export { unlessFailed as shouldRevalidate } from '../features/errors/stay-in-place';

export default function Slips() {
  return <SlipsScreen {...useLoaderData<typeof loader>()} />;
}

export const ErrorBoundary = RouteError;

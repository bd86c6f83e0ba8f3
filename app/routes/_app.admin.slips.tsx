import type { MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { load } from '../data.server';
import { qrCode } from '../qr-code.server';
import { SlipsScreen } from '../features/admin';
import { RouteError } from '../features/errors';
import { stayInPlace } from '../commands';
import { asSent, commandAction } from '../commands/command-action.server';

export const meta: MetaFunction = () => [{ title: 'Phiếu đăng nhập lần đầu · Phiên' }];

export const loader = load(async ({ server: { application, caller } }) => ({
  directory: await application.query('organization.directory', {}, caller),
  ...(await application.query('identity.slips', {}, caller)),
}));

export const action = commandAction({
  'identity.prepare-slips': asSent,
  'identity.release-slips': async ({ input, execute, server: { origin } }) => {
    const { slips, ...released } = await execute(input);
    const addressed = slips.map(({ token, ...slip }) => ({ ...slip, url: `${origin}/welcome/${token}` }));
    return { printed: { ...released, slips: addressed.map((slip) => ({ ...slip, code: qrCode(slip.url) })) } };
  },
  'identity.refuse-slips': asSent,
});

export const clientAction = stayInPlace;

export { unlessFailed as shouldRevalidate } from '../commands';

export default function Slips() {
  return <SlipsScreen {...useLoaderData<typeof loader>()} />;
}

export const ErrorBoundary = RouteError;

import type { MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { load } from '../data.server';
import { WatchScreen } from '../features/admin';
import { RouteError } from '../features/errors';
import { stayInPlace } from '../commands';
import { asSent, commandAction } from '../commands/command-action.server';

export const meta: MetaFunction = () => [{ title: 'An toàn · Phiên' }];

export const loader = load(async ({ server: { application, caller } }) => ({
  links: await application.query('identity.link-requests', {}, caller),
  recent: await application.query('watch.recent', {}, caller),
  jobs: await application.query('jobs.overview', {}, caller),
  backups: await application.query('storage.backups', {}, caller),
  mail: await application.query('mail.server', {}, caller),
  standby: await application.query('storage.standby', {}, caller),
}));

export const action = commandAction({
  'identity.release-link': async ({ input, execute, server: { origin } }) => {
    const { token, expiresAt, fullName } = await execute(input);
    return { link: { url: `${origin}/welcome/${token}`, fullName, expiresAt } };
  },
  'identity.refuse-link': asSent,
  'jobs.retry': asSent,
  'jobs.cancel': asSent,
});

export const clientAction = stayInPlace;

export { unlessFailed as shouldRevalidate } from '../commands';

export default function Watch() {
  const { links, recent, jobs, backups, standby, mail } = useLoaderData<typeof loader>();
  return <WatchScreen links={links} recent={recent} jobs={jobs} backups={backups} standby={standby} mail={mail} />;
}

export const ErrorBoundary = RouteError;

import type { LinksFunction, MetaFunction } from '@remix-run/node';
import { Links, Meta, Outlet, Scripts, ScrollRestoration, useRouteLoaderData } from '@remix-run/react';
import { displayAttributes, SkipLink, UiProvider } from '~/ui';
import { load } from './data.server';
import { displayOf, useDrawnAs } from './drawn-as';
import { RouteError } from './features/errors';
import { Unreached, useOfflineWorker } from './features/offline';
import { RehearsalMark } from './features/rehearsals';
import { LostModules, useWayThere } from './features/upgrade';
import layers from '~/ui/styles/layers.css?url';
import { useNonce } from './nonce';
import { rootLinks } from './root-styles';

/** For pages that name themselves nothing more exact. */
export const meta: MetaFunction = () => [{ title: 'Phiên' }];

export const links: LinksFunction = () => [
  ...rootLinks,
  { rel: 'icon', href: '/icons/phien.svg', type: 'image/svg+xml' },
  { rel: 'manifest', href: '/manifest.webmanifest' },
];

export const loader = load(async ({ server, request }) => ({ locale: server.locale, display: displayOf(request), sample: server.sample, rehearsal: server.rehearsal && { meetingId: server.rehearsal.meetingId } }));

export type RootData = Awaited<ReturnType<typeof loader>>;

export const useRootData = (): RootData | undefined => useRouteLoaderData<typeof loader>('root');

export function Layout({ children }: { children: React.ReactNode }) {
  const nonce = useNonce();
  const drawn = useDrawnAs();
  const data = useRouteLoaderData<typeof loader>('root');
  const { locale, display } = data ?? drawn;
  const { request } = drawn;
  return (
    <html lang={locale} data-request={request ?? undefined} {...displayAttributes(display)}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
        <meta name="theme-color" content="#e6e3dc" />
        {/* The order of the layers, before any stylesheet that fills one. */}
        <link rel="stylesheet" href={layers} />
        <Meta />
        <Links />
      </head>
      <body>
        <Body locale={locale} isRehearsal={Boolean(data?.rehearsal)}>{children}</Body>
        <ScrollRestoration nonce={nonce} />
        <Scripts nonce={nonce} />
      </body>
    </html>
  );
}

function Body({ locale, isRehearsal, children }: { locale: 'vi' | 'en'; isRehearsal: boolean; children: React.ReactNode }) {
  const goTo = useWayThere();
  const app = useRouteLoaderData('routes/_app') as { me: { personId: string } } | undefined;
  useOfflineWorker();
  return (
    <UiProvider language={locale} navigate={goTo}>
      <SkipLink />
      {isRehearsal ? <RehearsalMark /> : null}
      <LostModules />
      <Unreached personId={app?.me.personId ?? null} />
      {children}
    </UiProvider>
  );
}

export { unlessFailed as shouldRevalidate } from './commands/stay-in-place';

export default function App() {
  return <Outlet />;
}

export function ErrorBoundary() {
  return <RouteError />;
}

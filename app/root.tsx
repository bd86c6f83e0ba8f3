import type { LinksFunction, MetaFunction } from '@remix-run/node';
import { Links, Meta, Outlet, Scripts, ScrollRestoration, useRouteLoaderData } from '@remix-run/react';
import { decodeDisplay, displayAttributes, DISPLAY_COOKIE, SkipLink, UiProvider } from '~/ui';
import { load } from './data.server';
import { RouteError } from './features/errors/route-error';
import { LostModules, useWayThere } from './features/upgrade/lost-modules';
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

export const loader = load(async ({ house, request }) => {
  const cookies = new URLSearchParams((request.headers.get('cookie') ?? '').split(/;\s*/).join('&'));
  return { locale: house.locale, display: decodeDisplay(cookies.get(DISPLAY_COOKIE)), sample: house.sample };
});

export type RootData = Awaited<ReturnType<typeof loader>>;

export const useRootData = (): RootData | undefined => useRouteLoaderData<typeof loader>('root');

export function Layout({ children }: { children: React.ReactNode }) {
  const nonce = useNonce();
  const data = useRouteLoaderData<typeof loader>('root');
  const locale = data?.locale ?? 'vi';
  return (
    <html lang={locale} {...displayAttributes(data?.display ?? decodeDisplay(null))}>
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
        <Body locale={locale}>{children}</Body>
        <ScrollRestoration nonce={nonce} />
        <Scripts nonce={nonce} />
      </body>
    </html>
  );
}

function Body({ locale, children }: { locale: 'vi' | 'en'; children: React.ReactNode }) {
  const goTo = useWayThere();
  return (
    <UiProvider language={locale} navigate={goTo}>
      <SkipLink />
      <LostModules />
      {children}
    </UiProvider>
  );
}

export { unlessFailed as shouldRevalidate } from './features/errors/stay-in-place';

export default function App() {
  return <Outlet />;
}

export function ErrorBoundary() {
  return <RouteError />;
}

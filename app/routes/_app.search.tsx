import type { MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { load } from '../data.server';
import { RouteError } from '../features/errors';
import { SearchScreen, searchPlace } from '../features/search';

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data?.found.text ? `${data.found.text} · ` : ''}Tìm kiếm · Phiên` }];

export const loader = load(async ({ server, url }) => {
  const place = searchPlace(url.searchParams);
  const [found, library] = await Promise.all([
    server.application.query('search.find', place, server.caller),
    place.text.trim() === '' || (place.from ?? 0) > 0 ? null : server.application.query('search.find-library', { text: place.text }, server.caller),
  ]);
  return { found, library };
});

export default function Search() {
  return <SearchScreen {...useLoaderData<typeof loader>()} />;
}

export const ErrorBoundary = RouteError;

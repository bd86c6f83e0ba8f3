import type { MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { load } from '../data.server';
import { RouteError } from '../features/errors';
import { SearchScreen, searchPlace } from '../features/search';

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data?.found.text ? `${data.found.text} · ` : ''}Tìm kiếm · Phiên` }];

export const loader = load(async ({ server, url }) => ({ found: await server.application.query('search.find', searchPlace(url.searchParams), server.caller) }));

export default function Search() {
  const { found } = useLoaderData<typeof loader>();
  return <SearchScreen found={found} />;
}

export const ErrorBoundary = RouteError;

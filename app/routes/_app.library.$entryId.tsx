import type { MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { load } from '../data.server';
import { stayInPlace, unlessFailed } from '../commands';
import { asSent, commandAction } from '../commands/command-action.server';
import { RouteError } from '../features/errors';
import { EntryScreen } from '../features/library';
import { useMe } from '../me';

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data?.entry.title ?? 'Văn bản'} · Phiên` }];

export const loader = load(async ({ server, params, url }) => {
  const page = Number(url.searchParams.get('page'));
  const find = url.searchParams.get('find')?.slice(0, 200).trim();
  return { entry: await server.application.query('library.entry', { entryId: params.entryId ?? '' }, server.caller), startPage: Number.isInteger(page) && page > 0 ? page : undefined, find: find || undefined };
});

export const action = commandAction({ 'library.update-entry': asSent, 'library.withdraw-entry': asSent });

export const clientAction = stayInPlace;

/** What was taken out is not asked for again: the page leads back to the list. */
export const shouldRevalidate = (args: Parameters<typeof unlessFailed>[0]): boolean => args.formData?.get('command') !== 'library.withdraw-entry' && unlessFailed(args);

export default function LibraryEntry() {
  const data = useLoaderData<typeof loader>();
  return <EntryScreen {...data} me={useMe()} />;
}

export const ErrorBoundary = RouteError;

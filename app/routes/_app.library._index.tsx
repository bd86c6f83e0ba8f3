import type { MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { load } from '../data.server';
import { stayInPlace } from '../commands';
import { asSent, commandAction } from '../commands/command-action.server';
import { RouteError } from '../features/errors';
import { LibraryScreen, libraryPlace } from '../features/library';

export const meta: MetaFunction = () => [{ title: 'Thư viện văn bản · Phiên' }];

export const loader = load(async ({ server, url }) => {
  const { application, caller } = server;
  const { text, kind, from } = libraryPlace(url.searchParams);
  const list = await application.query('library.entries', { kind, from: text === '' ? from : 0 }, caller);
  const [found, waiting] = [text === '' ? null : await application.query('search.find-library', { text, from }, caller), list.can.keep ? (await application.query('library.waiting', {}, caller)).files : []];
  return { list, found, waiting };
});

export const action = commandAction({ 'library.add-entry': asSent, 'documents.refuse-held': asSent });

export const clientAction = stayInPlace;

export { unlessFailed as shouldRevalidate } from '../commands';

export default function Library() {
  return <LibraryScreen {...useLoaderData<typeof loader>()} />;
}

export const ErrorBoundary = RouteError;

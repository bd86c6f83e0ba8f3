import type { MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { act, load, requireMe, text } from '../data.server';
import { RouteError } from '../features/errors/route-error';
import { stayInPlace } from '../features/errors/stay-in-place';
import { ReadingScreen } from '../features/reading/reading-screen';
import { useMe } from '../features/account/account-menu';

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data?.paper.document.title ?? 'Tài liệu'} · Phiên` }];

export const loader = load(async ({ house, params, url }) => {
  const { documentId = '', meetingId = '' } = params;
  const asked = Number(url.searchParams.get('version'));
  const version = Number.isInteger(asked) && asked > 0 ? asked : undefined;
  const [paper, snapshot, access] = await Promise.all([
    house.application.query('documents.open', { documentId, version }, house.caller),
    house.application.query('sitting.live-snapshot', { meetingId }, house.caller),
    house.application.query('annotations.reading', { documentId }, house.caller),
  ]);
  const page = Number(url.searchParams.get('page'));
  return { paper, sitting: snapshot.view, ...access, startPage: Number.isInteger(page) && page > 0 ? page : undefined, version, follow: url.searchParams.get('follow') === '1' };
});

export const action = act(async ({ house, params, form, url }) => {
  const { documentId = '', meetingId = '' } = params;
  // A place is kept by the tablet as well: a session that has expired must not take the page from its reader.
  if (!house.me && text(form, 'intent') === 'place') return null;
  requireMe(house, url);
  const commandId = text(form, 'commandId') || undefined;
  switch (text(form, 'intent')) {
    case 'start-presenting':
      return house.application.execute('sitting.start-presenting', { meetingId, documentId, page: 1 }, house.caller, { commandId });
    case 'stop-presenting':
      return house.application.execute('sitting.stop-presenting', { meetingId }, house.caller, { commandId });
    default:
      return house.application.execute(
        'documents.save-place',
        {
          documentId,
          deviceId: text(form, 'deviceId'),
          page: Number(text(form, 'page')),
          offset: Number(text(form, 'offset')),
          zoom: Number(text(form, 'zoom')),
        },
        house.caller,
      );
  }
});

/** Saving a place or presenting changes nothing this page was loaded with. */
export const shouldRevalidate = ({ formMethod, defaultShouldRevalidate }: { formMethod?: string; defaultShouldRevalidate: boolean }): boolean =>
  formMethod === undefined ? defaultShouldRevalidate : false;

export default function Reading() {
  const data = useLoaderData<typeof loader>();
  const me = useMe();
  return <ReadingScreen {...data} me={me} />;
}

export const clientAction = stayInPlace;

export const ErrorBoundary = RouteError;

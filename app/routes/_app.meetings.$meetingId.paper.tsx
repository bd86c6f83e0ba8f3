import type { MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { load, text } from '../data.server';
import { actSignedIn } from '../features/errors/act-signed-in.server';
import { stayInPlace } from '../features/errors/stay-in-place';
import { RouteError } from '../features/errors/route-error';
import { PaperScreen } from '../features/paper/paper-screen';

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `Giấy tiết kiệm · ${data?.title ?? 'Phiên họp'} · Phiên` }];

export const loader = load(({ house, params }) => house.application.query('metrics.meeting', { meetingId: params.meetingId ?? '' }, house.caller));

export const action = actSignedIn(({ house, params, form }) =>
  house.application.execute(
    'metrics.declare-prints',
    { meetingId: params.meetingId ?? '', documentId: text(form, 'documentId') || null, copies: Number(text(form, 'copies')), reason: text(form, 'reason') },
    house.caller,
    { commandId: text(form, 'commandId') || undefined },
  ),
);

export const clientAction = stayInPlace;

export { unlessFailed as shouldRevalidate } from '../features/errors/stay-in-place';

export default function PaperPage() {
  return <PaperScreen data={useLoaderData<typeof loader>()} />;
}

export const ErrorBoundary = RouteError;

import type { MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { goTo, load, text } from '../data.server';
import { actSignedIn } from '../features/errors/act-signed-in.server';
import { stayInPlace } from '../commands';
import { RouteError } from '../features/errors/route-error';
import { MinutesReading } from '../features/minutes/minutes-reading';
import { MinutesScreen } from '../features/minutes/minutes-screen';
import { useMinutesNews } from '../features/minutes/use-minutes-news';

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `Biên bản · ${data?.view.session.title ?? 'Phiên họp'} · Phiên` }];

/** Those who work on the minutes get the editor, everybody else of the session the approved minutes. */
export const loader = load(async ({ house, params }) => {
  const { application, caller } = house;
  const meetingId = params.meetingId ?? '';
  const view = await application.query('minutes.view', { meetingId }, caller);
  const seesText = view.works && (view.minutes !== null || view.can.draft);
  const [editor, certificate] = await Promise.all([
    seesText ? application.query('minutes.editor', { meetingId }, caller) : null,
    view.can.sign ? application.query('signing.certificate', {}, caller) : view.can.seal && view.minutes?.officialId ? application.query('records.seal-key', { officialId: view.minutes.officialId }, caller) : null,
  ]);
  return { view, editor, certificate };
});

export const action = actSignedIn(async ({ house, params, form }) => {
  const { application, caller } = house;
  const intent = text(form, 'intent');
  const minutesId = text(form, 'minutesId');
  const officialId = text(form, 'officialId');
  const target = { minutesId, version: Number(text(form, 'version')) };
  const options = { commandId: text(form, 'commandId') || undefined };
  switch (intent) {
    case 'draft':
      await application.execute('minutes.draft', { meetingId: params.meetingId ?? '' }, caller, options);
      break;
    case 'submit':
      await application.execute('minutes.submit', target, caller, options);
      break;
    case 'return':
      await application.execute('minutes.return', { ...target, remarks: text(form, 'remarks') }, caller, options);
      break;
    case 'approve':
      await application.execute('minutes.approve', { ...target, number: Number(text(form, 'number')) || undefined }, caller, options);
      break;
    case 'reopen':
      await application.execute('minutes.reopen', target, caller, options);
      break;
    case 'sign':
      await application.execute('records.sign', { officialId, pin: text(form, 'pin') }, caller);
      break;
    case 'seal':
      await application.execute('records.seal', { officialId, pin: text(form, 'pin') }, caller);
      break;
    case 'refuse':
      await application.execute('records.refuse', { officialId, reason: text(form, 'reason') }, caller, options);
      break;
    default:
      throw goTo(house, `/meetings/${params.meetingId ?? ''}/minutes`);
  }
  return { intent };
});

export const clientAction = stayInPlace;

export { unlessFailed as shouldRevalidate } from '../commands';

export default function MinutesPage() {
  const { view, editor, certificate } = useLoaderData<typeof loader>();
  useMinutesNews(view.session.id);
  return editor ? <MinutesScreen data={editor} certificate={certificate} /> : <MinutesReading view={view} />;
}

export const ErrorBoundary = RouteError;

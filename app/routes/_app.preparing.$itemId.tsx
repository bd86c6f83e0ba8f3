import type { MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { load } from '../data.server';
import { stayInPlace } from '../commands';
import { asSent, commandAction } from '../commands/command-action.server';
import { RouteError } from '../features/errors';
import { TaskScreen } from '../features/preparing';
import { useFreshOnReturn } from '../tablet/live/fresh-on-return';

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data?.task.item.title ?? 'Tài liệu đơn vị chuẩn bị'} · Phiên` }];

export const loader = load(async ({ server, params }) => ({ task: await server.application.query('documents.task', { itemId: params.itemId ?? '' }, server.caller) }));

export const action = commandAction({
  'documents.approve-submission': asSent,
  'documents.return-submission': asSent,
  'documents.withdraw-submission': asSent,
  'documents.set-officer': asSent,
  'documents.confirm-held': asSent,
  'documents.refuse-held': asSent,
});

export { unlessFailed as shouldRevalidate } from '../commands';

export default function PreparingTask() {
  const { task } = useLoaderData<typeof loader>();
  useFreshOnReturn();
  return <TaskScreen key={task.item.id} task={task} />;
}

export const clientAction = stayInPlace;

export const ErrorBoundary = RouteError;

import type { MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { load } from '../data.server';
import { stayInPlace } from '../commands';
import { asSent, commandAction } from '../commands/command-action.server';
import { RouteError } from '../features/errors';
import { PreparingScreen } from '../features/preparing';
import { useFreshOnReturn } from '../tablet/live/fresh-on-return';

export const meta: MetaFunction = () => [{ title: 'Tài liệu đơn vị chuẩn bị · Phiên' }];

export const loader = load(async ({ server }) => ({ preparing: await server.application.query('documents.preparing', {}, server.caller) }));

export const action = commandAction({ 'documents.remind-unit': asSent });

export { unlessFailed as shouldRevalidate } from '../commands';

export default function Preparing() {
  const { preparing } = useLoaderData<typeof loader>();
  useFreshOnReturn();
  return <PreparingScreen preparing={preparing} />;
}

export const clientAction = stayInPlace;

export const ErrorBoundary = RouteError;

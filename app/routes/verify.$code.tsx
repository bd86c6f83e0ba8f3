import type { MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { load } from '../data.server';
import { RouteError } from '../features/errors';
import { VerificationScreen } from '../features/verification';

export const meta: MetaFunction = () => [{ title: 'Kiểm tra chữ ký số · Phiên' }];

/** Where the QR code of printed minutes leads; open to everybody. */
export const loader = load(async ({ server, params }) => {
  const code = params.code ?? '';
  const { application, caller } = server;
  const [facts, stored] = await Promise.all([application.query('records.by-code', { code }, caller), application.query('records.verify-code', { code }, caller)]);
  return { facts, stored };
});

export default function VerifyCode() {
  const { facts, stored } = useLoaderData<typeof loader>();
  return <VerificationScreen facts={facts} stored={stored} />;
}

export const ErrorBoundary = RouteError;

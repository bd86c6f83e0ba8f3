import type { MetaFunction } from '@remix-run/node';
import { RouteError } from '../features/errors';
import { VerificationScreen } from '../features/verification';

export const meta: MetaFunction = () => [{ title: 'Kiểm tra chữ ký số · Phiên' }];

export default function Verify() {
  return <VerificationScreen />;
}

export const ErrorBoundary = RouteError;

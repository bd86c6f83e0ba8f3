import type { MetaFunction } from '@remix-run/node';
import { RouteError } from '../features/errors/route-error';
import { VerificationScreen } from '../features/verification/verification-screen';

export const meta: MetaFunction = () => [{ title: 'Kiểm tra chữ ký số · Phiên' }];

export default function Verify() {
  return <VerificationScreen />;
}

export const ErrorBoundary = RouteError;

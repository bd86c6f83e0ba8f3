import type { MetaFunction } from '@remix-run/node';
import { OverScreen } from '../features/rehearsals';
import { RouteError } from '../features/errors';

export const meta: MetaFunction = () => [{ title: 'Diễn tập · Phiên' }];

export default function RehearsalOver() {
  return <OverScreen />;
}

export const ErrorBoundary = RouteError;

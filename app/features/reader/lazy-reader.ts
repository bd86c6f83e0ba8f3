import { lazy } from 'react';

/** The reader, fetched where a paper is opened: pages that only speak of it stay light. */
export const Reader = lazy(() => import('./reader').then((module) => ({ default: module.Reader })));

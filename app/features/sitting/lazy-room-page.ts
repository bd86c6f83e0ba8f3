import { lazy } from 'react';

/** {@link RoomPage}, loaded with what draws papers only where a page is shown. */
export const RoomPage = lazy(() => import('./room-page').then((module) => ({ default: module.RoomPage })));

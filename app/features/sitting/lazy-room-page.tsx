import { lazy, Suspense, useEffect, useState, type ComponentProps } from 'react';

const Loaded = lazy(() => import('./room-page').then((module) => ({ default: module.RoomPage })));

/** {@link Loaded}, fetched with what draws papers only where a page is shown, and only in a browser: a server draws none. Until then its place. */
export function RoomPage(props: ComponentProps<typeof Loaded>) {
  const [inBrowser, setInBrowser] = useState(false);
  useEffect(() => setInBrowser(true), []);
  const place = <div className="rs-page" />;
  return inBrowser ? <Suspense fallback={place}><Loaded {...props} /></Suspense> : place;
}

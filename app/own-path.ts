/** The picture of the room for a wall: it is left to the code of the screen, never to a sign-in nobody stands at (R22). */
export const isWallPath = (path: string): boolean => /\/sitting\/screen(\.data)?$/u.test(path);

/**
 * Where a redirect may lead: a path of this origin, written anew from what was parsed. Everything else is the home page.
 * Browsers drop tabs and line ends and read `\` as `/`, so that the text itself says nothing; two slashes in front name
 * another host.
 * @param origin scheme, host and port of this installation.
 */
export function ownPath(target: string, origin: string): string {
  if (!URL.canParse(target, origin)) return '/';
  const url = new URL(target, origin);
  const path = url.pathname + url.search;
  return url.origin === origin && url.username === '' && url.password === '' && path.startsWith('/') && !/^\/[/\\]/.test(path) ? path : '/';
}

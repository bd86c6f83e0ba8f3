/** What is known of a route of the pages. */
interface Route {
  id: string;
  parentId?: string;
  path?: string;
  index?: boolean;
}

interface Pattern {
  text: string;
  parts: readonly string[];
  /** Parts that are words: of two patterns that fit, the one with more of them is meant. */
  words: number;
}

/** Finds the pattern (`/meetings/:meetingId/agenda`) of a path; null where no page is. Data of a page (`….data`) is the page's. */
export function pagePatterns(routes: Readonly<Record<string, Route | undefined>>): (pathname: string) => string | null {
  const pathOf = (route: Route | undefined): string[] => (route ? [...pathOf(routes[route.parentId ?? '']), ...(route.path ?? '').split('/').filter(Boolean)] : []);
  const patterns = Object.values(routes).flatMap((route): Pattern[] => {
    if (!route || (route.path === undefined && !route.index)) return [];
    const parts = pathOf(route);
    return [{ text: `/${parts.join('/')}`, parts, words: parts.filter((part) => !part.startsWith(':')).length }];
  });
  const byLength = new Map<number, Pattern[]>();
  for (const pattern of patterns.sort((a, b) => b.words - a.words)) byLength.set(pattern.parts.length, [...(byLength.get(pattern.parts.length) ?? []), pattern]);
  return (pathname) => {
    const parts = pathname.replace(/\.data$/u, '').split('/').filter(Boolean);
    if (parts.length === 1 && parts[0] === '_root') parts.pop();
    const fits = ({ parts: wanted }: Pattern): boolean => wanted.every((part, index) => part.startsWith(':') || part === parts[index]);
    return byLength.get(parts.length)?.find(fits)?.text ?? null;
  };
}

import type { pageNames } from './texts';

export type PageKind = keyof (typeof pageNames)['vi'];

/** Address → what stands there, and the id of what it is about. */
const KINDS: readonly (readonly [RegExp, PageKind])[] = [
  [/^\/$/u, 'home'],
  [/^\/meetings$/u, 'sessions'],
  [/^\/meetings\/new$/u, 'newSession'],
  [/^\/meetings\/[^/]+\/read\/([^/]+)$/u, 'paper'],
  [/^\/meetings\/[^/]+\/compare\/([^/]+)$/u, 'comparison'],
  [/^\/meetings\/[^/]+\/for\/[^/]+\/read\/([^/]+)$/u, 'paper'],
  [/^\/meetings\/([^/]+)\/for\/[^/]+$/u, 'session'],
  [/^\/prepare-for\//u, 'sessions'],
  [/^\/meetings\/([^/]+)$/u, 'session'],
  [/^\/meetings\/([^/]+)\/changes$/u, 'changes'],
  [/^\/meetings\/([^/]+)\/minutes$/u, 'minutes'],
  [/^\/meetings\/([^/]+)\/conclusions$/u, 'conclusions'],
  [/^\/meetings\/[^/]+\/counting\/([^/]+)$/u, 'counting'],
  [/^\/(?:meetings\/[^/]+\/)?(?:assignments|results)(?:\/|\.csv|$)/u, 'assignments'],
  [/^\/meetings\/([^/]+)\/positions$/u, 'positions'],
  [/^\/meetings\/([^/]+)\/agenda$/u, 'agenda'],
  [/^\/meetings\/([^/]+)\/attendees$/u, 'attendees'],
  [/^\/meetings\/([^/]+)\/(?:sitting\/)?seats$/u, 'seats'],
  [/^\/meetings\/([^/]+)\/(?:sitting\/)?sites$/u, 'sites'],
  [/^\/meetings\/([^/]+)\/sitting\/roll$/u, 'roll'],
  [/^\/meetings\/([^/]+)\/as(?:\/[^/]+)?$/u, 'seeAs'],
  [/^\/meetings\/([^/]+)\/edit$/u, 'edit'],
  [/^\/meetings\/([^/]+)\/paper$/u, 'prints'],
  [/^\/meetings\/([^/]+)\/sitting$/u, 'sitting'],
  [/^\/meetings\/([^/]+)\/sitting\/attendance$/u, 'attendance'],
  [/^\/meetings\/([^/]+)\/sitting\/readiness$/u, 'readiness'],
  [/^\/meetings\/([^/]+)\/sitting\/list$/u, 'attendance'],
  [/^\/meetings\/([^/]+)\/notes$/u, 'notes'],
  [/^\/meetings\/([^/]+)\/sitting\/console$/u, 'console'],
  [/^\/meetings\/([^/]+)\/here$/u, 'sitting'],
  [/^\/meetings\/([^/]+)\/sitting\/screen$/u, 'screen'],
  [/^\/meetings\/([^/]+)\/pack$/u, 'pack'],
  [/^\/meetings\/([^/]+)\/letters$/u, 'letters'],
  [/^\/meetings\/([^/]+)\/preparing$/u, 'preparing'],
  [/^\/preparing(?:\/|$)/u, 'preparing'],
  [/^\/(?:guest|pass\/[^/]+)$/u, 'guest'],
  [/^\/(?:meetings\/[^/]+\/)?rehearsal(?:\/|$)/u, 'rehearsal'],
  [/^\/to-sign$/u, 'toSign'],
  [/^\/search$/u, 'search'],
  [/^\/library(?:\/|$)/u, 'library'],
  [/^\/screen$/u, 'screen'],
  [/^\/account(?:\/|$)/u, 'account'],
  [/^\/admin(?:\/|$)/u, 'admin'],
  [/^\/sign-in$/u, 'signIn'],
  [/^\/verify(?:\/|$)/u, 'verify'],
  [/^\/files\//u, 'file'],
];

export interface AskedPage {
  kind: PageKind;
  /** As the open page knows it. */
  title: string | null;
}

/**
 * What an address leads to, in words.
 * @param known data of the page in front of the person, in which what it links to has a title.
 */
export function askedPage(pathname: string, known: unknown = null): AskedPage {
  for (const [form, kind] of KINDS) {
    const found = form.exec(pathname);
    if (found) return { kind, title: found[1] === undefined ? null : titleOf(found[1], known) };
  }
  return { kind: 'other', title: null };
}

function titleOf(id: string, data: unknown): string | null {
  if (typeof data !== 'object' || data === null) return null;
  if ('id' in data && data.id === id && 'title' in data && typeof data.title === 'string') return data.title;
  for (const inside of Object.values(data)) {
    const title = titleOf(id, inside);
    if (title !== null) return title;
  }
  return null;
}

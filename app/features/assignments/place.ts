import type { QueryInput } from '../../../server/application';

/** Where one is in the list; stands in the address, so that back, reload and a link find the same rows. */
export type ListPlace = QueryInput<'assignments.list'>;

export const VIEWS = ['open', 'overdue', 'soon', 'later', 'reported', 'with', 'done', 'withdrawn'] as const;
const ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/u;
const AFTER = /^\d{4}-\d{2}-\d{2}_[0-9a-f-]{36}$/u;

/** Reads the address; what is no place of the list is left out. */
export function listPlace(search: URLSearchParams): ListPlace {
  const id = (name: string) => (ID.test(search.get(name) ?? '') ? (search.get(name) ?? undefined) : undefined);
  const of = search.get('of') === 'units' ? 'units' : id('of');
  const view = VIEWS.find((one) => one === search.get('view'));
  const [unitId, meetingId, after] = [id('unit'), id('session'), AFTER.test(search.get('after') ?? '') ? (search.get('after') ?? undefined) : undefined];
  return { ...(of ? { of } : {}), ...(view ? { view } : {}), ...(unitId ? { unitId } : {}), ...(meetingId ? { meetingId } : {}), ...(after ? { after } : {}) };
}

export function listHref({ of, view, unitId, meetingId, after }: ListPlace, file = false): string {
  const search = new URLSearchParams();
  if (of) search.set('of', of);
  if (view && view !== 'open') search.set('view', view);
  if (unitId) search.set('unit', unitId);
  if (meetingId) search.set('session', meetingId);
  if (after) search.set('after', after);
  const query = search.toString();
  return `/assignments${file ? '.csv' : ''}${query ? `?${query}` : ''}`;
}

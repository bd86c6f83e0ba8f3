import { type Audience, type AudienceKind, seesPaper } from '@shared/rules/audience';
import { formatTime, isoDay, momentOf } from '~/ui/i18n';
import type { AudienceObject, AudienceOffer, AudienceSeat, ShownAudience } from './data';

interface Moment {
  /** ISO day and HH:mm. */
  day: string | null;
  time: string | null;
}

/** Who may see something, as it is being said. */
export interface AudienceDraft {
  kind: AudienceKind;
  people: ShownAudience['people'];
  units: ShownAudience['units'];
  isTimed: boolean;
  from: Moment;
  until: Moment;
}

const momentParts = (at: Date | null): Moment => ({ day: at && isoDay(at), time: at && formatTime(at) });
const isHalf = ({ day, time }: Moment): boolean => (day === null) !== (time === null);
const instantOf = ({ day, time }: Moment): string | null => (day && time ? momentOf(day, time) : null);

export const draftOf = (audience: ShownAudience | undefined): AudienceDraft => ({
  kind: audience?.kind ?? 'everyone',
  people: audience?.people ?? [],
  units: audience?.units ?? [],
  isTimed: Boolean(audience?.opensAt ?? audience?.closesAt),
  from: momentParts(audience?.opensAt ?? null),
  until: momentParts(audience?.closesAt ?? null),
});

/** What lacks before it can be sent: a moment that is half written, or none where a time was asked for. */
export function lacksOf({ isTimed, from, until }: AudienceDraft): { from: 'bothNeeded' | 'timeNeeded' | null; until: 'bothNeeded' | null } {
  if (!isTimed) return { from: null, until: null };
  if (!isHalf(from) && !isHalf(until) && !from.day && !until.day) return { from: 'timeNeeded', until: null };
  return { from: isHalf(from) ? 'bothNeeded' : null, until: isHalf(until) ? 'bothNeeded' : null };
}

/** What the commands take. */
export const inputOf = ({ kind, people, units, isTimed, from, until }: AudienceDraft) => ({
  kind,
  personIds: kind === 'named' ? people.map(({ id }) => id) : [],
  unitIds: kind === 'named' ? units.map(({ id }) => id) : [],
  opensAt: isTimed ? instantOf(from) : null,
  closesAt: isTimed ? instantOf(until) : null,
});

/** As it would be shown once it is saved. */
export function factsOf(draft: AudienceDraft) {
  const { opensAt, closesAt } = inputOf(draft);
  return { kind: draft.kind, people: draft.people, units: draft.units, opensAt: opensAt === null ? null : new Date(opensAt), closesAt: closesAt === null ? null : new Date(closesAt) };
}

const whenever = (kind: AudienceKind, named: readonly { id: string }[]): Audience => ({ kind, names: named.map(({ id }) => id), opensAt: null, closesAt: null });
const settled = (audience: ShownAudience | undefined): Audience | null => (audience ? whenever(audience.kind, [...audience.people, ...audience.units]) : null);

/** Who of the session will see it, within its time; guests of one item while that is on. By the rule the server keeps. */
export function seenBy(draft: AudienceDraft, { kind, id, itemId }: AudienceObject, { seats, audiences }: Pick<AudienceOffer, 'seats' | 'audiences'>): AudienceSeat[] {
  const mine = whenever(draft.kind, [...draft.people, ...draft.units]);
  const over = itemId === null ? undefined : audiences.find(({ objectId }) => objectId === itemId);
  const paper = kind === 'item' ? { itemId: id, own: null, item: mine } : { itemId, own: mine, item: settled(over) };
  return seats.filter(({ reader }) => seesPaper(reader, paper, { at: new Date(0), runningItemId: itemId }));
}

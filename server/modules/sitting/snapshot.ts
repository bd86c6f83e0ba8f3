import type { QueryContext } from '../../kernel/command';
import { isThere, type MeetingAccess, runsSitting } from '../meetings';
import { isLate, needsCode, opensAt, whyNoCheckIn } from './attendance';
import { AUDIENCES, type Audience } from './audience';
import { shareOf } from './sight';
import { loadLiveState } from './live-state';
import { projectSitting } from './live-view';

/** The live picture for one caller: what is pushed afterwards, with the caller's own attendance and abilities (L2, L17). */
export async function presentSnapshot(access: MeetingAccess, audience: Audience, { db, now }: Pick<QueryContext, 'db' | 'now'>) {
  const { meeting, seat } = access;
  const refusal = whyNoCheckIn(meeting, now);
  const state = await loadLiveState(meeting.id, { db, now });
  const looksAfter = seat && state.sites.find(({ contactId }) => contactId === seat.personId);
  const mayCheckIn = seat !== null && refusal === null && !isThere(seat);
  return {
    audience: AUDIENCES.find((one) => one === audience) ?? 'screen',
    view: projectSitting(state, shareOf(state, audience, seat?.personId ?? null)),
    me: seat && {
      personId: seat.personId,
      role: seat.role,
      voting: seat.voting,
      attendance: seat.attendance,
      there: isThere(seat),
      checkedInAt: seat.checkedInAt,
      leftAt: seat.leftAt,
      late: isLate(seat, meeting.openedAt),
      onlyItemId: seat.onlyItemId,
      /** Where they take part from, on line (L71). */
      site: seat.site,
      /** The site this person looks after (L70). */
      looksAfter: looksAfter ? { id: looksAfter.id, name: looksAfter.name, connection: looksAfter.connection, since: looksAfter.since } : null,
      calls: state.calls.filter(({ personId }) => personId === seat.personId).map(({ id, kind, answeredAt }) => ({ id, kind, isAnswered: answeredAt !== null })),
    },
    can: {
      checkIn: mayCheckIn,
      leave: seat !== null && isThere(seat) && meeting.state === 'in_session',
      places: (['room', 'online'] as const).filter((place) => meeting.form === 'hybrid' || meeting.form === place),
      /** Sites to say one is at, while that can be said (L71). */
      sites: mayCheckIn && meeting.form !== 'room' ? state.sites.map(({ id, name }) => ({ id, name })) : [],
      /** In the room by its code only (L43). */
      byCode: needsCode(meeting),
      run: runsSitting(access),
      mark: access.isSecretary && (meeting.state === 'published' || meeting.state === 'in_session'),
      prepareQuestions: access.isSecretary,
      /** The rule of the body knows secret ballots (voting V24). */
      secretQuestions: meeting.policy.modes.includes('secret'),
      conclude: access.isSecretary && meeting.state === 'in_session',
    },
    because: seat && refusal ? { checkIn: refusal } : {},
    checkInOpensAt: opensAt(meeting),
  };
}

import type { ClosedSession } from './province';
import { secretary } from './province';
import { personOf, type SampleHouse } from './sample';

/** Minutes of the closed session: drafted, submitted, approved and signed at the hours its history tells. */
export async function fillMinutes(house: SampleHouse, meetingId: string, session: ClosedSession, _sessionDate: string): Promise<void> {
  const { application, clock } = house;
  const writer = personOf(house, secretary.login);
  const chair = personOf(house, session.roles.find(({ role }) => role === 'chair')?.person ?? '');
  const { minutes: times } = session;
  clock.set(times.sentAt);
  const { minutesId, version } = await application.execute('minutes.draft', { meetingId }, writer);
  const submitted = await application.execute('minutes.submit', { minutesId, version }, writer);
  clock.set(times.approvedAt);
  await application.execute('minutes.approve', { minutesId, version: submitted.version, number: session.minutesNumber }, chair);
  clock.set(times.secretarySignedAt);
  await application.execute('signing.sign', { minutesId, pin: house.password }, writer);
  clock.set(times.chairSignedAt);
  await application.execute('signing.sign', { minutesId, pin: house.password }, chair);
}

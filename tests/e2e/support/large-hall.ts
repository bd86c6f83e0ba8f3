import { openAssembly } from '../../integration/sitting/assembly';
import { signedIn } from '../../support/sign-in-rows';

/**
 * A process of its own: a running sitting with so many seats in a hall and so many sites, its lights on the wall.
 * Prints where it lies, and the sign-in of whoever runs it.
 */
const [seats = 60, sites = 0] = process.argv.slice(2).map(Number);
const present = Math.ceil(seats * 0.9);
const room = await openAssembly({ members: seats, present });
const { meetingId, installation: { application, dataDir, clock } } = room;
await room.execute('meetings.lay-seats', { meetingId, plan: { from: seats > 100 ? 'theatre' : 'u', seats: seats + 4 }, seen: null }, room.secretary);
if (sites > 0) {
  const names = Array.from({ length: sites }, (_one, index) => (index === 40 ? 'Điểm cầu Ủy ban nhân dân phường Nguyễn Nghiêm – Trần Hưng Đạo – Quảng Phú, thành phố Quảng Ngãi' : `Điểm cầu Ủy ban nhân dân xã Hòa Khê số ${index + 1}`));
  await room.execute('meetings.set-sites', { meetingId, sites: names.map((name) => ({ id: null, name, place: '', contactId: null, contact: '' })), seen: [] }, room.secretary);
  const { sites: kept } = await room.query('meetings.sites', { meetingId }, room.secretary);
  for (const [index, { id }] of kept.entries()) await room.execute('sitting.note-connection', { meetingId, siteId: id, connection: index % 30 === 10 ? 'lost' : index % 20 === 5 ? 'bad' : 'up', seen: 'unknown' }, room.secretary);
}
await room.execute('sitting.start-item', { meetingId, itemId: room.items.first, currentItemId: null }, room.chair);
for (const member of room.members.slice(3, 6)) await room.execute('floor.request-floor', { meetingId, itemId: room.items.first, kind: 'speech', minutes: 3 }, member);
const { requestId } = await room.execute('floor.request-floor', { meetingId, itemId: room.items.first, kind: 'speech', minutes: 5 }, room.members[7] ?? room.chair);
await room.execute('floor.give-floor', { meetingId, requestId, turnId: null }, room.chair);
await room.execute('sitting.show-lights', { meetingId, lights: true }, room.chair);
const { token, row } = signedIn(room.secretary.personId, { now: application.clock.now(), run: application.clock.monotonic() });
await application.database.transaction((db) => db.signIn.create({ data: row }));
await application.stop();
process.stdout.write(`${JSON.stringify({ dataDir, meetingId, token, at: clock.now().toISOString() })}\n`);
process.exit(0);

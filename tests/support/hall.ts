import type { PersonCaller } from '../../server/kernel/actor';
import { openAssembly } from '../integration/sitting/assembly';
import type { JoinServerOrder } from '../bench/join-server-child';
import { addPerson } from './people';
import { signedIn } from './sign-in-rows';

const AT = '2026-11-26T01:05:00Z';

/** A data folder with a hall full of people, as the measured processes of the benches are told of it. */
export interface Hall extends Omit<JoinServerOrder, 'kind' | 'port'> {
  /** One session each. */
  cookies: string[];
  documentId: string;
}

/** A sitting that runs, with a seat and a session for every tablet. */
export async function makeHall(tablets: number): Promise<Hall> {
  const assembly = await openAssembly({ present: 15 });
  const { installation, meetingId } = assembly;
  const { database, ports } = installation.application;
  const people: PersonCaller[] = [];
  for (let index = 0; index < tablets; index += 1) people.push(await addPerson(installation, `Đại biểu ${index + 1}`));
  const signIns = people.map(({ personId }) => signedIn(personId, { now: new Date(AT) }));
  await database.transaction(async (db) => {
    await db.attendee.createMany({
      data: people.map(({ personId, fullName }, index) => ({ id: ports.ids.next(), meetingId, personId, role: 'guest', voting: false, fullName, position: 'Khách mời', protocolOrder: 2_000 + index })),
    });
    await db.signIn.createMany({ data: signIns.map(({ row }) => row) });
  });
  const view = await assembly.query('sitting.live-snapshot', { meetingId }, assembly.guest);
  await installation.application.stop();
  return {
    dataDir: installation.dataDir,
    at: AT,
    meetingId,
    secretary: { personId: assembly.secretary.personId, fullName: assembly.secretary.fullName },
    memberId: assembly.members[3]?.personId ?? '',
    itemId: assembly.items.second,
    documentId: assembly.papers.first,
    cookies: signIns.map(({ token }) => `phien_session=${token}`),
    answer: JSON.stringify(view).length,
  };
}

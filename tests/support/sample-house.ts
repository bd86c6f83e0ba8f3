import { mkdtempSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fillSample } from '../../prisma/seed/sample';
import { encodeOp } from '../../server/shared/protocol/ink';
import { newUuid, sampleStroke, seededRandom } from './ink-samples';
import { openTestInstallation } from './installation';
import { signedIn } from './sign-in-rows';

/** The day before the session to come. */
export const SAMPLE_AT = '2026-12-09T03:00:00Z';
const SESSION_DATE = '2026-12-10';
const MARKS = 40;

/** The sample province: one session held, minuted and signed, and one to come. */
export interface SampleHouse {
  dataDir: string;
  meetingId: string;
  /** A paper of it with marks. */
  paper: string;
  secretary: { personId: string; fullName: string };
  /** A voting member who is not the chair. */
  member: { personId: string; fullName: string };
  /** Cookies of people with a seat in it. */
  cookies: { secretary: string; members: string[] };
}

/** Its program has ended. */
export async function makeSampleHouse(): Promise<SampleHouse> {
  const dataDir = mkdtempSync(path.join(os.tmpdir(), 'phien-sample-'));
  await fillSample({ dataDir, rows: null, origin: 'http://localhost:3000', password: 'một mật khẩu đủ dài 2026', sessionDate: SESSION_DATE, say: () => undefined });
  const installation = await openTestInstallation({ dataDir, at: SAMPLE_AT });
  const { database, ink } = installation.application;
  const meeting = await database.reader.meeting.findFirstOrThrow({ where: { state: 'closed' } });
  const seats = await database.reader.attendee.findMany({ where: { meetingId: meeting.id, OR: [{ voting: true }, { personId: meeting.secretaryId }] }, orderBy: { protocolOrder: 'asc' } });
  const paper = await database.reader.document.findFirstOrThrow({ where: { meetingId: meeting.id }, orderBy: { id: 'asc' } });
  const random = seededRandom(7);
  await ink.append(Array.from({ length: MARKS }, () => ({ docId: paper.id, layer: 'shared' as const, opId: newUuid(), authorId: meeting.secretaryId, body: encodeOp(sampleStroke(random)), targets: [] })));
  const run = installation.application.ports.clock.monotonic();
  const signIns = seats.map(({ personId }) => ({ personId, ...signedIn(personId, { now: new Date(SAMPLE_AT), run }) }));
  await database.transaction(async (db) => void (await db.signIn.createMany({ data: signIns.map(({ row }) => row) })));
  const cookieOf = ({ token }: { token: string }): string => `phien_session=${token}`;
  const secretary = signIns.find(({ personId }) => personId === meeting.secretaryId);
  if (!secretary) throw new Error('the sample has no secretary');
  const named = (seat: (typeof seats)[number] | undefined) => ({ personId: seat?.personId ?? '', fullName: seat?.fullName ?? '' });
  const house: SampleHouse = {
    dataDir,
    meetingId: meeting.id,
    paper: paper.id,
    secretary: named(seats.find(({ personId }) => personId === meeting.secretaryId)),
    member: named(seats.find(({ role }) => role === 'member')),
    cookies: { secretary: cookieOf(secretary), members: signIns.filter((one) => one !== secretary).map(cookieOf) },
  };
  await installation.application.stop();
  return house;
}

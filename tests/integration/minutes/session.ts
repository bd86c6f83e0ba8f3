import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { createSampleAuthority, issue, issueOrganisation } from '../../../server/adapters/signer';
import type { PersonCaller } from '../../../server/kernel/actor';
import { writeParagraphs, type MinutesEdit } from '../../../server/modules/minutes';
import type { TestInstallation } from '../../support/installation';
import { assemble, type Assembly } from '../sitting/assembly';

export { tool } from '../../support/tools';

export const PIN = 'ma-pin-mau-2026';

export interface ClosedAssembly extends Assembly {
  /** Id of the vote question of the first item. */
  questionId: string;
}

/**
 * A session of 21 held with 19 present, one excused with a substitute, one vote 17–1–1, a conclusion, and closed at 11:47; test keys for
 * secretary, chair and organisation.
 */
export async function closedAssembly(options: Pick<NonNullable<Parameters<typeof assemble>[0]>, 'blobs' | 'mail' | 'rows' | 'together'> = {}): Promise<ClosedAssembly> {
  const assembly = await assemble(options);
  const { installation, meetingId, execute, chair, secretary, members, items } = assembly;
  const { database } = installation.application;
  const { ports } = installation.application;
  await database.transaction(async (db) => {
    for (const [documentId, pages] of [[assembly.papers.first, 24], [assembly.papers.second, 8]] as const) {
      const version = { id: ports.ids.next(), number: 1, blobKey: ports.ids.next(), sha256: '0'.repeat(64), size: 1, pages, fileName: 'bao-cao.pdf', facts: '{}' };
      await db.documentVersion.create({ data: { ...version, documentId, uploadedById: secretary.personId, createdAt: installation.clock.now() } });
    }
  });
  await assembly.seatMembers(19);
  const away = members.slice(19).map(({ personId }) => ({ personId, attendance: 'excused' as const, reason: 'công tác' }));
  await execute('sitting.mark-attendance', { meetingId, marks: away }, secretary);
  const { questionId } = await execute('voting.create-question', { meetingId, itemId: items.first, text: 'Thống nhất nội dung Báo cáo?', kind: 'approve' }, secretary);
  const at = (time: string) => installation.clock.set(`2026-11-26T${time}:00+07:00`);
  at('08:02');
  await execute('sitting.open-session', { meetingId }, chair);
  at('08:09');
  await execute('sitting.start-item', { meetingId, itemId: items.first, currentItemId: null }, chair);
  at('08:42');
  await execute('voting.open-question', { meetingId, questionId }, secretary);
  at('08:44');
  await execute('voting.record-show-of-hands', { meetingId, questionId, present: 19, hands: { kind: 'approve', for: 17, against: 1, abstain: 1 } }, secretary);
  const item = await database.reader.agendaItem.findUniqueOrThrow({ where: { id: items.first } });
  await execute('sitting.record-conclusion', { meetingId, itemId: items.first, text: 'Thống nhất; giao Sở Tài chính hoàn thiện Báo cáo trước ngày 05/12/2026.', version: item.version }, secretary);
  at('08:46');
  await execute('sitting.end-item', { meetingId, itemId: items.first }, chair);
  at('11:47');
  await execute('sitting.close-session', { meetingId, postponeRest: true }, chair);
  const dir = path.join(installation.dataDir, 'signing');
  const now = installation.clock.now();
  await createSampleAuthority(dir, { now });
  const organisation = 'Ủy ban nhân dân tỉnh';
  for (const person of [secretary, chair]) {
    await issue(dir, { personId: person.personId, commonName: person.fullName, title: 'Chức vụ', organisation, pin: PIN, algorithm: 'ecdsa-p256-sha256', now });
  }
  const meeting = await database.reader.meeting.findUniqueOrThrow({ where: { id: meetingId }, include: { body: true } });
  await issueOrganisation(dir, { organisationId: meeting.body.unitId, name: organisation, pin: PIN, now });
  return { ...assembly, questionId };
}

/** Somebody writes until the minutes read like this. */
export function write({ installation: { application } }: { installation: Pick<TestInstallation, 'application'> }, minutesId: string, paragraphs: readonly { id: string; text: string }[], caller: PersonCaller): Promise<MinutesEdit | null> {
  const { database, ports } = application;
  return database.transaction((db) => writeParagraphs(db, { minutesId, opId: ports.ids.next(), paragraphs }, { caller, now: ports.clock.now() }));
}

/** Drafted, submitted and approved minutes. */
export async function approvedMinutes(assembly: ClosedAssembly): Promise<{ minutesId: string; officialId: string; verifyCode: string; number: number }> {
  const { execute, meetingId, secretary, chair } = assembly;
  const { minutesId, version } = await execute('minutes.draft', { meetingId }, secretary);
  const submitted = await execute('minutes.submit', { minutesId, version }, secretary);
  const { officialId, verifyCode, number } = await execute('minutes.approve', { minutesId, version: submitted.version }, chair);
  return { minutesId, officialId, verifyCode, number };
}

export const run = (command: string, args: readonly string[]): string => execFileSync(command, [...args], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });

export const reasonOf = async (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'nothing was refused',
    (error: { code?: string; reason?: string }) => `${error.code}/${error.reason}`,
  );

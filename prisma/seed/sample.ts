import path from 'node:path';
import { createSampleAuthority, issue, issueOrganisation } from '../../server/adapters/signer';
import { createScriptClock } from '../../server/adapters/system/clock';
import { openApplication } from '../../server/application';
import { DEFAULT_SAMPLE_PASSWORD } from '../../server/kernel/config';
import type { DatabasePlace } from '../../server/kernel/database-place';
import { localMoment, slashDate } from '../../server/shared/rules/date-forms';
import { fillOrganization } from './fill-organization';
import { fillCurrentSession, fillPreviousSession } from './fill-sessions';
import { installer, personOf, type SampleInstallation } from './installation';
import { currentSession, headOfOffice, mainAccounts, previousSession, recordsClerk, sampleMembers, secretary } from './province';
import { renderSampleDocuments } from './documents';

export interface SampleOptions {
  dataDir: string;
  /** Where rows and marks are to lie when not in the folder. */
  rows: DatabasePlace | null;
  origin: string;
  /** Password of all sample accounts and PIN of their test keys. */
  password: string;
  /** yyyy-MM-dd of the coming session. */
  sessionDate: string;
  say(vi: string, en: string): void;
}

/**
 * Fills an empty data folder with the province Thanh Giang: everything through the same commands people use, with a
 * clock that is told the time, so that history, audit and minutes are genuine.
 */
export async function fillSample({ dataDir, rows, origin, password, sessionDate, say }: SampleOptions): Promise<void> {
  const current = currentSession(sessionDate);
  const previous = previousSession(sessionDate);
  const clock = createScriptClock(new Date(new Date(previous.invitation.sentAt).getTime() - 7 * 24 * 60 * 60 * 1000));
  const application = await openApplication({ dataDir, rows, filling: true, origin, clock });
  try {
    say(
      `Tạo dữ liệu mẫu tỉnh Thanh Giang, phiên họp ngày ${slashDate(localMoment(new Date(current.plannedStart)))} …`,
      `Filling in the sample province Thanh Giang, session on ${sessionDate} …`,
    );
    const documents = renderSampleDocuments(application.ports.typesetter, { sessionDate });
    const installation = await fillOrganization(application, clock, password);
    await issueKeys(installation, path.join(dataDir, 'signing'));
    const papers = await documents;
    await fillPreviousSession(installation, previous, papers.filter((paper) => paper.session === 'previous'));
    await fillCurrentSession(installation, current, papers.filter((paper) => paper.session === 'current'));
    await application.execute('identity.mark-sample', { accounts: [...mainAccounts, 'cu.minh.thac', 'luc.thi.que.chi'], published: password === DEFAULT_SAMPLE_PASSWORD }, installer);
  } finally {
    await application.stop();
  }
}

/** Members who can be named to count ballots and sign what they counted, and the head of the office, who signs notices by order of the chair. */
const SIGNERS: readonly string[] = ['cu.minh.thac', 'luc.thi.que.chi', 'thach.ngoc.bien', headOfOffice];

/** Test keys of those who sign minutes, counts and notices, and apply the seal; the certificates say that they have no legal value. */
async function issueKeys(installation: SampleInstallation, dir: string): Promise<void> {
  const now = installation.clock.now();
  await createSampleAuthority(dir, { now });
  const chair = sampleMembers[0];
  if (!chair) throw new Error('sample: the committee has no chair');
  const organisation = 'Ủy ban nhân dân tỉnh Thanh Giang';
  for (const { login, name, position } of [chair, secretary, recordsClerk, ...sampleMembers.filter((member) => SIGNERS.includes(member.login))]) {
    const { personId } = personOf(installation, login);
    await issue(dir, { personId, commonName: name, title: position, organisation, pin: installation.password, algorithm: 'ecdsa-p256-sha256', now });
  }
  const unitId = installation.units.get('tinh') ?? installation.units.values().next().value;
  if (!unitId) throw new Error('sample: the province has no unit');
  await issueOrganisation(dir, { organisationId: unitId, name: organisation, pin: installation.password, now });
}

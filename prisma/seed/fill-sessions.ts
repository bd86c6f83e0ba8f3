import type { PersonCaller } from '../../server/kernel/actor';
import type { SampleAgendaRow, SampleAttendance, SampleGuest, SampleSession, SampleVote, ClosedSession } from './province';
import { atProvinceTime, sampleGuests, samplePeople, secretary, secretaryAssistant } from './province';
import type { SampleDocument } from './documents';
import { fillMinutes } from './fill-minutes';
import { personOf, type SampleInstallation } from './installation';
import { plainFacts, stageFile } from './staged-file';

type RowIds = Map<string, string>;

/** Makes a session with agenda, people, papers and questions, and publishes it when its invitation went out. */
async function prepareSession(installation: SampleInstallation, session: SampleSession, papers: readonly SampleDocument[]): Promise<{ meetingId: string; items: RowIds }> {
  const { application, clock } = installation;
  const by = personOf(installation, secretary.login);
  clock.set(new Date(new Date(session.invitation.sentAt).getTime() - 24 * 60 * 60 * 1000));
  const chair = session.roles.find(({ role }) => role === 'chair');
  const { meetingId } = await application.execute(
    'meetings.create',
    {
      bodyId: installation.bodyId,
      title: session.title,
      kind: 'regular',
      startsAt: session.plannedStart,
      endsAt: session.plannedEnd,
      place: session.place,
      form: 'hybrid',
      remoteSites: session.sites.length,
      printedSets: session.printedSets.length,
      invitationNumber: `${session.invitation.number}/GM-UBND`,
      invitationDate: session.dates.invitationSent,
      chairId: personOf(installation, chair?.person ?? '').personId,
      secretaryId: by.personId,
      assistantIds: [personOf(installation, secretaryAssistant.login).personId],
    },
    by,
  );
  for (const guest of sampleGuests) await addGuest(installation, session, meetingId, guest, by);
  for (const { person, substitute } of session.members) {
    if (!substitute) continue;
    const stand = samplePeople.find(({ login }) => login === substitute);
    const ids = { memberId: personOf(installation, person).personId, personId: personOf(installation, substitute).personId };
    await application.execute('meetings.substitute', { meetingId, ...ids, position: stand?.position ?? '' }, by);
  }
  const items = await addAgenda(installation, session.agenda, meetingId, by);
  for (const paper of papers) await attachPaper(installation, meetingId, paper, itemIdOf(session.agenda, items, paper.item), by);
  clock.set(session.invitation.sentAt);
  await application.execute('meetings.publish', { meetingId, version: 1 }, by);
  clock.set(session.invitation.confirmBy);
  await markAbsences(installation, meetingId, session.members, by);
  return { meetingId, items };
}

async function addGuest(installation: SampleInstallation, session: SampleSession, meetingId: string, guest: SampleGuest, by: PersonCaller): Promise<void> {
  const site = session.sites.find(({ key }) => key === guest.remoteSite)?.name ?? null;
  await installation.application.execute('meetings.add-guest', { meetingId, personId: personOf(installation, guest.login).personId, position: guest.position, site }, by);
}

async function addAgenda(installation: SampleInstallation, agenda: readonly SampleAgendaRow[], meetingId: string, by: PersonCaller): Promise<RowIds> {
  const items: RowIds = new Map();
  for (const row of agenda) {
    const { itemId } = await installation.application.execute(
      'agenda.add-item',
      {
        meetingId,
        kind: row.kind,
        title: row.title,
        durationMin: row.plannedMinutes,
        presenterId: row.presenter ? personOf(installation, row.presenter).personId : null,
        preparingUnitId: row.unit ? (installation.units.get(row.unit) ?? null) : null,
      },
      by,
    );
    items.set(row.key, itemId);
    for (const vote of row.votes) await addQuestion(installation, meetingId, itemId, vote, by);
  }
  return items;
}

/** Open votes are prepared as questions; secret ballots are held outside the system. */
async function addQuestion(installation: SampleInstallation, meetingId: string, itemId: string, vote: SampleVote, by: PersonCaller): Promise<void> {
  if (vote.kind === 'secret') return;
  const options = vote.kind === 'options' ? { kind: 'options' as const, options: vote.options.map(({ label }) => label) } : { kind: 'approve' as const };
  await installation.application.execute('voting.create-question', { meetingId, itemId, text: vote.question, ...options }, by);
}

function itemIdOf(agenda: readonly SampleAgendaRow[], items: RowIds, number: number | null): string | null {
  const row = number === null ? agenda[0] : agenda.filter(({ kind }) => kind === 'item' || kind === 'paper_only')[number - 1];
  return (row && items.get(row.key)) ?? null;
}

async function attachPaper({ application }: SampleInstallation, meetingId: string, paper: SampleDocument, itemId: string | null, by: PersonCaller): Promise<void> {
  // The product set these files itself a moment ago: what an inspection would find is known.
  const { intakeId } = await stageFile(application, { meetingId, personId: by.personId }, paper, { facts: plainFacts(paper.pages, [595.28, 841.89]) });
  await application.execute('documents.attach', { meetingId, itemId, title: paper.title, intakeId }, by);
}

async function markAbsences(installation: SampleInstallation, meetingId: string, members: readonly SampleAttendance[], by: PersonCaller): Promise<void> {
  const marks = members
    .filter(({ state }) => state === 'absent')
    .map(({ person, reason }) => ({ personId: personOf(installation, person).personId, attendance: 'excused' as const, reason }));
  if (marks.length > 0) await installation.application.execute('sitting.mark-attendance', { meetingId, marks }, by);
}

/** The coming session: published, with all its papers, waiting to be opened. */
export async function fillCurrentSession(installation: SampleInstallation, session: SampleSession, papers: readonly SampleDocument[]): Promise<void> {
  await prepareSession(installation, session, papers);
}

/** The session a month earlier: held, voted, minuted and signed, minute by minute. */
export async function fillPreviousSession(installation: SampleInstallation, session: ClosedSession, papers: readonly SampleDocument[]): Promise<void> {
  const { application, clock } = installation;
  const { meetingId, items } = await prepareSession(installation, session, papers);
  const by = personOf(installation, secretary.login);
  const at = (time: string): void => clock.set(atProvinceTime(session.dates.session, time));
  const arrivals = [...session.members, ...session.guests].filter(({ state }) => state !== 'absent');
  const offices = [secretary, secretaryAssistant].map(({ login }) => ({ person: login, state: 'in_room' as const, checkedInAt: '07:30' }));
  for (const { person, state, checkedInAt } of [...offices, ...arrivals].sort((a, b) => (a.checkedInAt ?? '').localeCompare(b.checkedInAt ?? ''))) {
    at(checkedInAt ?? '07:59');
    await application.execute('sitting.check-in', { meetingId, place: state === 'online' ? 'online' : 'room' }, personOf(installation, person));
  }
  clock.set(session.openedAt);
  await application.execute('sitting.open-session', { meetingId }, by);
  for (const row of session.agenda) {
    const itemId = items.get(row.key) ?? '';
    at(row.actual.start);
    await application.execute('sitting.start-item', { meetingId, itemId, currentItemId: null }, by);
    for (const vote of row.votes) await holdVote(installation, session, meetingId, itemId, vote, by);
    at(row.actual.end);
    await application.execute('sitting.end-item', { meetingId, itemId }, by);
  }
  clock.set(session.closedAt);
  await application.execute('sitting.close-session', { meetingId, postponeRest: false }, by);
  await fillMinutes(installation, meetingId, session);
}

async function holdVote(installation: SampleInstallation, session: ClosedSession, meetingId: string, itemId: string, vote: SampleVote, by: PersonCaller): Promise<void> {
  if (vote.kind === 'secret') return;
  const { application, clock } = installation;
  const questions = await application.query('voting.questions', { meetingId }, by);
  const question = questions.questions.find((one) => one.itemId === itemId && one.text === vote.question);
  if (!question) throw new Error(`sample: no question “${vote.question}”`);
  const present = session.members.filter(({ state }) => state !== 'absent').length;
  clock.set(atProvinceTime(session.dates.session, vote.openedAt));
  await application.execute('voting.open-question', { meetingId, questionId: question.id }, by);
  clock.set(atProvinceTime(session.dates.session, vote.closedAt));
  const hands =
    vote.kind === 'open'
      ? { kind: 'approve' as const, for: present - vote.against.length - vote.abstain.length, against: vote.against.length, abstain: vote.abstain.length }
      : { kind: 'options' as const, votes: vote.options.map(({ voters }, index) => ({ optionId: `p${index + 1}`, votes: voters.length })), none: vote.none.length };
  await application.execute('voting.record-show-of-hands', { meetingId, questionId: question.id, present, hands }, by);
}

import { addWorkingDays } from '../../../server/shared/rules/working-days';
import type { LocalDate } from '../../../server/shared/rules/working-days';
import { vietnameseCalendar } from '../../../server/shared/law/public-holidays';
import { formatClock } from '../../../server/shared/rules/agenda-times';
import { sampleAgenda } from './agenda';
import { atProvinceTime, DEFAULT_SESSION_DATE, sampleDates } from './dates';
import type { SessionDates } from './dates';
import { recordsClerk, sampleGuests, sampleMembers, secretary, secretaryAssistant, substitute } from './people';
import { previousAgenda } from './previous-agenda';
import { sampleSites } from './units';
import type { MeetingRole, SampleAgendaRow, SampleAttendance, SamplePrintedSet, SampleVote } from './types';

export type SampleSession = {
  key: 'current' | 'previous';
  title: string;
  body: 'ubnd-tinh';
  dates: SessionDates;
  /** Instants as UTC ISO text. */
  plannedStart: string;
  plannedEnd: string;
  openedAt: string;
  closedAt: string;
  place: string;
  sites: readonly { key: string; name: string; unit: string }[];
  roles: readonly { person: string; role: MeetingRole }[];
  invitation: { number: number; sentAt: string; confirmBy: string };
  documentsDueAt: string;
  documentsOpenedAt: string;
  agenda: readonly SampleAgendaRow[];
  members: readonly SampleAttendance[];
  guests: readonly SampleAttendance[];
  printedSets: readonly SamplePrintedSet[];
  /** Logins of those entitled to the documents; the substitute stands in the place of the member she sits for. */
  recipients: readonly string[];
  minutesNumber: number;
};

/** What a closed session has besides: its minutes through to the last signature, and the notice of conclusions. */
export type ClosedSession = SampleSession & {
  minutes: { sentAt: string; approvedAt: string; secretarySignedAt: string; chairSignedAt: string; issuedAt: string };
  conclusions: { number: number; issuedAt: string };
  /** When units reported on what its conclusions asked for, and the office confirmed what was done. */
  assignments: { reportedAt: string; confirmedAt: string };
};

type Absence = { reason: string; substitute: string | null };

const ROOM = 'Phòng họp số 1, Trụ sở Ủy ban nhân dân tỉnh';
const ONLINE_MEMBERS = ['be.ngoc.sinh', 'au.thi.phuong.tram'];

function attend(people: readonly { login: string }[], online: readonly string[], absences: ReadonlyMap<string, Absence>): SampleAttendance[] {
  return people.map(({ login }, index) => {
    const absence = absences.get(login);
    if (absence) return { person: login, state: 'absent', ...absence, checkedInAt: null };
    return {
      person: login,
      state: online.includes(login) ? 'online' : 'in_room',
      reason: null,
      substitute: null,
      checkedInAt: formatClock(7 * 60 + 36 + ((index * 7) % 24)),
    };
  });
}

/** Fills the months and years of a text: `{month}`, `{previous}`, `{next}`, `{year}`, `{nextYear}` as of the session. */
function dated(text: string, { month, year }: SessionDates): string {
  const values: Record<string, number> = { month, previous: month === 1 ? 12 : month - 1, next: month === 12 ? 1 : month + 1, year, nextYear: year + 1 };
  return text.replace(/\{(\w+)\}/g, (slot, name: string) => String(values[name] ?? slot));
}

const datedVote = (vote: SampleVote, dates: SessionDates): SampleVote => ({
  ...vote,
  question: dated(vote.question, dates),
  ...(vote.kind === 'options' ? { options: vote.options.map((option) => ({ ...option, label: dated(option.label, dates) })) } : {}),
});

const datedRow = (row: SampleAgendaRow, dates: SessionDates): SampleAgendaRow => ({
  ...row,
  title: dated(row.title, dates),
  documents: row.documents.map((document) => ({ ...document, subject: dated(document.subject, dates) })),
  votes: row.votes.map((vote) => datedVote(vote, dates)),
});

function buildSession(input: {
  key: SampleSession['key'];
  dates: SessionDates;
  agenda: readonly SampleAgendaRow[];
  absences: ReadonlyMap<string, Absence>;
  invitation: number;
  minutesNumber: number;
  printedFor: readonly string[];
}): SampleSession {
  const { dates, absences } = input;
  const agenda = input.agenda.map((row) => datedRow(row, dates));
  const minutes = agenda.reduce((sum, row) => sum + row.plannedMinutes, 0);
  const first = agenda[0]?.actual.start ?? '08:00';
  const last = agenda.at(-1)?.actual.end ?? first;
  const substitutes = [...absences.values()].flatMap((absence) => absence.substitute ?? []);
  const remote = sampleGuests.filter((guest) => guest.remoteSite !== null).map((guest) => guest.login);
  const role = (person: string, name: MeetingRole): { person: string; role: MeetingRole } => ({ person, role: name });
  return {
    key: input.key,
    title: `Phiên họp Ủy ban nhân dân tỉnh thường kỳ tháng ${dates.month} năm ${dates.year}`,
    body: 'ubnd-tinh',
    dates,
    plannedStart: atProvinceTime(dates.session, '08:00'),
    plannedEnd: atProvinceTime(dates.session, formatClock(8 * 60 + minutes)),
    openedAt: atProvinceTime(dates.session, first),
    closedAt: atProvinceTime(dates.session, last),
    place: ROOM,
    sites: sampleSites,
    roles: [
      ...sampleMembers.map((member, index) => role(member.login, index === 0 ? 'chair' : 'member')),
      role(secretary.login, 'secretary'),
      role(secretaryAssistant.login, 'secretary_assistant'),
      role(recordsClerk.login, 'clerk'),
      ...substitutes.map((login) => role(login, 'substitute')),
      ...sampleGuests.map((guest) => role(guest.login, 'guest')),
    ],
    invitation: {
      number: input.invitation,
      sentAt: atProvinceTime(dates.invitationSent, '15:20'),
      confirmBy: atProvinceTime(dates.confirmBy, '16:30'),
    },
    documentsDueAt: atProvinceTime(dates.documentsDue, '16:30'),
    documentsOpenedAt: atProvinceTime(dates.documentsOpened, '08:00'),
    agenda,
    members: attend(sampleMembers, ONLINE_MEMBERS, absences),
    guests: attend(sampleGuests, remote, new Map()),
    printedSets: input.printedFor.map((recipient) => ({ recipient, printedAt: atProvinceTime(dates.confirmBy, '14:10') })),
    recipients: [...sampleMembers.map((member) => absences.get(member.login)?.substitute ?? member.login), ...sampleGuests.map((guest) => guest.login)],
    minutesNumber: input.minutesNumber,
  };
}

/** The session of domain example 5.2: 19 of 21 present, one substitute, 45 recipients, four printed sets. */
export function currentSession(sessionDate: LocalDate = DEFAULT_SESSION_DATE): SampleSession {
  return buildSession({
    key: 'current',
    dates: sampleDates(sessionDate).current,
    agenda: sampleAgenda,
    absences: new Map([
      ['giap.van.dieu', { reason: 'dự hội nghị của Bộ Giáo dục và Đào tạo', substitute: substitute.login }],
      ['quan.trong.hach', { reason: 'công tác', substitute: null }],
    ]),
    invitation: 214,
    minutesNumber: 11,
    printedFor: ['pct.thuong.truc', 'ma.duc.thuyen', 'kha.chi.diem', 'hoang.bich.thuy.lien'],
  });
}

/** The closed session a month earlier with its whole history; minutes approved, signed twice and issued in time. */
export function previousSession(sessionDate: LocalDate = DEFAULT_SESSION_DATE): ClosedSession {
  const dates = sampleDates(sessionDate).previous;
  const after = (days: number, clock: string): string => atProvinceTime(addWorkingDays(dates.session, days, vietnameseCalendar), clock);
  return {
    ...buildSession({
      key: 'previous',
      dates,
      agenda: previousAgenda,
      absences: new Map([['tra.the.huan', { reason: 'kiểm tra công tác phòng, chống dịch tại đặc khu Hòn Ngọc', substitute: null }]]),
      invitation: 196,
      minutesNumber: 10,
      printedFor: [
        'pct.thuong.truc', 'pct.van.xa', 'ma.duc.thuyen', 'kha.chi.diem', 'quan.trong.hach', 'hoang.bich.thuy.lien', 'phung.dac.hien', 'chu.duc.hoanh',
      ],
    }),
    minutes: {
      sentAt: after(1, '09:30'),
      approvedAt: after(2, '10:05'),
      secretarySignedAt: after(2, '10:40'),
      chairSignedAt: after(2, '14:15'),
      issuedAt: after(2, '15:30'),
    },
    assignments: { reportedAt: after(4, '09:10'), confirmedAt: after(5, '15:20') },
    conclusions: { number: 171, issuedAt: after(3, '16:10') },
  };
}

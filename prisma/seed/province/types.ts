import type { AgendaKind } from '../../../server/shared/rules/agenda-times';

/** Everything here is invented: the province Thanh Giang does not exist. Keys are stable names the loader maps to ids. */
export type UnitKind =
  | 'province'
  | 'department'
  | 'office'
  | 'ward'
  | 'commune'
  | 'special_zone'
  | 'historic_district'
  | 'party'
  | 'council'
  | 'front'
  | 'vertical'
  | 'public_service';

export type SampleUnit = {
  key: string;
  kind: UnitKind;
  name: string;
  shortName: string;
  /** Identifier after QĐ 20/2020/QĐ-TTg, fictional. */
  organId: string;
  parent: string | null;
  /** First and last day of existence, YYYY-MM-DD; null while it exists. */
  validFrom: string;
  validTo: string | null;
  successors: readonly string[];
};

export type GlobalRole = 'system_admin' | 'clerk' | 'officer' | 'leader';
export type MeetingRole = 'chair' | 'secretary' | 'secretary_assistant' | 'clerk' | 'member' | 'substitute' | 'guest';

export type SamplePerson = {
  /** Sign-in name, ASCII, unique; also the key of the person. */
  login: string;
  name: string;
  position: string;
  unit: string;
  globalRoles: readonly GlobalRole[];
};

export type SampleMember = SamplePerson & { protocolOrder: number };
export type SampleGuest = SamplePerson & { protocolOrder: number; remoteSite: string | null };

export type SampleDocument = {
  key: string;
  title: string;
  /** Trích yếu: what the document is about. */
  subject: string;
  pages: number;
};

type Timed = { openedAt: string; closedAt: string };

/** Votes by member where the vote is open (all present members not named are in favour); counts alone where it is secret. */
export type SampleVote = Timed & { key: string; question: string } & (
  | { kind: 'open'; against: readonly string[]; abstain: readonly string[]; passed: boolean }
  | { kind: 'secret'; for: number; against: number; abstain: number; passed: boolean }
  | { kind: 'options'; options: readonly { key: string; label: string; voters: readonly string[] }[]; none: readonly string[]; chosen: string | null }
  );

export type SampleAgendaRow = {
  key: string;
  kind: AgendaKind;
  title: string;
  plannedMinutes: number;
  presenter: string | null;
  unit: string | null;
  documents: readonly SampleDocument[];
  votes: readonly SampleVote[];
  /** Clock times in the province, HH:mm, on the day of the session. */
  actual: { start: string; end: string };
};

export type SampleAttendance = {
  person: string;
  state: 'in_room' | 'online' | 'absent';
  reason: string | null;
  substitute: string | null;
  checkedInAt: string | null;
};

export type SamplePrintedSet = { recipient: string; printedAt: string };

/**
 * What is kept for how long, in one place: every table of the installation stands here, either with a time after which its rows go or among what
 * is kept, with the reason. The words for people are `app/features/admin/retention-texts.ts`, by the same names.
 */

/** Why something is never removed. */
export const KEPT_REASONS = {
  /** What archives law keeps: Luật Lưu trữ 33/2024/QH15, Nghị định 113/2025/NĐ-CP; documents by Nghị định 30/2020/NĐ-CP, hand-over by Thông tư 05/2025/TT-BNV. */
  record: 'Luật Lưu trữ 33/2024/QH15; Nghị định 113/2025/NĐ-CP; Nghị định 30/2020/NĐ-CP',
  /** The log that answers for the record; whoever removes a row of it breaks the chain. Logs of a level 3 system: three months at least. */
  log: 'TCVN 14423:2026; Luật Lưu trữ 33/2024/QH15',
  /** Names and offices as the record refers to them; the rest of a person goes with the account. */
  people: 'Luật 91/2025/QH15; Luật Lưu trữ 33/2024/QH15',
  /** Goes with the account of its person, not before. */
  account: 'Luật 91/2025/QH15',
  /** One row each, of the program itself: nothing of anybody. */
  program: null,
} as const;
export type KeptReason = keyof typeof KEPT_REASONS;

export const KEPT: Readonly<Record<string, KeptReason>> = {
  Body: 'people',
  Membership: 'people',
  OrgUnit: 'people',
  UnitSuccession: 'people',
  Person: 'people',
  ImportedSession: 'record',
  ImportedFile: 'record',
  Room: 'record',
  SeatMap: 'record',
  Site: 'record',
  Meeting: 'record',
  Attendee: 'record',
  AgendaItem: 'record',
  Document: 'record',
  DocumentVersion: 'record',
  OriginalFile: 'record',
  PaperTask: 'record',
  PaperSubmission: 'record',
  SubmissionOriginal: 'record',
  PreparationStep: 'record',
  PagePicture: 'record',
  ScannedPage: 'record',
  Audience: 'record',
  AudienceName: 'record',
  Recusal: 'record',
  Position: 'record',
  Delegation: 'log',
  /** Which paper was opened for whom; the marks go with private ones. */
  PreparedStream: 'account',
  InvitationAnswer: 'record',
  Announcement: 'record',
  VoteQuestion: 'record',
  BallotBox: 'record',
  SealedBallot: 'record',
  OpenedBallot: 'record',
  Ballot: 'record',
  FloorRequest: 'record',
  FloorTurn: 'record',
  SittingPause: 'record',
  SittingNotes: 'record',
  /** Gone when the chair is given on or the session is closed; what came of it is in the history (sitting L37). */
  ChairClaim: 'program',
  OfficialDocument: 'record',
  OfficialFile: 'record',
  RegisterEntry: 'record',
  SignatureStep: 'record',
  ConclusionsNotice: 'record',
  SigningRun: 'record',
  SigningRunItem: 'record',
  LibraryEntry: 'record',
  LibraryText: 'record',
  LibraryOriginal: 'record',
  Minutes: 'record',
  MinutesRevision: 'record',
  /** Who wrote what: with the versions, how the text came about. */
  MinutesWriting: 'record',
  MinutesEdit: 'record',
  Assignment: 'record',
  AssignmentUnit: 'record',
  AssignmentStep: 'record',
  PrintDeclaration: 'record',
  PageRun: 'record',
  PackPrint: 'record',
  Factor: 'record',
  PersonRemoval: 'record',
  HistoryEvent: 'log',
  AuditEntry: 'log',
  LinkRequest: 'log',
  PinReset: 'log',
  /** Words, name and bytes go within minutes of the end (documents D22); what is left tells that something came in. */
  Intake: 'log',
  GlobalRole: 'account',
  UnlockCode: 'account',
  /** What is drawn stands in the log of ink; private ones also go with the streams that the rule of marks removes. */
  CarriedMark: 'account',
  CarriedStream: 'account',
  /** Gone when the session is closed (sitting L30, L31). */
  ServiceCall: 'program',
  HallSign: 'program',
  Presentation: 'program',
  /** Of what is in the record, word for word: made from it, and goes with what it was made from (search SR5). */
  SearchSource: 'program',
  SearchText: 'program',
  SearchIndex: 'program',
  SearchProgress: 'program',
  VersionComparison: 'program',
  SignatureVerdict: 'program',
  ConsumerCursor: 'program',
  Setting: 'program',
};

/** Law and policy that a time follows from. */
export const SOURCES = {
  personalData: 'Luật 91/2025/QH15; Nghị định 356/2025/NĐ-CP',
  logs: 'TCVN 14423:2026',
  /** No law: what the program itself needs, and no longer. */
  program: null,
} as const;

export type Span = { days: number } | { months: number };

export interface RetentionRule {
  id: RuleId;
  /** Of the database; null: the private streams of the ink log. */
  table: string | null;
  /** Null: until a time is chosen nothing goes. */
  keep: Span | null;
  /** What an administrator may choose, months; absent: fixed. `optional`: or not at all. */
  choice?: { least: number; most: number; optional: boolean };
  source: keyof typeof SOURCES;
  /** Job that removes it. */
  by: 'retention.sweep' | 'storage.forget-old-receipts' | 'jobs.forget-ended';
}

export const RULE_IDS = ['marks', 'places', 'looks', 'notices', 'sign-ins', 'devices', 'links', 'screens', 'exports', 'packs', 'letters', 'passes', 'receipts', 'jobs'] as const;
export type RuleId = (typeof RULE_IDS)[number];

/** Days of those that end by themselves and are of no use a day later. */
const NEXT_DAY = { days: 1 } as const;

export const RETENTION_RULES: readonly RetentionRule[] = [
  // Notes of a member for the member: nothing obliges anybody to destroy them, and nobody may do it unasked. The committee chooses.
  { id: 'marks', table: null, keep: null, choice: { least: 6, most: 120, optional: true }, source: 'personalData', by: 'retention.sweep' },
  { id: 'places', table: 'ReadingPlace', keep: { months: 24 }, choice: { least: 3, most: 120, optional: false }, source: 'personalData', by: 'retention.sweep' },
  { id: 'looks', table: 'MeetingLook', keep: { months: 24 }, choice: { least: 3, most: 120, optional: false }, source: 'personalData', by: 'retention.sweep' },
  { id: 'notices', table: 'Notice', keep: { months: 12 }, choice: { least: 3, most: 60, optional: false }, source: 'personalData', by: 'retention.sweep' },
  { id: 'sign-ins', table: 'SignIn', keep: NEXT_DAY, source: 'personalData', by: 'retention.sweep' },
  { id: 'devices', table: 'TrustedDevice', keep: { days: 180 }, source: 'personalData', by: 'retention.sweep' },
  { id: 'links', table: 'AccessLink', keep: NEXT_DAY, source: 'program', by: 'retention.sweep' },
  { id: 'screens', table: 'RoomScreen', keep: { days: 90 }, source: 'program', by: 'retention.sweep' },
  { id: 'exports', table: 'DataExport', keep: { months: 12 }, source: 'logs', by: 'retention.sweep' },
  { id: 'packs', table: 'Pack', keep: NEXT_DAY, source: 'program', by: 'retention.sweep' },
  { id: 'letters', table: 'MailMessage', keep: { months: 12 }, source: 'personalData', by: 'retention.sweep' },
  { id: 'passes', table: 'GuestPass', keep: { days: 90 }, source: 'personalData', by: 'retention.sweep' },
  { id: 'receipts', table: 'Receipt', keep: { days: 90 }, source: 'program', by: 'storage.forget-old-receipts' },
  { id: 'jobs', table: 'Job', keep: { days: 90 }, source: 'program', by: 'jobs.forget-ended' },
];

/** Rules whose rows `retention.sweep` takes, table by table; private marks lie in another log. */
export const SWEPT = RETENTION_RULES.filter(({ by, table }) => by === 'retention.sweep' && table !== null);

export const ruleOf = (id: RuleId): RetentionRule => {
  const rule = RETENTION_RULES.find((one) => one.id === id);
  if (!rule) throw new Error(`there is no rule of retention ${id}`);
  return rule;
};

const DAY_MS = 86_400_000;

/** The moment before which what a rule is about has to go. Months are those of the calendar; a day that a month lacks is its last. */
export function endOf(keep: Span, now: Date): Date {
  if ('days' in keep) return new Date(now.getTime() - keep.days * DAY_MS);
  const end = new Date(now);
  const day = end.getUTCDate();
  end.setUTCDate(1);
  end.setUTCMonth(end.getUTCMonth() - keep.months);
  const last = new Date(Date.UTC(end.getUTCFullYear(), end.getUTCMonth() + 1, 0)).getUTCDate();
  end.setUTCDate(Math.min(day, last));
  return end;
}

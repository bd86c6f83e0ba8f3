import type { QueryResult } from '../../../server/application';

/** What the screens of one session are made from. */
export type MeetingDetail = QueryResult<'meetings.detail'>;
export type AgendaRows = QueryResult<'agenda.list'>;

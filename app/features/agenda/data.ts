import type { QueryResult } from '../../../server/application';
import type { AgendaRows } from '../meetings';

export type AgendaItem = AgendaRows['items'][number];
/** Whom and what the editor offers to choose. */
export type AgendaOffer = QueryResult<'agenda.editor'>;

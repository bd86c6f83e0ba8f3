import type { QueryResult } from '../../../server/application';

/** Papers of a session as one person may see them. */
export type PaperRows = QueryResult<'documents.list'>;

import type { QueryResult } from '../../../server/application';

export type NotesData = QueryResult<'sitting.notes'>;

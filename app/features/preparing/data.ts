import type { QueryResult } from '../../../server/application';

/** What the caller's unit was asked for, and who is late in the sessions the caller prepares. */
export type Preparing = QueryResult<'documents.preparing'>;
export type PreparingRow = Preparing['late'][number];
/** One item, for the unit. */
export type Task = QueryResult<'documents.task'>;
export type Line = Task['lines'][number];
export type Step = Task['history'][number];
/** A session, for the office. */
export type Preparation = QueryResult<'documents.preparation'>;
export type PreparationRow = Preparation['rows'][number];
export type Due = Task['due'];

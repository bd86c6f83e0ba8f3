import type { QueryResult } from '../../../server/application';

export type PaperData = QueryResult<'metrics.meeting'>;

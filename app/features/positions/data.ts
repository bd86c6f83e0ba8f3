import type { QueryResult } from '../../../server/application';

export type PositionsBoard = QueryResult<'positions.board'>;
export type BoardItem = PositionsBoard['items'][number];
export type Remark = NonNullable<BoardItem['remarks']>[number];

import type { QueryResult } from '../../../server/application';

export type EditorData = QueryResult<'minutes.editor'>;
export type EditorMinutes = NonNullable<EditorData['minutes']>;
export type Paragraph = EditorMinutes['paragraphs'][number];
export type RecordedEvent = EditorMinutes['events'][number];
export type MinutesAbilities = EditorData['can'];

/** A paragraph while it is being written. */
export type Draft = Pick<Paragraph, 'id' | 'text'>;

import type { QueryResult } from '../../../../server/application';

export type Waiting = QueryResult<'records.to-sign'>['waiting'][number];
export type Runs = QueryResult<'records.signing-runs'>;
type OneWaiting = Waiting['documents'][number];
/** A document with the file that is shown and will be signed. */
export type Document = OneWaiting & { file: NonNullable<OneWaiting['file']> };

export const withFile = (documents: readonly OneWaiting[]): Document[] => documents.filter((document): document is Document => document.file !== null);

/** What was shown: another revision is another thing to decide on. */
export const shownAs = ({ officialId, file }: Document): string => `${officialId}:${file.sha256}`;

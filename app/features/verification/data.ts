import type { QueryResult } from '../../../server/application';

type Wire<T> = T extends Date ? Date | string : T extends readonly (infer U)[] ? readonly Wire<U>[] : T extends object ? { [K in keyof T]: Wire<T[K]> } : T;

/** A verification as a loader (dates) or the upload route (JSON) gives it. */
export type Report = Wire<NonNullable<QueryResult<'records.verify-code'>>> & { known?: Wire<QueryResult<'records.verify-upload'>['known']> };
export type SignatureView = Report['signatures'][number];
export type CodeFacts = QueryResult<'records.by-code'>;

import { z } from 'zod';

/** Findings kept by name; beyond that the number still says how many there are. */
export const FINDINGS_KEPT = 500;

export const PROBLEMS = ['damaged', 'missing'] as const;

const findingSchema = z.strictObject({
  blobKey: z.string(),
  problem: z.enum(PROBLEMS),
  foundAt: z.coerce.date(),
  /** `minutes`: found before there were official documents. */
  objectType: z.enum(['document', 'minutes', 'official', 'submission', 'library']),
  objectId: z.string(),
  /** Null: of the library. */
  meetingId: z.string().nullable(),
  /** As people know it, with its version. */
  name: z.string(),
});
export type Finding = z.infer<typeof findingSchema>;

const progressSchema = z.strictObject({
  startedAt: z.coerce.date(),
  /** Key of the last file read. */
  after: z.string(),
  files: z.int(),
  /** Bytes. */
  bytes: z.int(),
});

const stateSchema = z.strictObject({
  running: progressSchema.nullable(),
  complete: z.strictObject({ startedAt: z.coerce.date(), endedAt: z.coerce.date(), files: z.int(), bytes: z.int(), damaged: z.int() }).nullable(),
  findings: z.array(findingSchema),
});

/** How far the round over all stored files is, how the last whole one ended, and what is wrong now. */
export type StorageState = z.infer<typeof stateSchema>;

export const parseState = (json: string | null): StorageState => (json === null ? { running: null, complete: null, findings: [] } : stateSchema.parse(JSON.parse(json)));

const triedSchema = z.strictObject({ at: z.coerce.date(), problem: z.string().nullable() });

/** When a backup of the schedule was last begun and ended, and why it was none. */
export type Tried = z.infer<typeof triedSchema>;

export const parseTried = (json: string | null): Tried | null => (json === null ? null : triedSchema.parse(JSON.parse(json)));

/** The same state with a finding; unchanged where the file is on the list with the same problem. */
export function withFinding(state: StorageState, finding: Finding): StorageState {
  const known = state.findings.find(({ blobKey }) => blobKey === finding.blobKey);
  if (known?.problem === finding.problem) return state;
  const others = state.findings.filter(({ blobKey }) => blobKey !== finding.blobKey);
  return { ...state, findings: [...others, finding].slice(-FINDINGS_KEPT) };
}

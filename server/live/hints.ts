/**
 * What the processes of an installation tell each other of live things (`kernel/ports/pub-sub.ts`). Another version of the program
 * may be at the other end: what is not understood is not heard.
 */
import { z } from 'zod';
import { readinessSchema } from '../shared/protocol/readiness';
import { ByteReader, ByteWriter } from '../shared/protocol/ink-bytes';

export const meetingTopic = (meetingId: string): string => `meeting:${meetingId}`;
export const inkTopic = (inkId: string): string => `ink:${inkId}`;
export const writingTopic = (minutesId: string): string => `writing:${minutesId}`;
export const SIGN_INS_TOPIC = 'sign-ins';

const meetingHintSchema = z.discriminatedUnion('kind', [
  /** Events were committed, up to this number of the meeting's history. */
  z.object({ kind: z.literal('events'), seq: z.number(), types: z.array(z.string()) }),
  /** The presenter turned the page at a tablet of another process. */
  z.object({ kind: z.literal('page'), personId: z.string(), documentId: z.string(), page: z.number() }),
  /** A tablet at another process said how it is. */
  z.object({ kind: z.literal('ready'), personId: z.string(), readiness: readinessSchema }),
  /** Something of these people's own changed. */
  z.object({ kind: z.literal('own'), personIds: z.array(z.string()) }),
  /** Somebody is asked to look at their tablet, wherever it is. */
  z.object({ kind: z.literal('nudge'), personId: z.string() }),
]);
export type MeetingHint = z.output<typeof meetingHintSchema>;
const writingHintSchema = z.discriminatedUnion('kind', [
  /** Something was written into the minutes, up to this number of their log. */
  z.object({ kind: z.literal('written'), seq: z.number() }),
  /** Who has them open, said now and then, and where they write; null: nowhere yet. */
  z.object({ kind: z.literal('caret'), personId: z.string(), name: z.string(), at: z.object({ id: z.string(), place: z.number() }).nullable() }),
  /** Somebody has them open no longer. */
  z.object({ kind: z.literal('left'), personId: z.string() }),
]);
export type WritingHint = z.output<typeof writingHintSchema>;
const endedSchema = z.object({ signInIds: z.array(z.string()) });

const encode = (value: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(value));

function decode<Schema extends z.ZodType>(schema: Schema, message: Uint8Array): z.output<Schema> | null {
  try {
    return schema.safeParse(JSON.parse(new TextDecoder().decode(message))).data ?? null;
  } catch {
    return null;
  }
}

export const encodeMeetingHint = (hint: MeetingHint): Uint8Array => encode(hint);
export const decodeMeetingHint = (message: Uint8Array): MeetingHint | null => decode(meetingHintSchema, message);
export const encodeWritingHint = (hint: WritingHint): Uint8Array => encode(hint);
export const decodeWritingHint = (message: Uint8Array): WritingHint | null => decode(writingHintSchema, message);
export const encodeEnded = (signInIds: readonly string[]): Uint8Array => encode({ signInIds });
export const decodeEnded = (message: Uint8Array): string[] => decode(endedSchema, message)?.signInIds ?? [];

/** What grows under a pen, as it goes to others; never stored. */
export interface LiveBatch {
  personId: string;
  bytes: Uint8Array;
  laser: boolean;
}

/** One tick of one stream: what grew, and whose marks were committed. */
export interface InkHint {
  live: LiveBatch[];
  authors: string[];
}

const MOST = 1_024;
const MAX_BATCH_BYTES = 64 * 1024;

export function encodeInkHint({ live, authors }: { live: readonly LiveBatch[]; authors: readonly string[] }): Uint8Array {
  const out = new ByteWriter(64 + live.length * 96).varint(live.length);
  for (const { personId, bytes, laser } of live) out.uuid(personId).u8(laser ? 1 : 0).varint(bytes.length).raw(bytes);
  out.varint(authors.length);
  for (const author of authors) out.uuid(author);
  return out.finish();
}

export function decodeInkHint(message: Uint8Array): InkHint | null {
  const reader = new ByteReader(message);
  const live: LiveBatch[] = [];
  for (let left = reader.varint(MOST); left > 0 && reader.fault === null; left -= 1) {
    live.push({ personId: reader.uuid(), laser: reader.u8() === 1, bytes: reader.raw(reader.varint(MAX_BATCH_BYTES)) });
  }
  const authors: string[] = [];
  for (let left = reader.varint(MOST); left > 0 && reader.fault === null; left -= 1) authors.push(reader.uuid());
  const read = reader.finish({ live, authors });
  return read.ok ? read.value : null;
}

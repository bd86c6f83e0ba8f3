import { z } from 'zod';
import { readPublicError, type PublicError } from '@shared/protocol/public-error';
import { unreachedError } from '../../commands';

export interface FileToSend {
  meetingId: string;
  /** Null: a paper of the session as a whole. */
  itemId: string | null;
  /** The item a unit brings it for: it waits to be approved there. */
  taskId?: string | undefined;
  /** Of what the unit brought, and it takes the place of. */
  lineId?: string | undefined;
  /** Set when the file replaces a paper. */
  documentId?: string;
  /** Number of the version it replaces, as the person saw it. */
  replaces?: number;
  /** Why, as its readers are told. */
  reason?: string | undefined;
  commandId: string;
  file: File;
}

/** A page of the file that will be shown from a picture: million pixels of its pictures, or its drawing operators. */
export interface HeavyPage {
  page: number;
  cause: 'pixels' | 'operators';
  figure: number;
}

/** What was found in a file that was taken. */
export interface FileNote {
  kind: string;
  /** From 1. */
  pages: number[];
}

export type SendOutcome = { ok: true; notes: FileNote[]; heavy: HeavyPage[]; heldId?: string | undefined } | { ok: false; error: PublicError };

/** What the server says of a file; of what is not readable, nothing. */
const answerShape = z
  .object({
    findings: z.array(z.object({ kind: z.string(), pages: z.array(z.number()) })).catch([]),
    heavy: z.array(z.object({ page: z.number(), cause: z.enum(['pixels', 'operators']), figure: z.number() })).catch([]),
    /** Id of the question that the file waits for. */
    heldId: z.string().catch(''),
    error: z.unknown().optional(),
  })
  .catch({ findings: [], heavy: [], heldId: '', error: null });

function read(body: string): z.output<typeof answerShape> {
  try {
    return answerShape.parse(JSON.parse(body));
  } catch {
    return answerShape.parse(null);
  }
}

/** Its sender did not want it any more. */
export const CANCELLED: SendOutcome = { ok: false, error: { code: 'unavailable', reason: 'cancelled', params: {} } };

/** What the address of an upload says of a unit's file. */
export const taskQuery = (taskId: string | undefined): string => (taskId === undefined ? '' : `?task=${encodeURIComponent(taskId)}`);

/** What the server made of a file: 201, a paper; 202, its sender is asked. */
export function outcomeOf(status: number, body: string): SendOutcome {
  const { findings, heavy, heldId, error } = read(body);
  if (status === 201) return { ok: true, notes: findings, heavy };
  if (status === 202) return { ok: true, notes: [], heavy: [], heldId };
  return { ok: false, error: readPublicError(error) ?? { code: 'internal', reason: 'internal', params: {} } };
}

/**
 * Sends one file and tells how much has gone, 0 to 1 (1 means the server is checking it). A sending repeated
 * after its answer was lost is answered as the first time. XMLHttpRequest, because fetch tells no progress of what goes out.
 */
export function sendFile({ meetingId, itemId, taskId, lineId, documentId, replaces, reason, commandId, file }: FileToSend, onProgress: (share: number) => void, signal: AbortSignal): Promise<SendOutcome> {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    const form = new FormData();
    if (itemId) form.set('itemId', itemId);
    if (lineId) form.set('lineId', lineId);
    if (documentId) form.set('documentId', documentId);
    if (replaces) form.set('replaces', String(replaces));
    if (reason) form.set('reason', reason);
    form.set('commandId', commandId);
    form.set('file', file);
    request.upload.onprogress = (event) => {
      if (event.lengthComputable) onProgress(event.loaded / event.total);
    };
    const abort = (): void => request.abort();
    const end = (outcome: SendOutcome): void => {
      signal.removeEventListener('abort', abort);
      resolve(outcome);
    };
    request.onload = () => end(outcomeOf(request.status, request.responseText));
    request.onerror = () => end(signal.aborted ? CANCELLED : { ok: false, error: unreachedError() });
    request.onabort = request.onerror;
    request.open('POST', `/upload/meetings/${encodeURIComponent(meetingId)}${taskQuery(taskId)}`);
    signal.addEventListener('abort', abort, { once: true });
    request.send(form);
  });
}

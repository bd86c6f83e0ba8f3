import { z } from 'zod';
import { readPublicError, type PublicError } from '@shared/protocol/public-error';
import { unreachedError } from '../../commands';

export interface FileToSend {
  meetingId: string;
  /** Null: a paper of the session as a whole. */
  itemId: string | null;
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

/**
 * Sends one file and tells how much has gone, 0 to 1 (1 means the server is checking it). A sending repeated
 * after its answer was lost is answered as the first time. XMLHttpRequest, because fetch tells no progress of what goes out.
 */
export function sendFile({ meetingId, itemId, documentId, replaces, reason, commandId, file }: FileToSend, onProgress: (share: number) => void): Promise<SendOutcome> {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    const form = new FormData();
    if (itemId) form.set('itemId', itemId);
    if (documentId) form.set('documentId', documentId);
    if (replaces) form.set('replaces', String(replaces));
    if (reason) form.set('reason', reason);
    form.set('commandId', commandId);
    form.set('file', file);
    request.upload.onprogress = (event) => {
      if (event.lengthComputable) onProgress(event.loaded / event.total);
    };
    request.onload = () => {
      const { findings, heavy, heldId, error } = read(request.responseText);
      if (request.status === 201) return resolve({ ok: true, notes: findings, heavy });
      if (request.status === 202) return resolve({ ok: true, notes: [], heavy: [], heldId });
      resolve({ ok: false, error: readPublicError(error) ?? { code: 'internal', reason: 'internal', params: {} } });
    };
    request.onerror = () => resolve({ ok: false, error: unreachedError() });
    request.onabort = request.onerror;
    request.open('POST', `/upload/meetings/${encodeURIComponent(meetingId)}`);
    request.send(form);
  });
}

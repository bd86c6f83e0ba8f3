import { createReadStream } from 'node:fs';
import path from 'node:path';
import { Router, type NextFunction, type Request, type Response } from 'express';
import { z } from 'zod';
import { personIdOf, type Caller } from '../../kernel/actor';
import { DomainError, isRefusal } from '../../kernel/errors';
import { ARRIVING } from '../../kernel/ports/scratch';
import { Arrivals, type ArrivalId, type ArrivingFile } from './arrivals';
import { cleanFileName } from './file-name';
import type { Reception } from './reception';
import { readBody } from './page-body';
import { drain } from './upload';
import { makePaper, shareOf, takeIn, taskOf, type UploadRoutesOptions } from './take-in';

/** The protocol these routes speak (tus.io, core, creation, termination); methods that no page uses come as POST with the header of their name. */
const TUS = '1.0.0';
const OVERRIDE = 'x-http-method-override';

const wantedShape = z.strictObject({
  itemId: z.string().max(40).optional(),
  documentId: z.string().max(40).optional(),
  replaces: z.string().max(10).optional(),
  reason: z.string().max(300).optional(),
  title: z.string().max(300).optional(),
  lineId: z.string().max(40).optional(),
});

const WANTED_BYTES = 10 * 1024;

function jsonOf(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8')) as unknown;
  } catch (cause) {
    throw new DomainError('invalid', 'upload.malformed', {}, { cause });
  }
}

/** A key of `Upload-Metadata`: words apart by commas, values in base64. */
function metadata(req: Request, key: string): string {
  const pair = (req.get('upload-metadata') ?? '').split(',').map((part) => part.trim().split(' ')).find(([name]) => name === key);
  return Buffer.from(pair?.[1] ?? '', 'base64').toString('utf8').slice(0, 1_000);
}

function whole(req: Request, header: string): number {
  const given = req.get(header) ?? '';
  if (!/^\d{1,15}$/.test(given)) throw new DomainError('invalid', 'upload.malformed');
  return Number(given);
}

/**
 * Files that come in parts (D40). Each is known to its sender alone, under the id that is that of the command in the end:
 * begun, asked how far it is, gone on with, let go, and made a paper when it is there as a whole.
 */
export function arrivingRoutes({ application, callerOf, tmpDir }: UploadRoutesOptions, reception: Reception): Router {
  const arrivals = new Arrivals(path.join(tmpDir, ARRIVING));
  const router = Router();
  const idOf = (req: Request): ArrivalId & { caller: Caller; meetingId: string } => {
    const caller = callerOf(req);
    const personId = personIdOf(caller);
    if (!personId) throw new DomainError('unauthenticated', 'sign_in_first');
    return { personId, sendId: req.params.sendId ?? '', caller, meetingId: req.params.meetingId ?? '' };
  };
  const isThere = async (id: ReturnType<typeof idOf>): Promise<ArrivingFile> => {
    const file = await arrivals.find(id);
    if (file.meetingId !== id.meetingId) throw new DomainError('not_found', 'not_found');
    return file;
  };
  const answering = (answer: (req: Request, res: Response) => Promise<void>) => (req: Request, res: Response, next: NextFunction): void => {
    res.setHeader('Tus-Resumable', TUS);
    res.setHeader('Cache-Control', 'no-store');
    answer(req, res).catch(async (error: unknown) => {
      await drain(req);
      next(error);
    });
  };

  router.post('/:meetingId', answering(async (req, res) => {
    const sendId = metadata(req, 'sendId');
    const id = { ...idOf(req), sendId };
    const { maxBytes } = await application.query('documents.admission', { meetingId: id.meetingId, itemId: null, taskId: taskOf(req) }, id.caller);
    const length = whole(req, 'upload-length');
    if (length > maxBytes) throw new DomainError('too_large', 'documents.too_large', { limit: maxBytes });
    if (length === 0) throw new DomainError('invalid', 'upload.malformed');
    // It came as a whole before, and the answer was lost: there is nothing to send.
    const isSent = await application.query('documents.sent', { meetingId: id.meetingId, sendId }, id.caller).then(() => true, (error: unknown) => {
      if (isRefusal(error)) return false;
      throw error;
    });
    const file = isSent ? { synced: length } : await arrivals.begin(id, { meetingId: id.meetingId, name: cleanFileName(metadata(req, 'filename')), length });
    res.status(201).set({ Location: `${req.baseUrl}/${encodeURIComponent(id.meetingId)}/${sendId}`, 'Upload-Offset': String(file.synced) }).end();
  }));

  router.head('/:meetingId/:sendId', answering(async (req, res) => {
    const { synced, length } = await isThere(idOf(req));
    res.status(200).set({ 'Upload-Offset': String(synced), 'Upload-Length': String(length) }).end();
  }));

  router.post('/:meetingId/:sendId', answering(async (req, res) => {
    const id = idOf(req);
    const method = req.get(OVERRIDE);
    if (method === 'DELETE') {
      await isThere(id);
      await arrivals.drop(id);
      res.status(204).end();
      return;
    }
    if (method !== 'PATCH' || req.get('content-type') !== 'application/offset+octet-stream') throw new DomainError('unsupported', 'upload.malformed');
    const offset = whole(req, 'upload-offset');
    await isThere(id);
    const synced = await arrivals.append(id, offset, req, { reception: { of: reception, share: shareOf(id.caller) }, floorBytes: application.blobs.floorBytes });
    res.status(204).set('Upload-Offset', String(synced)).end();
  }));

  router.post('/:meetingId/:sendId/paper', answering(async (req, res) => {
    const id = idOf(req);
    const wanted = wantedShape.safeParse(jsonOf(await readBody(req, WANTED_BYTES)));
    if (!wanted.success) throw new DomainError('invalid', 'upload.field', { field: String(wanted.error.issues[0]?.path[0] ?? '') });
    await application.query('documents.admission', { meetingId: id.meetingId, itemId: null, taskId: taskOf(req) }, id.caller);
    const intakeId = await intakeOf(id, await isThere(id).catch(() => null));
    const { status, answer } = await makePaper(intakeId, id.meetingId, { ...wanted.data, taskId: taskOf(req), commandId: id.sendId }, id.caller, application);
    res.status(status).json(answer);
  }));

  /** Stages what has come as a whole; what was staged before, and whose answer was lost, is known by the id of its sending. */
  async function intakeOf(id: ReturnType<typeof idOf>, file: ArrivingFile | null): Promise<string> {
    if (!file) {
      const sent = await application.query('documents.sent', { meetingId: id.meetingId, sendId: id.sendId }, id.caller);
      if (sent.state === 'received') throw new DomainError('unavailable', 'documents.inspection_waits');
      return sent.intakeId;
    }
    if (file.synced !== file.length) throw new DomainError('conflict', 'upload.offset', { offset: file.synced });
    const stored = await application.staging.put(createReadStream(file.path, { end: file.length - 1 }), { fromOutside: true });
    // Staged, it is the staging store's to keep or to erase: no second copy of what may be refused.
    await arrivals.drop(id);
    return takeIn({ stored, name: file.name, claimedType: '' }, { meetingId: id.meetingId, commandId: id.sendId }, id.caller, application);
  }
  return router;
}

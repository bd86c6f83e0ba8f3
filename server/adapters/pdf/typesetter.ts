import type { Worker } from 'node:worker_threads';
import { DomainError } from '../../kernel/errors';
import type { TemplateName, TypesetAnchor, TypesetOptions, TypesetResult, Typesetter } from '../../kernel/ports/typesetter';
import { startThread } from '../thread';
import type { RawAnchor, TypesetReply, TypesetRequest } from './typeset-worker';

interface Pending {
  request: TypesetRequest;
  resolve(result: TypesetResult): void;
  reject(error: unknown): void;
}

/** A thread sets one document at a time; `current` is the one it is busy with. */
interface Lane {
  worker: Worker;
  current: Pending | null;
  timer: NodeJS.Timeout | null;
}

/** Longer than the longest minutes take on a slow machine by far, ms. */
const WALL_MS = 120_000;

/** Characters that carry no ink and no meaning on paper (C0 controls but tab and newline, zero-width marks, BOM). */
const INVISIBLE = /[\u0000-\u0008\u000B-\u001F\u007F\u00AD\u200B-\u200F\u2028-\u202E\u2060\uFEFF]/gu;

/** Text as it is set: NFC, without invisible characters. Also the text to compare a PDF with. */
export function printableText(text: string): string {
  return text.normalize('NFC').replace(/\r\n?/gu, '\n').replace(INVISIBLE, '');
}

function toAnchor(raw: RawAnchor): TypesetAnchor {
  const top = raw.pageHeight - raw.y;
  return { name: raw.name, page: raw.page, rect: [raw.x, top - raw.height, raw.x + raw.width, top] };
}

/**
 * Typst in worker threads, started with the first document and kept warm.
 * @param options.threads documents set at the same time; default 1.
 * @param options.wallMs a document that takes longer is given up with its thread.
 */
export function createTypstTypesetter(options: { threads?: number; wallMs?: number } = {}): Typesetter {
  const limit = Math.max(1, options.threads ?? 1);
  const lanes: Lane[] = [];
  const waiting: Pending[] = [];
  let stopped = false;
  let nextId = 1;

  const stoppedError = () => new DomainError('unavailable', 'typeset.stopped');

  function settle(lane: Lane, reply: TypesetReply): void {
    const pending = lane.current;
    if (lane.timer && pending?.request.id === reply.id) clearTimeout(lane.timer);
    if (!pending || pending.request.id !== reply.id) return;
    lane.current = null;
    if (reply.ok) pending.resolve({ pdf: reply.pdf, pages: reply.pages, anchors: reply.anchors.map(toAnchor) });
    else if (reply.kind === 'characters') pending.reject(new DomainError('rejected', 'typeset.unsupported_characters', { characters: reply.detail }));
    else pending.reject(new DomainError('internal', 'typeset.failed', { detail: reply.detail }));
    dispatch();
  }

  function drop(lane: Lane, error: unknown): void {
    const index = lanes.indexOf(lane);
    if (index >= 0) lanes.splice(index, 1);
    if (lane.timer) clearTimeout(lane.timer);
    lane.current?.reject(error);
    lane.current = null;
    if (!stopped) dispatch();
  }

  /** The next document gets a thread of its own; this one may be stuck for ever. */
  function giveUp(lane: Lane): void {
    drop(lane, new DomainError('unavailable', 'typeset.failed', { detail: 'too long' }));
    void lane.worker.terminate();
  }

  function openLane(): Lane {
    const lane: Lane = { worker: startThread('typeset'), current: null, timer: null };
    lane.worker.on('message', (reply: TypesetReply) => settle(lane, reply));
    lane.worker.on('error', (error) => drop(lane, new DomainError('internal', 'typeset.failed', { detail: error.message }, { cause: error })));
    lane.worker.on('exit', () => drop(lane, stopped ? stoppedError() : new DomainError('internal', 'typeset.failed', { detail: 'thread ended' })));
    lane.worker.unref();
    lanes.push(lane);
    return lane;
  }

  function dispatch(): void {
    while (waiting.length > 0) {
      const lane = lanes.find((candidate) => !candidate.current) ?? (lanes.length < limit ? openLane() : null);
      const pending = lane ? waiting.shift() : null;
      if (!lane || !pending) break;
      lane.current = pending;
      lane.worker.ref();
      lane.timer = setTimeout(() => giveUp(lane), options.wallMs ?? WALL_MS);
      lane.worker.postMessage(pending.request);
    }
    for (const lane of lanes) if (!lane.current) lane.worker.unref();
  }

  return {
    render(template: TemplateName, data: unknown, renderOptions: TypesetOptions) {
      if (stopped) return Promise.reject(stoppedError());
      return new Promise<TypesetResult>((resolve, reject) => {
        const request: TypesetRequest = {
          id: nextId++,
          template,
          data: JSON.stringify(data, (_key, value: unknown) => (typeof value === 'string' ? printableText(value) : value)),
          title: printableText(renderOptions.title),
          author: printableText(renderOptions.author ?? ''),
          createdAt: Math.floor(renderOptions.createdAt.getTime() / 1000),
        };
        waiting.push({ request, resolve, reject });
        dispatch();
      });
    },
    async stop() {
      stopped = true;
      for (const pending of waiting.splice(0)) pending.reject(stoppedError());
      await Promise.all(lanes.slice().map((lane) => lane.worker.terminate()));
    },
  };
}

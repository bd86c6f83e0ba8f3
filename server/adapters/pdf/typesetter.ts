import { DomainError } from '../../kernel/errors';
import { FACTS_FILE, type TemplateName, type TypesetAnchor, type TypesetOptions, type TypesetResult, type Typesetter } from '../../kernel/ports/typesetter';
import { Thread } from '../thread';
import type { RawAnchor, TypesetReply, TypesetRequest } from './typeset-worker';

interface Pending {
  request: TypesetRequest;
  resolve(result: TypesetResult): void;
  reject(error: unknown): void;
}

/** A thread sets one document at a time; `current` is the one it is busy with. */
interface Lane {
  thread: Thread<TypesetRequest, TypesetReply>;
  current: Pending | null;
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

function answer(pending: Pending, reply: TypesetReply): void {
  if (reply.ok) pending.resolve({ pdf: reply.pdf, pages: reply.pages, anchors: reply.anchors.map(toAnchor) });
  else if (reply.kind === 'characters') pending.reject(new DomainError('rejected', 'typeset.unsupported_characters', { characters: reply.detail }));
  else pending.reject(new DomainError('internal', 'typeset.failed', { detail: reply.detail }));
}

/**
 * Typst in worker threads, started with the first document and kept warm.
 * @param options.threads documents set at the same time; default 1.
 * @param options.wallMs a document that takes longer is given up with its thread.
 */
export function createTypstTypesetter(options: { threads?: number; wallMs?: number } = {}): Typesetter {
  const lanes = Array.from({ length: Math.max(1, options.threads ?? 1) }, openLane);
  const waiting: Pending[] = [];
  let stopped = false;
  let nextId = 1;

  const stoppedError = () => new DomainError('unavailable', 'typeset.stopped');

  function openLane(): Lane {
    const lane: Lane = {
      current: null,
      thread: new Thread<TypesetRequest, TypesetReply>({
        name: 'typeset',
        onReply(reply) {
          if (lane.current?.request.id === reply.id) settle(lane, (pending) => answer(pending, reply));
        },
        // The next document gets a thread of its own; one that is given up may have been stuck for ever.
        onLost(problem, isGivenUp) {
          const code = isGivenUp ? 'unavailable' : 'internal';
          settle(lane, (pending) => pending.reject(new DomainError(code, 'typeset.failed', { detail: problem.message }, { cause: problem })));
          return null;
        },
      }),
    };
    return lane;
  }

  function settle(lane: Lane, finish: (pending: Pending) => void): void {
    const pending = lane.current;
    lane.current = null;
    lane.thread.rest();
    if (pending) finish(pending);
    dispatch();
  }

  function dispatch(): void {
    for (const lane of lanes) {
      const pending = lane.current || stopped ? undefined : waiting.shift();
      if (!pending) continue;
      lane.current = pending;
      lane.thread.post(pending.request, options.wallMs ?? WALL_MS);
    }
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
          facts: renderOptions.facts === undefined ? null : { name: FACTS_FILE, text: renderOptions.facts },
          createdAt: Math.floor(renderOptions.createdAt.getTime() / 1000),
        };
        waiting.push({ request, resolve, reject });
        dispatch();
      });
    },
    async stop() {
      stopped = true;
      for (const pending of waiting.splice(0)) pending.reject(stoppedError());
      await Promise.all(lanes.map(({ thread }) => thread.stop()));
      for (const { current } of lanes) current?.reject(stoppedError());
    },
  };
}

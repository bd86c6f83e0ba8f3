/**
 * The smallest server that keeps the promise under test: ink lane and store behind HTTP. Arguments: file, port.
 * `PHIEN_CHAOS_ACK=early` acknowledges before the commit, which the history checker must catch.
 */
import { startInkServer } from '../support/ink-server';
import type { AppendResult, OpStore } from '../../server/kernel/ports/op-store';

const [, , file = '', port = '0'] = process.argv;

/** Answers at once and writes later: what a server looks like that takes the promise lightly. */
function answerEarly(store: OpStore): OpStore {
  const heads = new Map<string, number>();
  return new Proxy(store, {
    get(target, key) {
      if (key !== 'append') {
        const value: unknown = Reflect.get(target, key, target);
        return typeof value === 'function' ? (value.bind(target) as unknown) : value;
      }
      return async (batch: Parameters<OpStore['append']>[0]): Promise<AppendResult[]> => {
        setTimeout(() => void target.append(batch).catch(() => undefined), 40);
        const results: AppendResult[] = [];
        for (const op of batch) {
          const stream = `${op.docId}/${op.layer}`;
          let head = heads.get(stream);
          head ??= (await target.head(op.docId, { personId: op.authorId, canSeeShared: true })).shared;
          heads.set(stream, Math.max(head, heads.get(stream) ?? 0) + 1);
          results.push({ opId: op.opId, outcome: 'committed', seq: heads.get(stream) ?? 0, at: Date.now() });
        }
        return results;
      };
    },
  });
}

const server = await startInkServer({ file, port: Number(port), ...(process.env['PHIEN_CHAOS_ACK'] === 'early' ? { wrapStore: answerEarly } : {}) });
process.stdout.write(`listening ${server.port}\n`);

import type { Config } from '../../kernel/config';
import { readMark, writeMark } from './marks';
import { beginShipping, type BegunShipping } from './own-standby';
import { followedUnheard } from './refusals';

export interface TakenOver {
  term: number;
  at: string;
  from: string;
  orderly: boolean;
}

export interface Gate {
  /** Null: nobody follows this machine. */
  shipping: BegunShipping | null;
  /** Has it recorded once that this machine took over from another. */
  note(record: (facts: TakenOver) => Promise<unknown>): Promise<void>;
}

/**
 * What a start waits for where there is a second machine: a first one that was away does not serve before whoever follows has said that
 * it still does. @throws BootError where that one has taken over, or nobody would hear it.
 */
export async function openGate({ dataDir, standby, blobs }: Pick<Config, 'dataDir' | 'standby' | 'blobs'>, tell: (message: string) => void, say: (vi: string, en: string) => void): Promise<Gate> {
  const mark = readMark(dataDir);
  if (mark?.state === 'followed' && !standby) throw followedUnheard(dataDir);
  const shipping = standby && (await beginShipping({ dataDir, plan: standby, papersHere: blobs === null, tell }));
  await shipping?.free(() => say(
    'Chờ máy dự phòng cho biết nó vẫn theo máy này (chưa tiếp quản). Nếu máy đó không còn: dừng máy này, chạy “phien standby dismiss”.',
    'Waiting for the standby to say that it still follows this machine and has not taken over. If that one is no more: stop this one and run “phien standby dismiss”.',
  ));
  return {
    shipping,
    async note(record) {
      const taken = readMark(dataDir);
      if (taken?.state !== 'took-over' || taken.recorded) return;
      const { term, at, from, orderly } = taken;
      await record({ term, at, from: `${from.host}:${from.port}`, orderly });
      const now = readMark(dataDir);
      if (now?.state === 'took-over') writeMark(dataDir, { ...now, recorded: true });
    },
  };
}

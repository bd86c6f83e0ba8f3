import { createLog } from '../../server/adapters/system/log';

/** A log as the program makes it, whose lines are kept. */
export function keptLog(level = 'debug') {
  let text = '';
  const log = createLog(level, { write: (line) => void (text += line) });
  const entries = (): Record<string, unknown>[] => text.split('\n').filter((line) => line !== '').map((line) => JSON.parse(line) as Record<string, unknown>);
  return { log, entries, text: () => text };
}

import { Thread } from '../thread';
import type { SqliteCheckReply, SqliteCheckRequest } from './sqlite-check-thread';

/**
 * Reads a database through, beside the program that uses it.
 * @returns what is wrong with it, null when nothing is.
 */
export function checkSqlite(request: SqliteCheckRequest): Promise<string | null> {
  return new Promise((resolve, reject) => {
    const thread = new Thread<never, SqliteCheckReply>({
      name: 'sqlite-check',
      data: () => request,
      // A command line that waits for it has nothing else that keeps it open.
      holdsOpen: true,
      onReply: ({ problem }) => resolve(problem),
      onLost: (problem) => {
        reject(new Error('the check ended without an answer', { cause: problem }));
        return null;
      },
    });
    thread.start();
  });
}

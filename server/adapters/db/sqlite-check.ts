import { startThread } from '../thread';
import type { SqliteCheckReply, SqliteCheckRequest } from './sqlite-check-thread';

/**
 * Reads a database through, beside the program that uses it.
 * @returns what is wrong with it, null when nothing is.
 */
export function checkSqlite(request: SqliteCheckRequest): Promise<string | null> {
  return new Promise((resolve, reject) => {
    const thread = startThread('sqlite-check', request);
    thread.unref();
    thread.once('message', ({ problem }: SqliteCheckReply) => resolve(problem));
    thread.once('error', reject);
    thread.once('exit', () => reject(new Error('the check ended without an answer')));
  });
}

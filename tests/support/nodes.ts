import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { openApplication, type ApplicationOptions, type OpenedApplication } from '../../server/application';
import { hoping } from './end-of-hope';
import { hasPostgresql, makeDatabase, type TestDatabase } from './postgresql';
import { hasRedis, startRedis, type TestRedis } from './redis';

/** True where several processes can serve one installation here; with CI=true what is missing fails instead of skipping. */
export const canHaveNodes = (): boolean => hasPostgresql() && hasRedis();

/** What several processes of one installation share. */
export interface Grounds {
  database: TestDatabase;
  redis: TestRedis;
  dataDir: string;
  /** One more process, in this one, with everything of its own. */
  open(node: string, options?: Partial<ApplicationOptions>): Promise<OpenedApplication>;
  faults: string[];
  clear(): Promise<void>;
}

export async function makeGrounds(from: 'migrated' | 'nothing' = 'migrated'): Promise<Grounds> {
  const [database, redis] = [await hoping('a database', makeDatabase(from)), await hoping('Redis', startRedis())];
  const folder = mkdtempSync(path.join(os.tmpdir(), 'phien-nodes-'));
  const dataDir = path.join(folder, 'data');
  const opened: OpenedApplication[] = [];
  const faults: string[] = [];
  return {
    database,
    redis,
    dataDir,
    faults,
    async open(node, options = {}) {
      const application = await hoping(`the start of node ${node}`, openApplication({ dataDir, origin: 'http://localhost:3000', rows: database.place, together: { redis: redis.place, node }, floorBytes: 0, onFault: (message) => void faults.push(`${node}: ${message}`), ...options }));
      opened.push(application);
      return application;
    },
    async clear() {
      for (const application of opened) await hoping('the stop of a node', application.stop().catch(() => undefined));
      await hoping('the end of Redis', redis.stop());
      await hoping('the end of a database', database.drop());
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

import { spawnSync } from 'node:child_process';
import os from 'node:os';
import { entryFor } from '../../../server/adapters/entry';

export interface Spoken {
  code: number | null;
  out: string;
  err: string;
}

/**
 * Runs the command line as a person would, as a process of its own.
 * @param options.from folder the person stands in, default the system's temporary one. @param options.input what is piped in. @param options.language of that person, as in `LANG`.
 */
export function phien(args: readonly string[], { dataDir, from = os.tmpdir(), input = Buffer.alloc(0), language }: { dataDir: string; from?: string; input?: Buffer; language?: string }): Spoken {
  const { file, execArgv } = entryFor('cli');
  const env = { ...process.env, PHIEN_DATA: dataDir, PHIEN_CWD: from, ...(language && { LC_ALL: '', LC_MESSAGES: '', LANG: language }) };
  const { status, stdout, stderr } = spawnSync(process.execPath, [...execArgv, file, ...args], { encoding: 'utf8', env, input, timeout: 170_000 });
  return { code: status, out: stdout, err: stderr };
}

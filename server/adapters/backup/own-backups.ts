import { spawn } from 'node:child_process';
import { access } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import type { BackupPlan } from '../../kernel/backup-plan';
import { DomainError } from '../../kernel/errors';
import type { BackupFacts, Backups } from '../../kernel/ports/backups';
import { entryFor } from '../entry';
import { newestIn } from './place';

export interface OwnBackupsOptions {
  dataDir: string;
  plan: BackupPlan | null;
  /** Told what an operator should look at. */
  tell(message: string): void;
}

/** The command line's answer. */
const made = z.object({ id: z.string(), madeAt: z.coerce.date(), bytes: z.number(), files: z.number(), missing: z.number(), sealed: z.boolean(), written: z.number(), shared: z.number(), heldMs: z.number() });
const FULL = /is full/u;
/** Enough of what it said to know why. */
const SAID_CHARACTERS = 4_000;

/** Backups by the very command an operator uses, in a process of its own: what it computes and waits for is not felt here. */
export function createBackups({ dataDir, plan, tell }: OwnBackupsOptions): Backups {
  return {
    async condition() {
      if (!plan) return { plan: null, last: null, reachable: true };
      const shown = { folder: plan.folder, at: plan.at, sealed: plan.recipients.length > 0 };
      try {
        await access(plan.folder);
        return { plan: shown, last: newestIn(plan.folder), reachable: true };
      } catch (error) {
        // One that nobody has made yet is no folder that went away.
        const isNew = error instanceof Error && 'code' in error && error.code === 'ENOENT';
        return { plan: shown, last: null, reachable: isNew };
      }
    },
    async make({ signal, log }) {
      if (!plan) throw new DomainError('rejected', 'storage.no_backups');
      const { daily, weekly, monthly } = plan.keep;
      const args = ['backup', plan.folder, '--keep', `${daily},${weekly},${monthly}`, '--json'];
      const { code, out, err } = await speak(args, { ...process.env, PHIEN_DATA: path.resolve(dataDir), PHIEN_CWD: process.cwd(), PHIEN_BACKUP_KEY: plan.recipients.join(',') }, signal);
      const answer = out.trim() === '' ? null : made.safeParse(parsed(out));
      // Exit code 1 with an answer: made, and something that records name was missing before.
      if (answer?.success) {
        const { id, madeAt, bytes, files, missing, sealed } = answer.data;
        const facts: BackupFacts = { id, madeAt, bytes, files, missing, sealed };
        log(answer.data, 'backup made');
        if (missing > 0) tell(`backup ${id}: ${missing} stored files were missing or damaged before it was made`);
        return facts;
      }
      // Two lines in words, Vietnamese first; anything longer begins with what it is.
      const lines = err.trim().split('\n');
      const sentence = (lines.length === 2 ? lines[1] : lines[0]) ?? '';
      tell(`no backup was made (exit ${String(code)}): ${sentence}`);
      throw FULL.test(sentence) ? new DomainError('storage_full', 'storage.backup_full') : new DomainError('unavailable', 'storage.backup_failed', {}, { cause: new Error(sentence) });
    },
  };
}

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
};

function speak(args: readonly string[], env: NodeJS.ProcessEnv, signal: AbortSignal): Promise<{ code: number | null; out: string; err: string }> {
  const { file, execArgv } = entryFor('cli');
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [...execArgv, file, ...args], { env, stdio: ['ignore', 'pipe', 'pipe'], signal });
    let [out, err] = ['', ''];
    child.stdout.on('data', (part: Buffer) => (out = (out + part.toString('utf8')).slice(-SAID_CHARACTERS)));
    child.stderr.on('data', (part: Buffer) => (err = (err + part.toString('utf8')).slice(-SAID_CHARACTERS)));
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, out, err }));
  });
}

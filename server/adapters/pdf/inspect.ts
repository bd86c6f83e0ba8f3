import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { pathToFileURL } from 'node:url';
import { DomainError } from '../../kernel/errors';
import type { PdfInspector, PdfVerdict } from '../../kernel/ports/pdf-inspector';
import { entryFor } from '../entry';
import { decodeVerdict, OUTPUT_LIMIT } from './inspect-wire';

export interface InspectLimits {
  /** Heap and other data of the child, kB (`ulimit -d`; address space limits break WebAssembly). */
  dataKb: number;
  /** Processor seconds (`ulimit -t`). */
  cpuSeconds: number;
  /** Milliseconds from the child's first byte until SIGKILL. */
  wallMs: number;
  /** Children at once; one per core at most. */
  parallel: number;
}

export interface InspectOptions extends Partial<InspectLimits> {
  /** The child's program; default `entryFor('pdf-inspect')`. */
  program?: { file: string; execArgv: string[] };
}

export const DEFAULT_INSPECT_LIMITS: InspectLimits = {
  dataKb: 1_500_000,
  cpuSeconds: 20,
  wallMs: 25_000,
  parallel: Math.max(1, os.availableParallelism()),
};

/** Milliseconds a child may take to start, before it has touched the file. */
const START_MS = 60_000;

/** Behind the sitting (0), ahead of what the system itself puts last (19). */
const CHILD_PRIORITY = 5;

const LIMIT_SCRIPT =
  'ulimit -c 0; ulimit -f 200000; ulimit -d "$1" || exit 126; ulimit -t "$2" || exit 126; shift 2; exec "$@"';

/**
 * PdfInspector on killable child processes: limits set by the shell before the program starts, empty environment, own
 * working folder, no network where the system lets an ordinary user leave it (`unshare -rn`), lower priority than
 * the sitting. POSIX systems only.
 */
export function createPdfInspector({ program, ...limits }: InspectOptions = {}): PdfInspector {
  const settled = { ...DEFAULT_INSPECT_LIMITS, ...limits };
  const entry = program ?? entryFor('pdf-inspect');
  const turns = new Turns(settled.parallel);
  return {
    async inspect(file, { signal } = {}) {
      if (!path.isAbsolute(file)) throw new TypeError('the file to inspect is named by an absolute path');
      const release = await turns.take(signal);
      const cwd = await mkdtemp(path.join(os.tmpdir(), 'phien-inspect-'));
      try {
        return await runChild(entry, file, cwd, settled, signal);
      } finally {
        release();
        await rm(cwd, { recursive: true, force: true });
      }
    },
  };
}

/** Whether children run without network: a fact for `phien doctor`. */
export function canIsolateNetwork(): Promise<boolean> {
  isolation ??= new Promise((resolve) => {
    const probe = spawn('unshare', ['-rn', 'true'], { stdio: 'ignore' });
    probe.on('error', () => resolve(false));
    probe.on('exit', (code) => resolve(code === 0));
  });
  return isolation;
}

let isolation: Promise<boolean> | undefined;

async function runChild(
  entry: { file: string; execArgv: string[] },
  file: string,
  cwd: string,
  limits: InspectLimits,
  signal: AbortSignal | undefined,
): Promise<PdfVerdict> {
  const isolate = (await canIsolateNetwork()) ? ['unshare', '-rn'] : [];
  const command = [...isolate, process.execPath, '--no-addons', '--max-old-space-size=1024', ...entry.execArgv.map(absoluteLoader), entry.file, file];
  signal?.throwIfAborted();
  const child = spawn('/bin/sh', ['-c', LIMIT_SCRIPT, 'sh', String(limits.dataKb), String(limits.cpuSeconds), ...command], {
    cwd,
    env: { PATH: '/usr/bin:/bin', NODE_ENV: 'production' },
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  return new Promise<PdfVerdict>((resolve, reject) => {
    let output = Buffer.alloc(0);
    let cause: 'timeout' | 'output' | undefined;
    const kill = (): void => void child.kill('SIGKILL');
    const outOfTime = (): void => {
      cause = 'timeout';
      kill();
    };
    // Counted anew from the child's first byte: a slow start on a busy machine is not the file's fault.
    let timer = setTimeout(outOfTime, START_MS);
    signal?.addEventListener('abort', kill, { once: true });
    // The descriptor was asked for as a pipe above, so it is a readable stream.
    const answers = child.stdio[3] as Readable;
    answers.on('data', (part: Buffer) => {
      if (output.length + part.length > OUTPUT_LIMIT + 1) {
        cause = 'output';
        kill();
        return;
      }
      if (output.length === 0) {
        clearTimeout(timer);
        timer = setTimeout(outOfTime, limits.wallMs);
      }
      output = Buffer.concat([output, part]);
    });
    child.on('spawn', () => lowerPriority(child.pid));
    const finish = (settle: () => void): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', kill);
      settle();
    };
    child.on('error', (error) => finish(() => reject(unavailable(error))));
    child.on('close', () =>
      finish(() => {
        if (signal?.aborted) return reject(signal.reason);
        if (output[0] !== 0x52) return reject(unavailable());
        const verdict = cause ? undefined : decodeVerdict(output.toString('utf8', 1));
        resolve(verdict ?? { ok: false, reason: 'documents.too_complex', params: { detail: cause ?? 'killed' } });
      }),
    );
  });
}

function unavailable(cause?: Error): DomainError {
  return new DomainError('unavailable', 'documents.inspector_unavailable', {}, { cause });
}

/** A bare loader name would be looked up from the child's empty working folder. */
function absoluteLoader(argument: string): string {
  if (argument !== 'tsx') return argument;
  return pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;
}

function lowerPriority(pid: number | undefined): void {
  try {
    if (pid !== undefined) os.setPriority(pid, CHILD_PRIORITY);
  } catch {
    // The child may be gone already; priority is a courtesy to the sitting, not a safeguard.
  }
}

/** First come, first served, `size` at a time. */
class Turns {
  private readonly waiting: (() => void)[] = [];
  private free: number;

  constructor(size: number) {
    this.free = size;
  }

  async take(signal: AbortSignal | undefined): Promise<() => void> {
    signal?.throwIfAborted();
    if (this.free > 0) this.free -= 1;
    else await this.queue(signal);
    let released = false;
    return () => {
      if (released) return;
      released = true;
      const next = this.waiting.shift();
      if (next) next();
      else this.free += 1;
    };
  }

  private queue(signal: AbortSignal | undefined): Promise<void> {
    return new Promise((resolve, reject) => {
      const go = (): void => {
        signal?.removeEventListener('abort', leave);
        resolve();
      };
      const leave = (): void => {
        this.waiting.splice(this.waiting.indexOf(go), 1);
        reject(signal?.reason);
      };
      this.waiting.push(go);
      signal?.addEventListener('abort', leave, { once: true });
    });
  }
}

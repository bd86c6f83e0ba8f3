import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { pathToFileURL } from 'node:url';
import { OUTPUT_FD, STARTED } from './plain-wire';

/** A program that is run with limits. */
export interface ChildProgram {
  file: string;
  execArgv: string[];
}

export interface ChildLimits {
  /** Heap and other data of the child beyond what the empty program reserves, kB (`ulimit -d`; address space limits break WebAssembly). */
  dataKb: number;
  /** Processor seconds (`ulimit -t`). */
  cpuSeconds: number;
  /** Milliseconds from the child's first byte, or from the moment it was given its work, until SIGKILL. */
  wallMs: number;
  /** Bytes accepted of its answer. */
  outputBytes: number;
  /** Size of a file it may write, MB (`ulimit -f`); default 100. */
  fileMb?: number;
}

/** How a child ended. */
export interface Ending {
  /** Whether the program itself started; when not, nothing is said about the file. */
  started: boolean;
  /** What it answered; undefined when it was stopped. */
  output: string | undefined;
  cause: 'timeout' | 'output' | 'killed';
}

/** Milliseconds a child may take to start, before it has touched the file. */
const START_MS = 60_000;

/** Behind the sitting (0), ahead of what the system itself puts last (19). */
const CHILD_PRIORITY = 5;

/** Nothing of this process but where the libraries of a bundle lie, without which Node does not start there. */
const ENVIRONMENT = { PATH: '/usr/bin:/bin', NODE_ENV: 'production' as const, ...(process.env['LD_LIBRARY_PATH'] && { LD_LIBRARY_PATH: process.env['LD_LIBRARY_PATH'] }) };

const FILE_MB = 100;
/** The shell counts files in blocks of 512 bytes. */
const BLOCKS_A_MB = 2_048;

const LIMIT_SCRIPT =
  'ulimit -c 0; ulimit -f "$3"; ulimit -d "$1" || exit 126; ulimit -t "$2" || exit 126; shift 3; exec "$@"';

let isolation: Promise<boolean> | undefined;

/** Whether this system lets an ordinary user start a program without network. */
export function canIsolateNetwork(): Promise<boolean> {
  isolation ??= new Promise((resolve) => {
    const probe = spawn('unshare', ['-rn', 'true'], { stdio: 'ignore' });
    probe.on('error', () => resolve(false));
    probe.on('exit', (code) => resolve(code === 0));
  });
  return isolation;
}

let reserved: Promise<number> | undefined;

/**
 * What this Node reserves as data before it has read anything, kB: 48,000 with Node 20, 572,000 with 24 and 26, where most
 * of it is never touched. Nothing is reserved where the system does not say (no `/proc`).
 */
function reservedKb(): Promise<number> {
  reserved ??= new Promise((resolve) => {
    const probe = "const { readFileSync } = require('node:fs'); process.stdout.write(/^VmData:\\s*(\\d+) kB$/m.exec(readFileSync('/proc/self/status', 'latin1'))[1])";
    execFile(process.execPath, ['-e', probe], { env: ENVIRONMENT }, (error, kilobytes) => resolve(error ? 0 : Number(kilobytes)));
  });
  return reserved;
}

/**
 * One killable process for one untrusted file: limits set by the shell before the program starts, empty environment, own
 * working folder, no network where the system lets an ordinary user leave it (`unshare -rn`), lower priority than the
 * sitting. POSIX systems only.
 */
export class LimitedChild {
  readonly ended: Promise<Ending>;
  private readonly process: ChildProcess;
  private readonly limits: ChildLimits;
  private timer: NodeJS.Timeout;
  private output: Buffer[] = [];
  private length = 0;
  private cause: Ending['cause'] = 'killed';
  private isStopped = false;
  private isIdle: boolean;

  private constructor(command: readonly string[], limits: ChildLimits, isIdle: boolean) {
    this.limits = limits;
    this.isIdle = isIdle;
    const cwd = mkdtempSync(path.join(os.tmpdir(), 'phien-child-'));
    this.process = spawn('/bin/sh', ['-c', LIMIT_SCRIPT, 'sh', String(limits.dataKb), String(limits.cpuSeconds), String((limits.fileMb ?? FILE_MB) * BLOCKS_A_MB), ...command], {
      cwd,
      env: ENVIRONMENT,
      stdio: [isIdle ? 'pipe' : 'ignore', 'ignore', 'ignore', 'pipe'],
    });
    // Counted anew from the child's first byte: a slow start on a busy machine is not the file's fault.
    this.timer = setTimeout(() => this.stopFor('timeout'), START_MS);
    // The descriptor was asked for as a pipe above, so it is a readable stream.
    const answers = this.process.stdio[OUTPUT_FD] as Readable;
    answers.on('data', (part: Buffer) => this.take(part));
    // A child that is killed while it is being written to.
    this.process.stdin?.on('error', () => undefined);
    this.process.on('spawn', () => lowerPriority(this.process.pid));
    this.ended = new Promise<Ending>((resolve) => {
      const finish = (): void => {
        clearTimeout(this.timer);
        const output = Buffer.concat(this.output);
        const started = output[0] === STARTED.charCodeAt(0);
        const ending: Ending = { started, output: this.isStopped ? undefined : output.toString('utf8', 1), cause: this.cause };
        const tell = (): void => resolve(ending);
        rm(cwd, { recursive: true, force: true }).then(tell, tell);
      };
      this.process.on('error', finish);
      this.process.on('close', finish);
    });
  }

  /** @param args words after the program; without any the child waits for its work on its standard input. */
  static async start(program: ChildProgram, args: readonly string[], limits: ChildLimits): Promise<LimitedChild> {
    const [canIsolate, reservedAtStart] = await Promise.all([canIsolateNetwork(), reservedKb()]);
    const isolate = canIsolate ? ['unshare', '-rn'] : [];
    const command = [...isolate, process.execPath, '--no-addons', '--max-old-space-size=1024', ...program.execArgv.map(absoluteLoader), program.file, ...args];
    return new LimitedChild(command, { ...limits, dataKb: limits.dataKb + reservedAtStart }, args.length === 0);
  }

  /** Starts one with its work and waits for its end. Rejects with the signal's reason when that fires; the child is killed then. */
  static async run(program: ChildProgram, args: readonly string[], limits: ChildLimits, signal: AbortSignal | undefined): Promise<Ending> {
    signal?.throwIfAborted();
    const child = await LimitedChild.start(program, args, limits);
    const kill = (): void => child.kill();
    signal?.addEventListener('abort', kill, { once: true });
    if (signal?.aborted) kill();
    const ending = await child.ended;
    signal?.removeEventListener('abort', kill);
    signal?.throwIfAborted();
    return ending;
  }

  /** Gives a waiting child its work: from now on its time runs. */
  begin(): Writable {
    this.isIdle = false;
    if (this.length > 0) this.restart();
    const { stdin } = this.process;
    if (!stdin) throw new Error('this child was started with its work');
    return stdin;
  }

  kill(): void {
    this.isStopped = true;
    this.process.kill('SIGKILL');
  }

  /** Lets the program end while this child still waits for work. */
  unref(): void {
    this.process.unref();
    for (const stream of this.process.stdio) (stream as (Readable & { unref?(): void }) | null)?.unref?.();
    this.timer.unref();
  }

  ref(): void {
    this.process.ref();
    for (const stream of this.process.stdio) (stream as (Readable & { ref?(): void }) | null)?.ref?.();
  }

  private take(part: Buffer): void {
    if (this.length + part.length > this.limits.outputBytes + 1) return this.stopFor('output');
    if (this.length === 0) {
      clearTimeout(this.timer);
      if (!this.isIdle) this.restart();
    }
    this.length += part.length;
    this.output.push(part);
  }

  private restart(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.stopFor('timeout'), this.limits.wallMs);
  }

  private stopFor(cause: Ending['cause']): void {
    this.cause = cause;
    this.kill();
  }
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

import { pipeline } from 'node:stream/promises';
import { Readable } from 'node:stream';
import os from 'node:os';
import { DomainError } from '../../kernel/errors';
import type { Sandbox, UntrustedFile } from '../../kernel/ports/sandbox';
import { createSemaphore } from '../../kernel/semaphore';
import { entryFor } from '../entry';
import { LimitedChild, type ChildLimits, type ChildProgram } from './limited-child';
import { decodePlain, encodePlain } from './plain-wire';

export interface SandboxOptions extends Partial<ChildLimits> {
  /** The child's program; default `entryFor('verify')`. */
  program?: ChildProgram;
  /** Children at work at once. */
  parallel?: number;
  /** Jobs in line, and of one share. */
  waiting?: number;
  waitingOfOne?: number;
  /** A child that waits for work is let go of after this, ms; 0: none waits but the one asked for by `ready`. */
  idleMs?: number;
}

/**
 * A signed file of 100 MB and 3,000 pages takes two seconds of processor and 0.5 GB; the verifier counts its own work and
 * gives up long before these limits, which are for what nobody thought of. The processor's seconds are what a hostile file costs; on the wall a sound one may wait for a machine that does other things.
 */
export const SANDBOX_LIMITS: ChildLimits = { dataKb: 1_500_000, cpuSeconds: 15, wallMs: 90_000, outputBytes: 2 * 1024 * 1024 };

const IDLE_MS = 10 * 60_000;

/**
 * Sandbox on children that wait for one job each: the next one is started while this one works, so that nobody waits for a
 * program to start, and no process ever sees two files.
 */
export function createSandbox(options: SandboxOptions = {}): Sandbox {
  const limits: ChildLimits = { ...SANDBOX_LIMITS, ...options };
  const parallel = options.parallel ?? Math.max(2, os.availableParallelism());
  const places = createSemaphore({
    parallel,
    // No share takes the last place, so that what others have waits for the work under way, never for a line.
    ofOne: Math.max(1, parallel - 1),
    waiting: options.waiting ?? 120,
    waitingOfOne: options.waitingOfOne ?? 40,
    reason: 'sandbox.busy',
  });
  let spare: Promise<LimitedChild> | undefined;
  let idle: NodeJS.Timeout | undefined;
  let isStopped = false;

  const start = (): Promise<LimitedChild> => LimitedChild.start(options.program ?? entryFor('verify'), [], limits);
  const letGo = (): void => {
    clearTimeout(idle);
    spare?.then((child) => child.kill(), () => undefined);
    spare = undefined;
  };
  const keepSpare = (): void => {
    clearTimeout(idle);
    if (isStopped) return;
    if (spare === undefined) {
      const made = start();
      spare = made;
      made.then(
        (child) => {
          child.unref();
          // One that ends by itself must not be given the next file.
          void child.ended.then(() => void (spare === made && (spare = undefined)));
        },
        () => void (spare === made && (spare = undefined)),
      );
    }
    idle = setTimeout(letGo, options.idleMs || IDLE_MS);
    idle.unref();
  };
  const take = async (): Promise<LimitedChild> => {
    const ready = spare;
    spare = undefined;
    const child = await (ready ?? start());
    child.ref();
    if (options.idleMs !== 0) keepSpare();
    return child;
  };

  return {
    ready: keepSpare,
    run: (job, input, file, share) =>
      places.inTurn(async () => {
        const child = await take();
        try {
          await give(child, job, input, file);
          const { started, output } = await child.ended;
          if (!started) throw new DomainError('unavailable', 'sandbox.unavailable');
          return read(output);
        } finally {
          child.kill();
        }
      }, { share }),
    stop() {
      isStopped = true;
      letGo();
    },
  };
}

async function give(child: LimitedChild, job: string, input: unknown, file: UntrustedFile): Promise<void> {
  const work = child.begin();
  const head = `${encodePlain({ job, input, path: 'path' in file ? file.path : null })}\n`;
  async function* parts(): AsyncGenerator<Uint8Array> {
    yield Buffer.from(head);
    if ('bytes' in file) yield* file.bytes;
  }
  let ofFile: unknown;
  const source = Readable.from(parts(), { objectMode: false });
  source.on('error', (error) => void (ofFile = error));
  await pipeline(source, work).catch((error: unknown) => {
    // A child that is gone is told by how it ended; a file that cannot be read is not its fault.
    if (ofFile !== undefined && (ofFile as NodeJS.ErrnoException).code !== 'EPIPE') throw error;
  });
}

function read(output: string | undefined): unknown {
  if (output === undefined || output === '') throw stopped();
  try {
    return decodePlain(output);
  } catch (cause) {
    throw stopped(cause);
  }
}

const stopped = (cause?: unknown): DomainError => new DomainError('rejected', 'sandbox.stopped', {}, { cause });

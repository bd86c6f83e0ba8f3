import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { freePort } from '../support/free-port';
import { startProgram } from '../support/program';

/** More than the 512 that Node lets wait by itself. */
const TABLETS = 900;
/** Below the second after which a kernel tries again what was dropped. */
const AT_ONCE_MS = 900;

it('http U17 a whole hall that connects while the program is busy waits to be taken, and nobody is dropped', async () => {
  const machine = Number(readFileSync('/proc/sys/net/core/somaxconn', 'utf8'));
  const dataDir = mkdtempSync(path.join(os.tmpdir(), 'phien-hall-'));
  const port = await freePort();
  const program = startProgram({ PHIEN_DATA: dataDir, PORT: String(port) }, ['--empty']);
  const lines: Socket[] = [];
  try {
    expect(await program.listening).toBe(true);
    program.child.kill('SIGSTOP');
    const slowest = await Promise.all(
      Array.from({ length: Math.min(TABLETS, machine - 20) }, () => {
        const began = performance.now();
        const line = connect(port, '127.0.0.1');
        lines.push(line);
        return new Promise<number>((resolve) => line.on('error', () => resolve(Infinity)).once('connect', () => resolve(performance.now() - began)));
      }),
    ).then((times) => Math.max(...times));
    expect(slowest).toBeLessThan(AT_ONCE_MS);
  } finally {
    for (const line of lines) line.destroy();
    program.child.kill('SIGKILL');
    await program.ended;
    rmSync(dataDir, { recursive: true, force: true });
  }
});

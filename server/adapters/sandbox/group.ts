import { spawn } from 'node:child_process';

/**
 * Runs a program of this machine in a process group of its own, which is killed as a whole when it ends or the signal fires: it may start
 * others. It gets nothing of this process but a home and a path. What it did is seen by what it wrote.
 * @param room absolute: its working folder and home.
 */
export function runGroup([program = '', ...args]: readonly string[], room: string, more: Readonly<Record<string, string>>, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const child = spawn(program, args, { cwd: room, detached: true, stdio: 'ignore', env: { NODE_ENV: 'production', PATH: '/usr/bin:/bin:/usr/local/bin', HOME: room, LANG: 'C.UTF-8', ...more } });
    const kill = (): void => {
      try {
        if (child.pid) process.kill(-child.pid, 'SIGKILL');
      } catch {
        // It has ended by itself.
      }
    };
    const end = (): void => {
      signal.removeEventListener('abort', kill);
      kill();
      resolve();
    };
    signal.addEventListener('abort', kill, { once: true });
    if (signal.aborted) kill();
    child.on('error', end);
    child.on('close', end);
  });
}

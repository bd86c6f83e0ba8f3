import { execFile, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, realpathSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Whether this system lets the tests enter a folder as if it were a machine, without a network. */
export const canEnter = (): boolean => spawnSync('unshare', ['-rnmpf', 'true']).status === 0;

const DEVICES = ['null', 'zero', 'random', 'urandom'];

/** Loopback, processes and four devices of its own, then the folder is all there is. */
const ENTER = `R=$1; shift; ip link set lo up || exit 90; mount -t proc proc "$R/proc" || exit 91
for d in ${DEVICES.join(' ')}; do mount --bind "/dev/$d" "$R/dev/$d" || exit 92; done
exec env -i PATH=/bin "$(command -v chroot)" "$R" "$@"`;

/** A machine that is a folder: a shell, glibc as the package of the distribution brings it, and its own name. */
export function layBareMachine(root: string): void {
  for (const folder of ['bin', 'etc', 'lib64', 'tmp', 'proc', 'dev', 'opt/phien']) mkdirSync(path.join(root, folder), { recursive: true });
  for (const device of DEVICES) writeFileSync(path.join(root, 'dev', device), '');
  writeFileSync(path.join(root, 'etc', 'hosts'), '127.0.0.1 localhost\n');
  const loader = readdirSync('/lib64').find((name) => name.startsWith('ld-linux')) ?? '';
  const place = path.dirname(realpathSync(path.join('/lib64', loader)));
  cpSync(realpathSync('/bin/sh'), path.join(root, 'bin', 'sh'));
  cpSync(realpathSync(path.join('/lib64', loader)), path.join(root, 'lib64', loader));
  mkdirSync(path.join(root, place), { recursive: true });
  for (const name of readdirSync(place).filter((one) => /^lib(?:c|m|dl|pthread|rt|resolv)\.so\.\d/u.test(one))) cpSync(realpathSync(path.join(place, name)), path.join(root, place, name));
}

export interface Said {
  code: number;
  out: string;
  err: string;
}

/** Runs a program of the machine in the folder; it sees nothing else, and no network but its own loopback. */
export async function inBareMachine(root: string, ...command: string[]): Promise<Said> {
  try {
    const { stdout, stderr } = await run('unshare', ['-rnmpf', 'sh', '-c', ENTER, 'sh', root, ...command], { maxBuffer: 32 * 1024 * 1024, timeout: 240_000 });
    return { code: 0, out: stdout, err: stderr };
  } catch (error) {
    const { code, stdout, stderr } = error as { code?: number; stdout?: string; stderr?: string };
    return { code: typeof code === 'number' ? code : -1, out: stdout ?? '', err: stderr ?? String(error) };
  }
}

import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import type { Isolation } from '../../kernel/ports/office-converter';

/** What a program kept by bubblewrap sees of this machine: programs, libraries and faces, read only; no home, no data, no network. */
const SEEN = ['--ro-bind', '/usr', '/usr', '--ro-bind-try', '/etc/libreoffice', '/etc/libreoffice', '--ro-bind-try', '/etc/fonts', '/etc/fonts', '--ro-bind-try', '/etc/alternatives', '/etc/alternatives', '--ro-bind-try', '/opt', '/opt'];
const LINKED = ['lib', 'lib32', 'lib64', 'bin', 'sbin'];

/** @param room the one folder that may be written, seen as `/room`. @param faces folders of faces, seen as `/faces/N`. */
export function bubblewrap(room: string, faces: readonly string[]): string[] {
  return [
    'bwrap', '--unshare-all', '--die-with-parent', '--new-session', '--cap-drop', 'ALL', ...SEEN,
    ...LINKED.flatMap((name) => (existsSync(`/usr/${name}`) ? ['--symlink', `usr/${name}`, `/${name}`] : [])),
    ...faces.flatMap((folder, at) => ['--ro-bind', folder, `/faces/${at}`]),
    '--proc', '/proc', '--dev', '/dev', '--tmpfs', '/tmp', '--bind', room, '/room', '--chdir', '/room', '--clearenv',
    '--setenv', 'HOME', '/room', '--setenv', 'PATH', '/usr/bin:/bin', '--setenv', 'LANG', 'C.UTF-8', '--setenv', 'FONTCONFIG_FILE', '/room/fonts.conf',
  ];
}

const ends = (program: string, args: readonly string[]): Promise<boolean> =>
  new Promise((resolve) => {
    const probe = spawn(program, args, { stdio: 'ignore', timeout: 10_000 });
    probe.on('error', () => resolve(false));
    probe.on('exit', (code) => resolve(code === 0));
  });

/** How far a program can be kept apart here: tried, because a container may have the program and not the right. */
export async function isolationHere(): Promise<Isolation> {
  if (await ends('bwrap', ['--unshare-all', '--die-with-parent', '--ro-bind', '/', '/', '--proc', '/proc', '--dev', '/dev', '--tmpfs', '/tmp', 'true'])) return 'bubblewrap';
  return (await ends('unshare', ['-rn', 'true'])) ? 'network' : 'none';
}

import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** What glibc itself brings: there wherever it is. */
const OF_GLIBC = /^(?:linux-vdso|ld-linux|libc|libm|libdl|libpthread|librt|libutil|libresolv|libnsl|libanl|libBrokenLocale)\b/u;

/** Libraries beyond glibc that these programs load: name → file on this machine. @throws where one is not here */
export async function librariesOf(programs: readonly string[]): Promise<Map<string, string>> {
  const libraries = new Map<string, string>();
  for (const program of programs) {
    const { stdout } = await run('ldd', [program], { env: { PATH: process.env['PATH'], LC_ALL: 'C', NODE_ENV: 'production' } });
    for (const [, file = '', place = ''] of stdout.matchAll(/^\s*(\S+) => (.+?)(?: \(0x[\da-f]+\))?$/gmu)) {
      const name = path.basename(file);
      if (OF_GLIBC.test(name)) continue;
      if (!path.isAbsolute(place)) throw new Error(`${program} needs ${name}, which is not on this machine`);
      libraries.set(name, place);
    }
  }
  return libraries;
}

/** The oldest glibc that has every symbol these files ask for, `2.34`. */
export function glibcFor(files: readonly string[]): string {
  let newest: [number, number] = [0, 0];
  for (const file of files) {
    for (const [, major, minor] of readFileSync(file).toString('latin1').matchAll(/\bGLIBC_(\d+)\.(\d+)\b/gu)) {
      const asked: [number, number] = [Number(major), Number(minor)];
      if (asked[0] > newest[0] || (asked[0] === newest[0] && asked[1] > newest[1])) newest = asked;
    }
  }
  return newest.join('.');
}

import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** Nearest folder above this file that holds package.json: the same from source and from the bundle. */
function findRoot(start: string): string {
  for (let folder = start; ; folder = path.dirname(folder)) {
    if (existsSync(path.join(folder, 'package.json'))) return folder;
    if (path.dirname(folder) === folder) throw new Error('package.json not found above the program');
  }
}

/** Absolute path of the project: migrations, templates and built pages lie below it. */
export const projectRoot = findRoot(path.dirname(fileURLToPath(import.meta.url)));

import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { projectRoot } from '../../../server/adapters/project-root';

/** Rooms with rules of their own, by the word a test's title names them with. A module is named by itself. */
export const ROOMS: Readonly<Record<string, string>> = {
  kernel: 'server/kernel',
  live: 'server/live',
  pades: 'server/pades',
  carryover: 'server/carryover',
  comparison: 'server/comparison',
  'secret-ballot': 'server/secret-ballot',
  'ballot-keys': 'server/adapters/ballot-keys',
  http: 'server/transports/http',
  cli: 'server/transports/cli',
  blob: 'server/adapters/blob',
  backup: 'server/adapters/backup',
  pdf: 'server/adapters/pdf',
  pack: 'server/adapters/pdf/pack',
  pubsub: 'server/adapters/pubsub',
  smtp: 'server/adapters/mail',
  standby: 'server/adapters/standby',
  database: 'server/adapters/db',
  installation: 'server/adapters/installation',
  pen: 'app/tablet/ink',
  reader: 'app/features/reader',
  ...Object.fromEntries(readdirSync(path.join(projectRoot, 'server', 'modules'), { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name }) => [name, `server/modules/${name}`])),
};

const ID = /^[A-Z]{1,2}\d+$/u;

/** Rooms and numbers a title begins with: `voting V3 V4 sitting L2 says …`. */
export function rulesOf(title: string): string[] {
  const rules: string[] = [];
  let room = '';
  for (const word of title.split(' ')) {
    if (ID.test(word)) rules.push(room === '' ? word : `${room} ${word}`);
    else if (word in ROOMS) room = word;
    else break;
  }
  return rules;
}

/** Rules of a room: numbers at the beginning of a line, or in bold within one. */
export function specified(room: string): string[] {
  const text = readFileSync(path.join(projectRoot, ROOMS[room] ?? '', 'SPEC.md'), 'utf8');
  return [...new Set([...text.matchAll(/^(?:[-*]\s+)?\*{0,2}([A-Z]{1,2}\d+)\b(?!,)|\*\*([A-Z]{1,2}\d+)\*\*/gmu)].map((match) => match[1] ?? match[2] ?? ''))];
}

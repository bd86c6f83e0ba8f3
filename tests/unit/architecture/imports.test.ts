import { readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { projectRoot } from '../../../server/adapters/project-root';
import { KERNEL_TABLES } from '../../../server/kernel/module';
import { modules } from '../../../server/modules';
import { sources, sourcesIn, type Import, type Source } from './sources';

/** One ban: where it holds, what may be imported there, and why, for the person who meets it. */
interface Zone {
  rule: string;
  where: (file: string) => boolean;
  allows: (target: Import, file: string) => boolean;
}

const inside = (folder: string) => (file: string) => file.startsWith(`${folder}/`);
const within = (target: Import, ...folders: string[]): boolean => target.isOwn && folders.some((folder) => target.target === folder || target.target.startsWith(`${folder}/`));
const isPackage = (target: Import, ...names: string[]): boolean => !target.isOwn && names.some((name) => target.target === name || target.target.startsWith(`${name}/`));
const moduleOf = (file: string): string => file.split('/')[2] ?? '';

const ASSET = /\.(css|svg|png)$/u;
const IO = ['node:fs', 'node:net', 'node:http', 'node:https', 'node:dgram', 'node:tls', 'node:child_process', 'node:worker_threads', 'fs', 'net', 'http', 'https', 'child_process'];
const FACES = ['@remix-run', 'react', 'react-dom', 'express', 'socket.io', 'socket.io-client'];
/** Tells which SQLite is installed, and must do so when nothing else starts. */
const DOCTOR = 'server/transports/cli/doctor.ts';
const STORAGE = ['better-sqlite3', 'pg', '@prisma/client', '@prisma/adapter-better-sqlite3', '@prisma/adapter-pg'];

const ZONES: readonly Zone[] = [
  {
    rule: 'server/shared runs in the browser too: zod and itself, nothing else',
    where: inside('server/shared'),
    allows: (target) => within(target, 'server/shared') || isPackage(target, 'zod'),
  },
  {
    rule: 'server/pades stands by itself: it signs and verifies files for whoever brings them, and knows nothing of the installation',
    where: inside('server/pades'),
    allows: (target) => within(target, 'server/pades') || (!target.isOwn && !isPackage(target, ...IO, ...FACES, ...STORAGE)),
  },
  {
    rule: 'server/carryover stands by itself: it compares pages that are given to it, and knows neither PDF nor the installation',
    where: inside('server/carryover'),
    allows: (target) => within(target, 'server/carryover'),
  },
  {
    rule: 'server/comparison stands by itself: it says what differs in two papers whose words carryover has aligned',
    where: inside('server/comparison'),
    allows: (target) => within(target, 'server/comparison') || (target.isOwn && target.target === 'server/carryover') || isPackage(target, 'diff'),
  },
  {
    rule: 'server/secret-ballot stands by itself and runs in the browser too: it seals and opens what is given to it, and knows neither people nor the installation',
    where: inside('server/secret-ballot'),
    allows: (target) => within(target, 'server/secret-ballot') || isPackage(target, '@hpke/core'),
  },
  {
    rule: 'the kernel knows no module, adapter, transport or Prisma; a signer, a status and a retired algorithm are what the signing core asks for',
    where: inside('server/kernel'),
    allows: (target, file) =>
      within(target, 'server/kernel', 'server/shared') ||
      isPackage(target, 'zod', 'node:crypto', 'node:async_hooks', 'node:timers/promises', 'croner') ||
      (file === 'server/kernel/ports/signer.ts' && within(target, 'server/pades/signer')) ||
      (file === 'server/kernel/ports/authorities.ts' && within(target, 'server/pades/longterm/gather')) ||
      (file === 'server/kernel/ports/trust.ts' && within(target, 'server/pades/verify/strength')) ||
      isPackage(target, 'node:stream'),
  },
  {
    rule: 'a module imports kernel, shared, itself, and other modules by their index; no input or output, no storage, no faces',
    where: (file) => inside('server/modules')(file) && file !== 'server/modules/index.ts',
    allows: (target, file) =>
      within(target, 'server/kernel', 'server/shared', 'server/pades', 'server/secret-ballot', `server/modules/${moduleOf(file)}`) ||
      (target.isOwn && /^server\/modules\/[a-z]+$/u.test(target.target)) ||
      (!target.isOwn && !isPackage(target, ...IO, ...FACES, ...STORAGE)),
  },
  {
    rule: 'adapters implement the ports of the kernel and see neither modules nor transports nor pages',
    where: inside('server/adapters'),
    allows: (target, file) =>
      within(target, 'server/kernel', 'server/shared', 'server/adapters') ||
      (inside('server/adapters/pdf')(file) && within(target, 'server/carryover', 'server/comparison')) ||
      (inside('server/adapters/ballot-keys')(file) && within(target, 'server/secret-ballot')) ||
      (inside('server/adapters/authorities')(file) && within(target, 'server/pades')) ||
      (inside('server/adapters/db')(file) && within(target, 'prisma/generated', 'prisma/generated-postgresql')) ||
      (!target.isOwn && !isPackage(target, ...FACES)),
  },
  {
    rule: 'server/live knows kernel, shared, and the rights of modules by their index; no transport, no adapter, no wire',
    where: inside('server/live'),
    allows: (target) => within(target, 'server/kernel', 'server/shared', 'server/live') || (target.isOwn && /^server\/modules\/[a-z]+$/u.test(target.target)) || isPackage(target, 'zod'),
  },
  {
    rule: 'Socket.IO lies in transports/realtime; a tablet has its client',
    where: (file) => inside('server')(file) && !inside('server/transports/realtime')(file),
    allows: (target) => !isPackage(target, 'socket.io', 'socket.io-adapter', 'socket.io-client', 'engine.io', 'ws'),
  },
  {
    rule: 'transports see the bus and live rooms (application, live, kernel, shared), not modules or adapters; the command line alone fills in the sample',
    where: inside('server/transports'),
    allows: (target, file) =>
      within(target, 'server/kernel', 'server/shared', 'server/transports', 'server/application') ||
      (target.isOwn && target.target === 'server/live') ||
      // Where the project lies on the disk is no port: it tells the pages' folder to Express.
      within(target, 'server/adapters/project-root') ||
      (inside('server/transports/cli')(file) && (within(target, 'prisma/seed') || target.isOwn)) ||
      !target.isOwn,
  },
  {
    rule: 'server never imports app',
    // What builds or watches is no part of the program: it puts the pages together.
    where: (file) => inside('server')(file) && file !== 'server/build.mjs' && file !== 'server/dev/watch.mjs',
    allows: (target) => !within(target, 'app'),
  },
  {
    rule: 'of the server, pages see shared, the sealing of ballots, and the types of application and kernel',
    where: inside('app'),
    allows: (target) => !within(target, 'server') || within(target, 'server/shared', 'server/secret-ballot') || (target.typeOnly && within(target, 'server/application', 'server/kernel')),
  },
  {
    rule: 'app/ui knows no word of the domain: itself, the language and packages',
    where: inside('app/ui'),
    allows: (target) => within(target, 'app/ui', 'server/shared/language') || (!target.isOwn && !isPackage(target, '@remix-run')),
  },
  {
    rule: 'app/tablet stands under the features: itself, shared, ui',
    where: inside('app/tablet'),
    allows: (target) => within(target, 'app/tablet', 'app/ui', 'server/shared', 'server/secret-ballot') || (target.typeOnly && within(target, 'server/application')) || !target.isOwn,
  },
  {
    rule: 'app/commands stands under the features: itself, the doors of the pages to the installation, tablet, ui',
    where: inside('app/commands'),
    allows: (target) => within(target, 'app/commands', 'app/me', 'app/context.server', 'app/data.server', 'app/tablet', 'app/ui', 'server/shared') || (target.typeOnly && within(target, 'server/application')) || !target.isOwn,
  },
  {
    rule: 'features never import routes',
    where: inside('app/features'),
    allows: (target) => !within(target, 'app/routes'),
  },
  {
    rule: 'Remix only in app and server/transports/http, so that the later move is mechanical',
    where: (file) => inside('server')(file) && !inside('server/transports/http')(file),
    allows: (target) => !isPackage(target, '@remix-run'),
  },
  {
    rule: 'Prisma only in adapters/db, and in its own configuration',
    where: (file) => (inside('server')(file) || inside('app')(file) || inside('prisma/seed')(file)) && !inside('server/adapters/db')(file) && file !== DOCTOR,
    allows: (target) => !within(target, 'prisma/generated', 'prisma/generated-postgresql') && !isPackage(target, ...STORAGE),
  },
  {
    rule: 'test tools stay in the tests',
    where: (file) => inside('server')(file) || inside('app')(file),
    allows: (target) => !within(target, 'tests') && !isPackage(target, 'vitest', '@playwright/test', 'fast-check'),
  },
];

const breaches = (zone: Zone, all: readonly Source[]): string[] =>
  all
    .filter(({ file }) => zone.where(file))
    .flatMap(({ file, imports }) => imports.filter((target) => !ASSET.test(target.target) && !zone.allows(target, file)).map(({ target }) => `${file} → ${target}`));

describe('who may import whom', () => {
  it.each(ZONES.map((zone) => [zone.rule, zone] as const))('%s', (_rule, zone) => {
    expect(sources().filter(({ file }) => zone.where(file)).length).toBeGreaterThan(0);
    expect(breaches(zone, sources())).toEqual([]);
  });

  it('every ban bites: a forbidden import is found in each zone', () => {
    const source = (file: string, target: string, isOwn = true): Source => ({ file, imports: [{ target, isOwn, isFolder: false, typeOnly: false }] }) as unknown as Source;
    const forbidden: Source[] = [
      source('server/shared/x.ts', 'node:crypto', false),
      source('server/pades/x.ts', 'server/kernel/errors'),
      source('server/carryover/x.ts', 'pdfjs-dist', false),
      source('server/comparison/x.ts', 'server/carryover/align'),
      source('server/secret-ballot/x.ts', 'server/kernel/errors'),
      source('server/kernel/x.ts', 'server/modules/meetings'),
      source('server/modules/agenda/x.ts', 'server/modules/meetings/repository'),
      source('server/adapters/x.ts', 'server/modules/meetings'),
      source('server/live/x.ts', 'server/transports/realtime/frames'),
      source('server/live/x.ts', 'socket.io', false),
      source('server/transports/x.ts', 'server/live/ink-room'),
      source('server/x.ts', 'app/ui'),
      source('app/features/x.ts', 'server/kernel/bus'),
      source('app/ui/x.ts', 'server/shared/rules/tally'),
      source('app/tablet/x.ts', 'app/features/reader'),
      source('app/commands/x.ts', 'app/features/meetings'),
      source('app/features/x.ts', 'app/routes/sign-in'),
      source('server/kernel/x.ts', '@remix-run/node', false),
      source('server/modules/agenda/repository.ts', 'better-sqlite3', false),
      source('server/x.ts', 'tests/support/installation'),
    ];
    expect(forbidden).toHaveLength(ZONES.length);
    ZONES.forEach((zone, index) => expect(breaches(zone, forbidden.slice(index, index + 1)), zone.rule).toHaveLength(1));
  });
});

describe('what transports are given', () => {
  /** Names of what lies behind the doors, wherever they are read from something. */
  const BEHIND = new Set(['ports', 'database', 'registry', 'ink']);
  const GIVEN = /^server\/transports\/(?!cli\/)/u;
  function reached(all: readonly Source[]): string[] {
    const found: string[] = [];
    for (const { file, tree } of all.filter((source) => GIVEN.test(source.file))) {
      const visit = (node: ts.Node): void => {
        const name = ts.isPropertyAccessExpression(node) ? node.name.text : ts.isBindingElement(node) ? (node.propertyName ?? node.name).getText(tree) : '';
        // Live ink is a part of `Live`, which is a door.
        if (BEHIND.has(name) && !(ts.isPropertyAccessExpression(node) && node.expression.getText(tree) === 'live')) found.push(`${file}: ${name}`);
        if (ts.isIdentifier(node) && node.text === 'OpenedApplication') found.push(`${file}: ${node.text}`);
        ts.forEachChild(node, visit);
      };
      visit(tree);
    }
    return found;
  }

  it('is doors: neither the database nor the ports of the installation', () => {
    expect(reached(sourcesIn('server/transports'))).toEqual([]);
  });

  it('a hand through the wall would be found', () => {
    const text = 'const { database } = application; application.ports.blobs.open(); let installation: OpenedApplication;';
    const tree = ts.createSourceFile('x.ts', text, ts.ScriptTarget.Latest, true);
    expect(reached([{ file: 'server/transports/http/x.ts', text, tree, imports: [] }])).toEqual(['database', 'ports', 'OpenedApplication'].map((name) => `server/transports/http/x.ts: ${name}`));
  });
});

describe('modules', () => {
  const used = new Map(
    modules.map(({ name }) => {
      const targets = sourcesIn(`server/modules/${name}`).flatMap(({ imports }) => imports.filter(({ isOwn }) => isOwn).map(({ target }) => /^server\/modules\/([a-z]+)$/u.exec(target)?.[1]));
      return [name, [...new Set(targets.filter((target): target is string => target !== undefined && target !== name))].sort()] as const;
    }),
  );

  it('dependsOn says what a module really imports', () => {
    const said = Object.fromEntries(modules.map(({ name, dependsOn }) => [name, [...dependsOn]] as const));
    const undeclared = [...used].flatMap(([name, targets]) => targets.filter((target) => !said[name]?.includes(target as never)).map((target) => `${name} → ${target}`));
    expect(undeclared).toEqual([]);
  });

  it('no module depends on itself through others', () => {
    const needs = new Map<string, readonly string[]>(used);
    const circles = [...needs].flatMap(([start]) => {
      const seen = new Set<string>();
      const reach = (name: string): void => (needs.get(name) ?? []).forEach((next) => (seen.has(next) ? undefined : (seen.add(next), reach(next))));
      reach(start);
      return seen.has(start) ? [start] : [];
    });
    expect(circles).toEqual([]);
  });

  const schema = readFileSync(path.join(projectRoot, 'prisma', 'schema.prisma'), 'utf8');
  /** Accessors of the database's tables, as the schema has them: `officialFile` of OfficialFile. */
  const accessors = new Map(
    [...schema.matchAll(/^model (\w+) \{/gmu)].map(([, table = '']) => [`${table.charAt(0).toLowerCase()}${table.slice(1)}`, table] as const),
  );

  it('tables are touched in repositories only', () => {
    const outside = sourcesIn('server', 'app')
      .filter(({ file }) => !/(^server\/kernel\/repository\.ts$|\/repository(\.[a-z-]+)?\.ts$|^server\/adapters\/db\/)/u.test(file))
      .filter(({ text }) => [...text.matchAll(/\b(?:db|tx|reader)\s*\.\s*([a-zA-Z]+)\s*\.\s*(?:find|create|update|delete|upsert|count|aggregate|groupBy)/gu)].some((match) => accessors.has(match[1] ?? '')))
      .map(({ file }) => file);
    expect(outside).toEqual([]);
  });

  /** Tables that a relation of some table leads to, by its name in the schema. */
  const relations = new Map<string, string[]>();
  for (const [, name = '', table = ''] of schema.matchAll(/^ {2}(\w+) +([A-Z]\w+)(?:\[\]|\?)?(?: |$)/gmu)) {
    if ([...accessors.values()].includes(table)) relations.set(name, [...(relations.get(name) ?? []), table]);
  }

  /** Tables a source writes, by the data access and by SQL of its own. */
  function writesOf(text: string): string[] {
    const byAccess = [...text.matchAll(/\b(?:db|tx)\s*\.\s*([a-zA-Z]+)\s*\.\s*(?:create|update|delete|upsert)/gu)].flatMap(([, name = '']) => accessors.get(name) ?? []);
    const bySql = [...text.matchAll(/\b(?:INSERT\s+(?:OR\s+\w+\s+)?INTO|UPDATE|DELETE\s+FROM)\s+"?([A-Z]\w+)/gu)].flatMap(([, name = '']) => ([...accessors.values()].includes(name) ? name : []));
    // What lies in another table and is written along with a row: `versions: { create: … }`.
    const nested = [...text.matchAll(/\b(\w+): \{ (?:create|createMany|update|updateMany|delete|deleteMany|connect|connectOrCreate|set)\b/gu)].flatMap(([, relation = '']) => relations.get(relation) ?? []);
    return [...byAccess, ...bySql, ...nested];
  }
  it('a table is written by the module that owns it and by nobody else', () => {
    const owners = new Map([...KERNEL_TABLES.map(({ table }) => [table, 'kernel'] as const), ...modules.flatMap(({ name, tables }) => tables.map(({ table }) => [table, name] as const))]);
    expect([...accessors.values()].filter((table) => !owners.has(table))).toEqual([]);
    const foreign = sourcesIn('server').flatMap(({ file, text }) => {
      const owner = /^server\/(?:modules\/(\w+)|(kernel))\//u.exec(file)?.slice(1).find(Boolean);
      return owner ? writesOf(text).filter((table) => owners.get(table) !== owner).map((table) => `${file} writes ${table}`) : [];
    });
    expect(foreign).toEqual([]);
  });

  it('the kernel reads its own tables only', () => {
    const own = new Set(KERNEL_TABLES.map(({ table }) => table));
    const asked = sourcesIn('server/kernel').flatMap(({ file, text }) => [
      ...[...text.matchAll(/\b(?:db|tx|reader)\s*\.\s*([a-zA-Z]+)\s*\.\s*\w/gu)].flatMap(([, name = '']) => accessors.get(name) ?? []).map((table) => [file, table] as const),
      ...[...text.matchAll(/\b(?:FROM|JOIN)\s+"?([A-Z]\w+)/gu)].map(([, table = '']) => [file, table] as const),
    ]);
    expect(asked.length).toBeGreaterThan(8);
    expect(asked.filter(([, table]) => !own.has(table))).toEqual([]);
  });

  it('the test sees a write in each of its forms', () => {
    expect(writesOf('await db.meeting.update({})')).toEqual(['Meeting']);
    expect(writesOf('rowsOf(db, `DELETE FROM "Attendee" WHERE id = ?`)')).toEqual(['Attendee']);
    expect(writesOf('data: { ...document, versions: { create: version } }')).toEqual(['DocumentVersion']);
    expect(writesOf('await db.meeting.findMany({ include: { minutes: { select: { id: true } } } })')).toEqual([]);
  });
});

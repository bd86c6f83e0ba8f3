import { spawn } from 'node:child_process';
import { createWriteStream, existsSync } from 'node:fs';
import { chmod, copyFile, cp, mkdir, mkdtemp, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { PassThrough } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { syncFile } from '../../../adapters/backup/files';
import { BootError } from '../../../kernel/boot-error';
import { bundleName, LAUNCHER, LAYOUT, MARK, readme, type BundleMark } from './layout';
import { billOfMaterials, gatherLicences } from './materials';
import { glibcFor, librariesOf } from './objects';
import { productionPackages, runtimePackages, versionOf, type Package } from './packages';
import { filesBelow, sumOf, writeSums } from './sums';

/** Parts of the project that the built program reads, and what an operator reads. */
const TAKEN = ['build/server', 'build/remix', 'prisma/migrations', 'prisma/migrations-postgresql', 'server/adapters/pdf/templates', 'deploy', 'docs/operating.md', 'docs/security.md', 'CHANGELOG.md', 'LICENSE', 'README.md'];

/** Files of packages that nothing loads: what was compiled from, types, maps, and the database engines of others. */
const LEFT = [/\.map$/u, /\.d\.[cm]?ts$/u, /^better-sqlite3\/(?:deps|src|binding\.gyp)/u, /^better-sqlite3\/build\/(?!Release(?:$|\/better_sqlite3\.node$))/u, /^@prisma\/client\/runtime\/query_(?:engine|compiler).*\.(?:mysql|cockroachdb|sqlserver)\./u];

export interface Packed {
  file: string;
  sha256: string;
  mark: BundleMark;
  /** Bytes of the archive, files in it. */
  bytes: number;
  files: number;
  /** Parts that bring no licence text; what they declare stands in its place. */
  withoutText: string[];
}

const isLeft = (inPackage: string): boolean => LEFT.some((one) => one.test(inPackage));

async function copyPackage(project: string, program: string, { folder, name }: Package): Promise<void> {
  const from = path.join(project, folder);
  await cp(from, path.join(program, folder), {
    recursive: true,
    dereference: true,
    filter: (source) => {
      const inside = path.relative(from, source);
      return !inside.split(path.sep).includes('node_modules') && !isLeft(path.posix.join(name, inside));
    },
  });
}

/** Puts everything where an unpacked bundle has it. */
async function layOut(project: string, folder: string, version: string, packedAt: Date): Promise<{ mark: BundleMark; withoutText: string[] }> {
  const program = path.join(folder, LAYOUT.program);
  for (const part of TAKEN) await cp(path.join(project, part), path.join(program, part), { recursive: true, filter: (source) => !/\.map$/u.test(source) });
  for (const one of runtimePackages(project)) await copyPackage(project, program, one);
  await writeFile(path.join(program, 'package.json'), `${JSON.stringify({ name: 'phien', version, private: true, type: 'module', license: 'Apache-2.0' }, null, 2)}\n`);

  const node = path.join(folder, LAYOUT.node);
  await mkdir(path.dirname(node), { recursive: true });
  await copyFile(await realpath(process.execPath), node);
  await chmod(node, 0o755);
  const native = (await filesBelow(program)).filter((file) => file.endsWith('.node')).map((file) => path.join(program, file));
  const libraries = await librariesOf([node, ...native]);
  await mkdir(path.join(folder, LAYOUT.libraries));
  for (const [library, file] of libraries) await copyFile(file, path.join(folder, LAYOUT.libraries, library));
  const mark: BundleMark = { name: path.basename(folder), version, node: process.versions.node, glibc: glibcFor([node, ...native, ...libraries.values()]), packedAt: packedAt.toISOString() };

  const binaries = new Map([[`node@${process.versions.node}`, process.execPath], ...libraries]);
  const parts = productionPackages(project);
  const withoutText = await gatherLicences(project, parts, binaries, path.join(folder, LAYOUT.licences));
  await writeFile(path.join(folder, LAYOUT.bom), await billOfMaterials(parts, version, binaries, mark.packedAt));
  await mkdir(path.join(folder, path.dirname(LAYOUT.launcher)));
  await writeFile(path.join(folder, LAYOUT.launcher), LAUNCHER);
  await chmod(path.join(folder, LAYOUT.launcher), 0o755);
  await writeFile(path.join(folder, LAYOUT.readme), readme(mark));
  await writeFile(path.join(program, MARK), `${JSON.stringify(mark, null, 2)}\n`);
  await writeFile(path.join(folder, LAYOUT.sums), await writeSums(folder, LAYOUT.sums));
  return { mark, withoutText };
}

/** One archive of a folder, the same bytes for the same files, on disk when it resolves. */
async function archive(parent: string, name: string, packedAt: Date, to: string): Promise<void> {
  // What is packed is for the account that runs it, whoever unpacks it.
  const words = ['--sort=name', '--format=gnu', '--owner=0', '--group=0', '--numeric-owner', '--mode=u+rwX,go+rX,go-w', `--mtime=@${Math.floor(packedAt.getTime() / 1_000)}`, '-C', parent, '-cf', '-', name];
  const tar = spawn('tar', words, { stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  tar.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
  const ended = new Promise<void>((resolve, reject) => {
    tar.on('error', (cause) => reject(new BootError(`Cần chương trình tar để đóng gói: ${cause.message}`, `The program tar is needed to pack: ${cause.message}`, { cause })));
    tar.on('close', (code) => (code === 0 ? resolve() : reject(new Error(`tar: ${said.trim()}`))));
  });
  await Promise.all([pipeline(tar.stdout, /gz$/u.test(to) ? createGzip() : new PassThrough(), createWriteStream(`${to}.part`, { mode: 0o644, flags: 'wx' })), ended]);
  await syncFile(`${to}.part`);
}

/**
 * Packs the built program, the packages it loads, this Node and the libraries it needs beyond glibc into one archive, with
 * sums, a bill of materials and licence texts. Finished or absent.
 * @param to a file that is not there yet, `….tar.gz`, `….tgz` or `….tar`.
 */
export async function pack(project: string, to: string, packedAt: Date): Promise<Packed> {
  const version = versionOf(project);
  const name = bundleName(version);
  const parent = await mkdtemp(path.join(path.dirname(to), '.phien-bundle-'));
  try {
    const folder = path.join(parent, name);
    await mkdir(folder);
    const { mark, withoutText } = await layOut(project, folder, version, packedAt);
    const files = (await filesBelow(folder)).length;
    await archive(parent, name, packedAt, to);
    const sha256 = await sumOf(`${to}.part`);
    await writeFile(`${to}.sha256`, `${sha256}  ${path.basename(to)}\n`);
    for (const file of [`${to}.part`, `${to}.sha256`]) await chmod(file, 0o644);
    if (existsSync(to)) throw new Error(`${to} has come meanwhile`);
    await rename(`${to}.part`, to);
    const { size } = await stat(to);
    return { file: to, sha256, mark, bytes: size, files, withoutText };
  } catch (error) {
    await rm(`${to}.part`, { force: true });
    throw error;
  } finally {
    await rm(parent, { recursive: true, force: true });
  }
}

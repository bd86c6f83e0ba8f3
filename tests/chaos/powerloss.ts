/**
 * `npm run -s chaos -- powerloss [--images 300] [--ms 4000] [--seed 1]`
 * Power cuts, rebuilt: everything an installation under load writes is recorded (a small C library preloaded into it); then disks are
 * made as a cut at random moments may leave them: what was flushed is there, of the rest nothing, all, some writes, or some
 * sectors of some writes. On each the databases must be sound and hold all that had been acknowledged by then. A control
 * that does not flush at each commit must lose, or the check finds nothing. Needs Linux and cc.
 */
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import BetterSqlite3 from 'better-sqlite3';
import type { PersonCaller } from '../../server/kernel/actor';
import { bytesToUuid } from '../../server/shared/protocol/ink';
import { figure, type Bench } from '../support/figures';
import { openTestInstallation } from '../support/installation';
import { seededRandom } from '../support/ink-samples';
import { addPerson } from '../support/people';

const here = (name: string): string => fileURLToPath(new URL(`./${name}`, import.meta.url));
const SECTOR = 512;

interface Step {
  kind: string;
  file: string;
  offset: number;
  bytes: Buffer;
}

interface Finding {
  images: number;
  damaged: number;
  /** Acknowledged and gone, summed over the images; and images with any such loss. */
  lost: number;
  losing: number;
  acknowledged: number;
}

const chaos: Bench = async (args) => {
  const { values } = parseArgs({ args: [...args], options: { images: { type: 'string', default: '300' }, ms: { type: 'string', default: '4000' }, seed: { type: 'string', default: '1' } } });
  const folder = mkdtempSync(path.join(tmpdir(), 'phien-powerloss-'));
  try {
    const recorder = path.join(folder, 'recorder.so');
    execFileSync('cc', ['-shared', '-fPIC', '-O2', '-o', recorder, here('powerloss-recorder.c'), '-ldl', '-lpthread']);
    const installation = await openTestInstallation();
    const admin = await addPerson(installation, 'Hứa Duy Toản', ['admin']);
    await installation.application.stop();
    const random = seededRandom(Number(values.seed));
    const judge = (kind: string): Finding => examine({ folder, recorder, baseline: installation.dataDir, admin, kind, ms: values.ms, images: Number(values.images), random });
    const [kept, control] = [judge('installation'), judge('control')];
    rmSync(installation.dataDir, { recursive: true, force: true });
    const bench = `powerloss (${kept.images} images, seed ${values.seed})`;
    return [
      figure({ bench, figure: 'acknowledged and lost', value: kept.lost, unit: 'count', bound: 'most', gate: 0 }),
      figure({ bench, figure: 'databases damaged', value: kept.damaged, unit: 'count', bound: 'most', gate: 0 }),
      figure({ bench, figure: 'acknowledged while recording', value: kept.acknowledged, unit: 'count', bound: 'least', gate: 100 }),
      figure({ bench, figure: 'control: images in which a connection without flushes lost something', value: control.losing, unit: 'count', bound: 'least', gate: 1 }),
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};
export default chaos;

interface Run {
  folder: string;
  recorder: string;
  baseline: string;
  admin: PersonCaller;
  kind: string;
  ms: string;
  images: number;
  random: () => number;
}

function examine({ folder, recorder, baseline, admin, kind, ms, images, random }: Run): Finding {
  const dataDir = path.join(folder, kind);
  const trace = path.join(folder, `${kind}.trace`);
  if (kind === 'installation') cpSync(baseline, dataDir, { recursive: true });
  else mkdirSync(dataDir);
  const before = new Map(readdirSync(dataDir).filter((name) => name.endsWith('.sqlite')).map((name) => [name, readFileSync(path.join(dataDir, name))]));
  execFileSync(process.execPath, ['--import', 'tsx', here('powerloss-child.ts'), dataDir, JSON.stringify(admin), ms, kind], {
    env: { ...process.env, LD_PRELOAD: recorder, PHIEN_RECORD_DIR: dataDir, PHIEN_RECORD_TRACE: trace },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const steps = readTrace(trace, dataDir);
  const first = steps.findIndex(({ file }) => file === 'acks');
  if (first < 0) throw new Error('nothing was acknowledged, or nothing recorded');
  const moments = Array.from({ length: images }, () => first + Math.floor(random() * (steps.length - first))).sort((a, b) => a - b);
  const finding: Finding = { images, damaged: 0, lost: 0, losing: 0, acknowledged: 0 };
  const disk = new Disk(before);
  const promised = new Map<string, string[]>();
  const image = path.join(folder, 'image');
  let at = 0;
  for (const [index, moment] of moments.entries()) {
    for (; at <= moment; at += 1) {
      const step = steps[at];
      if (step?.file === 'acks') {
        for (const [what = '', id = ''] of step.bytes.toString().trim().split('\n').map((row) => row.split(' '))) {
          const ids = promised.get(what) ?? [];
          promised.set(what, ids);
          ids.push(id);
        }
      } else if (step) disk.take(step);
    }
    rmSync(image, { recursive: true, force: true });
    mkdirSync(image);
    for (const [name, bytes] of disk.cut(index % 4, random)) writeFileSync(path.join(image, name), bytes);
    const { damaged, lost } = check(image, promised);
    finding.damaged += damaged;
    finding.lost += lost;
    if (lost > 0) finding.losing += 1;
  }
  for (; at < steps.length; at += 1) if (steps[at]?.file === 'acks') finding.acknowledged += 1;
  finding.acknowledged += [...promised.values()].reduce((sum, ids) => sum + ids.length, 0);
  return finding;
}

function readTrace(trace: string, dataDir: string): Step[] {
  const bytes = readFileSync(trace);
  const names = new Map<number, string>();
  const steps: Step[] = [];
  for (let at = 0; at < bytes.length;) {
    const [kind, number] = [String.fromCharCode(bytes[at] ?? 0), bytes.readUInt32LE(at + 1)];
    const [offset, length] = [Number(bytes.readBigUInt64LE(at + 5)), bytes.readUInt32LE(at + 13)];
    const body = bytes.subarray(at + 17, at + 17 + length);
    at += 17 + length;
    if (kind === 'P') names.set(number, path.relative(dataDir, body.toString()));
    else steps.push({ kind, file: names.get(number) ?? '', offset, bytes: body });
  }
  // The index of a journal lives in memory only, and is made anew.
  return steps.filter(({ file }) => file === 'acks' || /^(phien|ink|control)\.sqlite(-wal|-journal)?$/.test(file));
}

/** Files as a disk has them: what was flushed, and what was written since. */
class Disk {
  readonly #flushed: Map<string, Buffer>;
  readonly #since = new Map<string, Step[]>();

  constructor(before: ReadonlyMap<string, Buffer>) {
    this.#flushed = new Map(before);
  }

  take(step: Step): void {
    const { kind, file } = step;
    if (kind === 'U') {
      this.#flushed.delete(file);
      this.#since.delete(file);
    } else if (kind === 'S') {
      this.#flushed.set(file, applied(this.#flushed.get(file), this.#since.get(file) ?? []));
      this.#since.delete(file);
    } else {
      const since = this.#since.get(file) ?? [];
      this.#since.set(file, since);
      since.push(step);
    }
  }

  /** @param mode 0: nothing of what was not flushed, 1: all of it, 2: some writes, 3: some sectors of some writes. */
  cut(mode: number, random: () => number): Map<string, Buffer> {
    const files = new Map(this.#flushed);
    for (const [file, steps] of this.#since) {
      const kept = steps.flatMap((step) => (mode === 0 || (mode > 1 && random() < 0.5) ? [] : mode === 3 ? sectorsOf(step).filter(() => random() < 0.5) : [step]));
      files.set(file, applied(files.get(file), kept));
    }
    return files;
  }
}

function sectorsOf(step: Step): Step[] {
  if (step.kind !== 'W') return [step];
  return Array.from({ length: Math.ceil(step.bytes.length / SECTOR) }, (_, index) => ({ ...step, offset: step.offset + index * SECTOR, bytes: step.bytes.subarray(index * SECTOR, (index + 1) * SECTOR) }));
}

/** The file after these steps; what was there is left alone, it may be the disk of another moment. */
function applied(before: Buffer | undefined, steps: readonly Step[]): Buffer {
  let size = before?.length ?? 0;
  const most = steps.reduce((sum, { kind, offset, bytes }) => Math.max(sum, kind === 'T' ? offset : offset + bytes.length), size);
  const file = Buffer.alloc(most);
  before?.copy(file);
  for (const { kind, offset, bytes } of steps) {
    if (kind === 'T') {
      file.fill(0, Math.min(offset, size), size);
      size = offset;
    } else {
      bytes.copy(file, offset);
      size = Math.max(size, offset + bytes.length);
    }
  }
  return file.subarray(0, size);
}

const HELD: readonly (readonly [what: string, file: string, sql: string])[] = [
  ['op', 'ink.sqlite', 'SELECT op_id FROM op'],
  ['unit', 'phien.sqlite', 'SELECT id FROM OrgUnit'],
  ['row', 'control.sqlite', 'SELECT id FROM row'],
];

function check(image: string, promised: ReadonlyMap<string, readonly string[]>): { damaged: number; lost: number } {
  const result = { damaged: 0, lost: 0 };
  for (const [what, name, sql] of HELD) {
    const ids = promised.get(what) ?? [];
    if (ids.length === 0) continue;
    const file = path.join(image, name);
    try {
      if (!existsSync(file)) throw new Error('gone');
      const db = new BetterSqlite3(file);
      if (db.pragma('integrity_check', { simple: true }) !== 'ok') throw new Error('damaged');
      const there = new Set((db.prepare(sql).pluck().all() as (string | Uint8Array)[]).map((id) => (typeof id === 'string' ? id : bytesToUuid(id))));
      db.close();
      result.lost += ids.filter((id) => !there.has(id)).length;
    } catch {
      result.damaged += 1;
      result.lost += ids.length;
    }
  }
  return result;
}

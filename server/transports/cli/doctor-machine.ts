import { randomUUID } from 'node:crypto';
import { lstatSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { mkdir, open, rm, statfs } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { DoctorRow } from './doctor-tools';

/** Flushes measured. */
const FLUSHES = 24;
/** No medium that keeps its bytes through a power cut takes less, ms: the fastest with a protected cache take some twenty microseconds. */
const TOO_FAST_MS = 0.015;
/** Faster than a disk without a protected cache: true of good ones, and of any that lies. */
const FAST_MS = 0.2;

/** File systems that keep nothing, or of which nobody here can say what a flush means (`statfs`, Linux). */
const KINDS: ReadonlyMap<number, { name: string; keeps: 'nothing' | 'unknown' }> = new Map([
  [0x0102_1994, { name: 'tmpfs', keeps: 'nothing' }],
  [0x8584_58f6, { name: 'ramfs', keeps: 'nothing' }],
  [0x6969, { name: 'NFS', keeps: 'unknown' }],
  [0xff53_4d42, { name: 'CIFS', keeps: 'unknown' }],
  [0xfe53_4d42, { name: 'SMB', keeps: 'unknown' }],
  [0x6573_5546, { name: 'FUSE', keeps: 'unknown' }],
]);

const label = { vi: 'Ghi bền', en: 'Durable writes' };

/** What the measured flushes say of a medium. @param times ms each. @param kind magic number of its file system. */
export function judgeFlushes(times: readonly number[], kind: number): DoctorRow {
  const sorted = [...times].sort((a, b) => a - b);
  const median = sorted[Math.floor(sorted.length / 2)] ?? 0;
  const system = KINDS.get(kind >>> 0);
  const row = { id: 'flush', label, value: `${median < 1 ? median.toFixed(3) : median.toFixed(1)} ms${system ? ` (${system.name})` : ''}` };
  if (system?.keeps === 'nothing') return { ...row, state: 'fail', note: { vi: 'Thư mục dữ liệu nằm trong bộ nhớ: mất điện là mất hết. Chuyển PHIEN_DATA sang ổ đĩa.', en: 'The data folder lies in memory: a power cut takes all of it. Move PHIEN_DATA to a disk.' } };
  if (system) return { ...row, state: 'warn', note: { vi: 'Ổ mạng: SQLite có thể hỏng và không ai biết lệnh ghi bền có được giữ. Dùng ổ gắn trong máy.', en: 'A network disk: SQLite can be damaged there, and nobody knows whether a flush is kept. Use a disk of this machine.' } };
  if (median < TOO_FAST_MS) return { ...row, state: 'warn', note: { vi: 'Nhanh hơn mọi ổ giữ được dữ liệu khi mất điện: lệnh ghi bền có lẽ không được thực hiện (máy ảo, ổ tắt ghi bền). Hỏi người quản trị máy; đến lúc đó không tin là đã ghi.', en: 'Faster than any disk that keeps its bytes through a power cut: flushes are probably not carried out (virtual machine, unsafe cache). Ask whoever keeps the machine; until then do not trust what is acknowledged.' } };
  if (median < FAST_MS) return { ...row, state: 'ok', note: { vi: 'Chỉ đúng nếu ổ có bộ đệm được bảo vệ khi mất điện (PLP); máy tính nhỏ thường không có: dùng UPS.', en: 'True of a disk with a cache protected against power loss (PLP) only; small machines often have none: use a UPS.' } };
  return { ...row, state: 'ok' };
}

/** How long it takes until the medium says that a few bytes are kept; leaves nothing behind. A disk can lie: what is told is whether it could be true. */
export async function checkFlush(dataDir: string): Promise<DoctorRow | null> {
  const file = path.join(dataDir, `.doctor-${randomUUID()}`);
  try {
    await mkdir(dataDir, { recursive: true, mode: 0o700 });
    const handle = await open(file, 'wx', 0o600);
    const times: number[] = [];
    try {
      for (let count = 0; count < FLUSHES; count += 1) {
        await handle.write(Buffer.alloc(4_096, count), 0, 4_096, 0);
        const started = performance.now();
        await handle.datasync();
        times.push(performance.now() - started);
      }
    } finally {
      await handle.close();
    }
    return judgeFlushes(times, (await statfs(dataDir)).type);
  } catch {
    // The row of the data folder says why.
    return null;
  } finally {
    await rm(file, { force: true }).catch(() => undefined);
  }
}

/** Connections that the server takes, with files and databases beside them. */
const WANTED_FILES = 10_000;

/** @param limits as `/proc/self/limits` shows them; Node itself raises the soft limit to the hard one. */
export function judgeOpenFiles(limits: string): DoctorRow | null {
  const found = /^Max open files\s+(\S+)\s+(\S+)/mu.exec(limits)?.[2];
  if (found === undefined) return null;
  const row = { id: 'open_files', label: { vi: 'Số tệp mở tối đa', en: 'Open files allowed' }, value: found };
  if (found === 'unlimited' || Number(found) >= WANTED_FILES) return { ...row, state: 'ok' };
  const note = { vi: `Dưới ${WANTED_FILES}: hội trường đông sẽ bị từ chối kết nối. Đặt LimitNOFILE=65536 trong dịch vụ systemd (deploy/systemd), hoặc ulimit -n.`, en: `Below ${WANTED_FILES}: a full hall would be refused connections. Set LimitNOFILE=65536 in the systemd unit (deploy/systemd), or ulimit -n.` };
  return { ...row, state: 'warn', note };
}

export function checkOpenFiles(): DoctorRow | null {
  try {
    return judgeOpenFiles(readFileSync('/proc/self/limits', 'utf8'));
  } catch {
    return null;
  }
}

const GIB = 1024 ** 3;
const LEAST_MEMORY = 2 * GIB;
const LEAST_FREE = GIB / 2;

/** @param total bytes this process may have, by the machine or its group. @param free bytes of the machine that could be used now. */
export function judgeMemory(total: number, free: number): DoctorRow {
  const row = { id: 'memory', label: { vi: 'Bộ nhớ', en: 'Memory' }, value: `${(total / GIB).toFixed(1)} GiB, ${(free / GIB).toFixed(1)} GiB free` };
  if (total >= LEAST_MEMORY && free >= LEAST_FREE) return { ...row, state: 'ok' };
  const note = { vi: 'Nên có ít nhất 2 GiB, còn trống 0,5 GiB: tạo biên bản và kiểm tra chữ ký chạy trong tiến trình riêng, thiếu bộ nhớ thì bị dừng. Thêm bộ nhớ hoặc tắt chương trình khác.', en: 'At least 2 GiB with half a GiB free: minutes are set and signatures checked in processes of their own, which are ended where memory is short. Add memory or end other programs.' };
  return { ...row, state: 'warn', note };
}

export function checkMemory(): DoctorRow {
  const grouped = process.constrainedMemory?.() ?? 0;
  const total = grouped > 0 ? Math.min(grouped, os.totalmem()) : os.totalmem();
  let available = os.freemem();
  try {
    available = Number(/^MemAvailable:\s+(\d+) kB/mu.exec(readFileSync('/proc/meminfo', 'utf8'))?.[1] ?? available / 1024) * 1024;
  } catch {
    // Not Linux: what the system calls free is all there is to know.
  }
  return judgeMemory(total, Math.min(available, total));
}

/** Certificates and lists of them: anybody may have them. */
const PUBLIC = /\.(?:crt|cer|pem|crl)$/u;

/** Files of the data folder that belong to another account than the folder itself, or that others may read: keys and certificates among them. */
export function checkOwners(dataDir: string): DoctorRow | null {
  const label = { vi: 'Chủ sở hữu tệp', en: 'Owner of the files' };
  try {
    const { uid } = statSync(dataDir);
    const inside = (folder: string): string[] =>
      readdirSync(path.join(dataDir, folder), { withFileTypes: true }).flatMap((entry) => {
        const name = path.join(folder, entry.name);
        return entry.isDirectory() && (folder === '' || folder.startsWith('signing') || folder.startsWith('tls')) ? [name, ...inside(name)] : [name];
      });
    const names = inside('').filter((name) => !name.startsWith('lost+found'));
    const foreign = names.filter((name) => lstatSync(path.join(dataDir, name)).uid !== uid);
    if (foreign.length > 0) {
      const note = { vi: 'Tệp thuộc tài khoản khác với thư mục dữ liệu (thường do chạy lệnh bằng root): máy chủ có thể không ghi được. chown -R về tài khoản chạy máy chủ.', en: 'Files of another account than the data folder\'s (often from a command run as root): the server may not be able to write them. chown -R to the account that runs the server.' };
      return { id: 'owner', label, state: 'fail', value: foreign.slice(0, 4).join(', '), note };
    }
    const keys = names.filter((name) => /^(?:signing|tls)[\\/]/u.test(name) && !PUBLIC.test(name) && (lstatSync(path.join(dataDir, name)).mode & 0o077) !== 0);
    if (keys.length === 0) return { id: 'owner', label, state: 'ok', value: '' };
    const note = { vi: 'Tài khoản khác trên máy này đọc được khóa; khởi động lại máy chủ để thu hẹp quyền, rồi thay khóa đã lộ.', en: 'Other accounts of this machine can read keys; start the server again, which narrows the rights, and replace keys that others saw.' };
    return { id: 'owner', label, state: 'warn', value: keys.slice(0, 4).join(', '), note };
  } catch {
    // No folder yet, or one that cannot be read: the row of the data folder says so.
    return null;
  }
}

import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, writeFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { lockInstance } from '../../adapters/db/instance-lock';
import { entryFor } from '../../adapters/entry';
import { projectRoot } from '../../adapters/project-root';
import { isStandbyFolder, readFollowed } from '../../adapters/standby/followed-state';
import { readMark, removeMark } from '../../adapters/standby/marks';
import { askToTakeOver, standBy, standbyStatus, tellOldFirst } from '../../adapters/standby/stand-by';
import type { TakeOverFacts } from '../../adapters/standby/take-over';
import { readBlobPlace } from '../../kernel/blob-place';
import { BootError } from '../../kernel/boot-error';
import { readFollowingPlan, STANDBY_LATE_MS, type FollowingPlan } from '../../kernel/standby-plan';
import { fromCwd, parseArguments, UsageError, write } from './arguments';

const use = (): UsageError => new UsageError('Dùng: phien standby [take-over|status|dismiss|key TỆP].', 'Use: phien standby [take-over|status|dismiss|key FILE].');

const TAKEN_PATIENCE_MS = 120_000;
const LOOK_MS = 200;

const tell = (vi: string, en: string): void => void process.stderr.write(`${vi}\n${en}\n`);

/** `phien standby …`. @returns exit code. */
export async function standby(args: readonly string[], dataDir: string): Promise<number> {
  const { words, flags } = parseArguments(args, { flags: ['json', 'superseded'], options: [] });
  const [verb, file, ...rest] = words;
  if (rest.length > 0 || (file !== undefined && verb !== 'key')) throw use();
  switch (verb) {
    case undefined:
      return stand(dataDir);
    case 'take-over':
      return takeOver(dataDir);
    case 'status':
      return status(dataDir, flags.has('json'));
    case 'dismiss':
      return dismiss(dataDir, flags.has('superseded'));
    case 'key':
      if (file === undefined) throw use();
      writeFileSync(fromCwd(file), `${randomBytes(32).toString('base64url')}\n`, { mode: 0o600, flag: 'wx' });
      write(`Khóa ở ${fromCwd(file)}. Chép sang máy kia, đặt PHIEN_STANDBY_KEY_FILE trên cả hai máy.\nThe key is in ${fromCwd(file)}. Copy it to the other machine, and set PHIEN_STANDBY_KEY_FILE on both.\n`);
      return 0;
    default:
      throw use();
  }
}

function planOf(): FollowingPlan {
  const plan = readFollowingPlan(process.env);
  if (!plan) throw new BootError('Đặt PHIEN_STANDBY_OF là địa chỉ PHIEN_STANDBY của máy chính (ĐỊA_CHỈ:CỔNG).', 'Set PHIEN_STANDBY_OF to the address that PHIEN_STANDBY has on the first machine (ADDRESS:PORT).');
  return plan;
}

const papersHere = (): boolean => readBlobPlace(process.env) === null;

/** Follows until it takes over, then serves: one service of the second machine for both. */
async function stand(dataDir: string): Promise<number> {
  const plan = planOf();
  const over = new AbortController();
  const end = (): void => over.abort();
  process.on('SIGTERM', end);
  process.on('SIGINT', end);
  tell(`Máy dự phòng: theo ${plan.host}:${plan.port}, dữ liệu trong ${dataDir}.`, `Standby: following ${plan.host}:${plan.port}, data in ${dataDir}.`);
  const facts = await standBy({ dataDir, plan, papersHere: papersHere(), atOnce: false, tell, signal: over.signal });
  if (facts) tellTaken(facts);
  if (over.signal.aborted) return 0;
  return serve(dataDir, plan, over.signal);
}

/** The server itself, from here on; beside it the machine that was the first is told. */
async function serve(dataDir: string, plan: FollowingPlan, signal: AbortSignal): Promise<number> {
  const { file, execArgv } = entryFor('main');
  const child = spawn(process.execPath, [...execArgv, file, '--empty'], { cwd: projectRoot, env: { ...process.env, PHIEN_DATA: dataDir }, stdio: 'inherit' });
  const stop = (): void => void child.kill('SIGTERM');
  signal.addEventListener('abort', stop, { once: true });
  const ended = new AbortController();
  const telling = tellOldFirst(dataDir, plan, AbortSignal.any([signal, ended.signal])).catch((error: unknown) => void process.stderr.write(`${String(error)}\n`));
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  ended.abort();
  await telling;
  return code ?? 1;
}

function tellTaken({ orderly, term, audit, files, missing, seconds }: TakeOverFacts): void {
  tell(
    `Đã tiếp quản sau ${seconds} giây (lần thứ ${term}): nhật ký ${audit.rows} dòng liền mạch, ${files} tệp tài liệu${missing.length > 0 ? `, THIẾU ${missing.length}` : ' đủ cả'}. ${orderly ? 'Máy chính đã kết thúc đúng thứ tự, không mất gì.' : 'Những gì máy chính đã xác nhận trong khoảnh khắc cuối, chưa kịp gửi sang, có thể chỉ còn ở máy đó.'}`,
    `Taken over in ${seconds} s (term ${term}): ${audit.rows} rows of the audit log follow from each other, ${files} stored files${missing.length > 0 ? `, ${missing.length} MISSING` : ', all there'}. ${orderly ? 'The first machine ended in order, nothing is lost.' : 'What the first machine acknowledged in its last moment and had not sent may be on that machine alone.'}`,
  );
}

async function takeOver(dataDir: string): Promise<number> {
  if (!isStandbyFolder(dataDir)) throw new BootError(`${dataDir} không phải thư mục của máy dự phòng.`, `${dataDir} is no standby's folder.`);
  const state = readFollowed(dataDir);
  if (!state?.main || !state.ink) throw new BootError('Máy dự phòng chưa nhận đủ dữ liệu của máy chính; chưa tiếp quản được.', 'The standby does not yet have all of the first machine; it cannot take over.');
  let lock;
  try {
    lock = lockInstance(dataDir);
  } catch {
    lock = null;
  }
  if (lock) {
    lock.release();
    const facts = await standBy({ dataDir, plan: planOf(), papersHere: papersHere(), atOnce: true, tell, signal: new AbortController().signal });
    if (facts) tellTaken(facts);
    write('Bây giờ khởi động: phien standby (hoặc dịch vụ của nó).\nNow start it: phien standby (or its service).\n');
    return 0;
  }
  askToTakeOver(dataDir);
  for (const until = performance.now() + TAKEN_PATIENCE_MS; performance.now() < until; await pause(LOOK_MS)) {
    if (readMark(dataDir)?.state === 'took-over' && !isStandbyFolder(dataDir)) {
      write('Đã tiếp quản; máy này đang khởi động để phục vụ.\nTaken over; this machine is starting to serve.\n');
      return 0;
    }
  }
  throw new BootError('Máy dự phòng không trả lời; xem nhật ký của nó.', 'The standby does not answer; look at its log.');
}

function status(dataDir: string, json: boolean): number {
  const mark = readMark(dataDir);
  const condition = isStandbyFolder(dataDir) ? standbyStatus(dataDir) : null;
  const now = Date.now();
  const age = condition?.wholeAt ? Math.max(0, now - condition.wholeAt) : null;
  const late = isStandbyFolder(dataDir) && (age === null || age > STANDBY_LATE_MS);
  if (json) {
    write(`${JSON.stringify({ state: isStandbyFolder(dataDir) ? 'following' : (mark?.state ?? 'alone'), mark, condition, ageMs: age, late })}\n`);
    return late ? 1 : 0;
  }
  if (!isStandbyFolder(dataDir)) {
    const words = { 'followed': ['Máy này đang được một máy dự phòng theo.', 'This machine is followed by a standby.'], 'superseded': ['Máy dự phòng đã tiếp quản; máy này không phục vụ nữa.', 'The standby has taken over; this machine serves no more.'], 'took-over': ['Máy này đã tiếp quản và phục vụ.', 'This machine has taken over and serves.'], 'alone': ['Không có máy dự phòng.', 'There is no standby.'] }[mark?.state ?? 'alone'];
    write(`${words.join('\n')}\n`);
    return 0;
  }
  const seconds = age === null ? null : Math.round(age / 1000);
  write(seconds === null ? 'Chưa nhận đủ dữ liệu của máy chính.\nDoes not yet have all of the first machine.\n' : `Đủ mọi thứ đến ${seconds} giây trước.\nHas everything as of ${seconds} s ago.\n`);
  if (condition?.problem) write(`${condition.problem}\n`);
  return late ? 1 : 0;
}

/** On the first machine: nobody follows it any more, and nobody is asked before it serves. */
function dismiss(dataDir: string, superseded: boolean): number {
  const mark = existsSync(dataDir) ? readMark(dataDir) : null;
  if (mark?.state === 'superseded' && !superseded) {
    throw new BootError(
      'Máy dự phòng đã tiếp quản. Nếu máy đó đã mất hẳn và không bao giờ trở lại: phien standby dismiss --superseded. Nếu không, sẽ có hai hệ thống cùng nhận dữ liệu.',
      'The standby has taken over. If that machine is lost and never comes back: phien standby dismiss --superseded. Otherwise there will be two that take data.',
    );
  }
  if (mark?.state !== 'followed' && mark?.state !== 'superseded') {
    write('Không có máy dự phòng nào theo máy này.\nNo standby follows this machine.\n');
    return 0;
  }
  const lock = lockInstance(dataDir);
  try {
    removeMark(dataDir);
  } finally {
    lock.release();
  }
  write('Từ nay không máy nào theo máy này; tắt hẳn máy dự phòng cũ.\nFrom now on no machine follows this one; turn the old standby off for good.\n');
  return 0;
}

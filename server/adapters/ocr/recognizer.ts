import { execFile } from 'node:child_process';
import { constants } from 'node:fs';
import { access, mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { PagePainter } from '../../kernel/ports/page-painter';
import type { PageRecognizer, Recognition, RecognizerState } from '../../kernel/ports/page-recognizer';
import { createSemaphore } from '../../kernel/semaphore';
import { runGroup } from '../sandbox/group';
import { findSeen } from './seen-secrecy';
import { readWords, type ReadPage } from './tesseract-words';

/** Processor seconds and 512-byte blocks of what it writes, of one page. */
const LIMITS = 'ulimit -c 0; ulimit -t 120; ulimit -f 100000; ulimit -d "$1"; shift; exec nice -n 5 "$@"';
const WALL_MS = 150_000;
/** It takes a core and a quarter of a gigabyte. */
const AT_ONCE = 2;
const WANTED = ['vie', 'eng'] as const;
const INCH = 72;

export interface RecognizerOptions {
  painter: PagePainter;
  /** Names tesseract goes by; none: as if it were not installed. */
  commands?: readonly string[];
}

/** Words of a page that is read once more in English, and the share of them that bears Vietnamese marks, at most. */
const FOREIGN = { words: 8, marked: 0.04 };

/**
 * Whether a page read as Vietnamese is none. Both languages at once cost the marks of many words ("MAT", "TO TRINH"), the Vietnamese model by
 * itself reads English but for a letter here and there.
 */
function isForeign(words: readonly { text: string }[]): boolean {
  const said = words.filter(({ text }) => /\p{L}{2}/u.test(text));
  return said.length >= FOREIGN.words && said.filter(({ text }) => /[^\u0000-\u007f“”‘’–—•]/u.test(text)).length <= FOREIGN.marked * said.length;
}

interface Here {
  /** Absolute. */
  program: string;
  languages: RecognizerState['languages'];
}

async function found(commands: readonly string[]): Promise<Here | null> {
  for (const program of commands.flatMap((command) => ['/usr/bin', '/usr/local/bin'].map((folder) => path.join(folder, command)))) {
    if (!(await access(program, constants.X_OK).then(() => true, () => false))) continue;
    const listed = (await said(program, ['--list-langs'])).split('\n').map((line) => line.trim());
    return { program, languages: WANTED.filter((language) => listed.includes(language)) };
  }
  return null;
}

const said = (program: string, words: readonly string[]): Promise<string> =>
  new Promise((resolve) => execFile(program, [...words], { timeout: 20_000, env: { NODE_ENV: 'production', PATH: '/usr/bin:/bin' } }, (error, text, errors) => resolve(error ? '' : `${text}${errors}`)));

/**
 * PageRecognizer by tesseract. What it is given is never the file but a picture of the page that a child drew and that was looked at
 * (`page-painter`): a JPEG of our own making.
 */
export function createPageRecognizer({ painter, commands = ['tesseract'] }: RecognizerOptions): PageRecognizer {
  const places = createSemaphore({ parallel: AT_ONCE });
  let known: Promise<Here | null> | undefined;
  const here = (): Promise<Here | null> => (known ??= found(commands));
  const isHere = async (): Promise<boolean> => (await here())?.languages.includes('vie') ?? false;
  return {
    isHere,
    async state() {
      const there = await here();
      return { version: there && ((await said(there.program, ['--version'])).split('\n')[0]?.trim() ?? ''), languages: there?.languages ?? [] };
    },
    async read(file, page, { signal, memoryMb }) {
      const there = await here();
      if (!there?.languages.includes('vie')) return { ok: false };
      return places.inTurn(async (): Promise<Recognition> => {
        const room = await mkdtemp(path.join(os.tmpdir(), 'phien-ocr-'));
        try {
          const picture = path.join(room, 'page.jpg');
          const painted = await painter.paint(file, page.number, picture, { signal, memoryMb });
          if (!painted.ok) return { ok: false };
          const dpi = Math.max(70, Math.round((painted.width / page.size[0]) * INCH));
          const say = async (language: string): Promise<{ sure: ReadPage; all: ReadPage } | null> => {
            const words = ['/bin/sh', '-c', LIMITS, 'sh', String(memoryMb * 1_000), there.program, picture, path.join(room, language), '-l', language, '--dpi', String(dpi), 'tsv'];
            await runGroup(words, room, { OMP_THREAD_LIMIT: '1' }, AbortSignal.any([signal, AbortSignal.timeout(WALL_MS)]));
            signal.throwIfAborted();
            const table = await readFile(path.join(room, `${language}.tsv`), 'utf8').catch(() => null);
            return table === null ? null : { sure: readWords(table, painted), all: readWords(table, painted, 0) };
          };
          const read = await say('vie');
          if (!read) return { ok: false };
          const secrecy = findSeen(read.sure, read.all, page.size);
          const english = there.languages.includes('eng') && isForeign(read.sure.words) ? await say('eng') : null;
          return { ok: true, words: (english ?? read).sure.words, secrecy };
        } finally {
          await rm(room, { recursive: true, force: true });
        }
      }, { signal });
    },
  };
}

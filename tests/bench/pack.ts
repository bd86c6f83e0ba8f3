/**
 * `npm run -s bench -- pack [--papers 40] [--pages 50]`: papers made into one pack with contents, bookmarks, numbers and a watermark, by the child that makes
 * them, against qpdf's merge of the same files and its overlay of a page of stamps for each. Without qpdf the time stands by itself.
 */
import { spawn, spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { PACK_MADE, type PackOrder } from '../../server/kernel/ports/pack-maker';
import { bundleChildren } from '../support/bundled-child';
import { bestOf, figure, type Bench } from '../support/figures';
import { officePaper, stampPages } from '../support/pack-papers';
import { tool } from '../support/tools';

const ROUNDS = 3;
const KINDS = 8;
const LOOK_MS = 10;

interface Run {
  seconds: number;
  /** Most memory the process had, MB. */
  memory: number;
  output: string;
}

/** One program from its start to its end. */
function run(command: string, args: readonly string[]): Promise<Run> {
  return new Promise((resolve, reject) => {
    const began = performance.now();
    const child = spawn(command, args, { stdio: ['ignore', 'ignore', 'inherit', 'pipe'] });
    let [memory, output] = [0, ''];
    child.stdio[3]?.on('data', (part: Buffer) => void (output += part.toString('utf8')));
    const timer = setInterval(() => {
      try {
        memory = Math.max(memory, Number(/VmHWM:\s*(\d+)/u.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1] ?? 0) / 1024);
      } catch {
        // It has just ended.
      }
    }, LOOK_MS);
    child.on('error', reject);
    child.on('close', (code) => {
      clearInterval(timer);
      // 3: qpdf did it, with warnings.
      if (code === 0 || code === 3) resolve({ seconds: (performance.now() - began) / 1000, memory, output });
      else reject(new Error(`${command} ended with ${code}`));
    });
  });
}

const bench: Bench = async (args) => {
  const { values } = parseArgs({ args: [...args], options: { papers: { type: 'string', default: '40' }, pages: { type: 'string', default: '50' } } });
  const [papers, pages] = [Number(values.papers), Number(values.pages)];
  const folder = mkdtempSync(path.join(tmpdir(), 'phien-bench-pack-'));
  const { folder: bundled, programs } = await bundleChildren('pack');
  const at = (name: string): string => path.join(folder, name);
  try {
    const made = Array.from({ length: papers }, (_none, index) => at(`paper-${index}.pdf`));
    for (const [index, file] of made.entries()) {
      if (index < KINDS) writeFileSync(file, await officePaper({ pages, scans: index % 4 === 3 ? 3 : 0, objectStreams: index % 2 === 0, seed: index }));
      else copyFileSync(at(`paper-${index % KINDS}.pdf`), file);
    }
    writeFileSync(at('stamps.pdf'), await stampPages(papers * pages));
    const bytes = made.reduce((sum, file) => sum + statSync(file).size, 0);
    const order: PackOrder = {
      words: { title: 'Phiên họp thường kỳ', subtitle: 'Ủy ban nhân dân tỉnh', heading: 'Mục lục' },
      language: 'vi',
      scale: 1,
      attachments: [],
      pieces: made.flatMap((file, index) => [
        ...(index % 4 === 0 ? [{ kind: 'heading' as const, level: 0, title: `Nội dung ${index / 4 + 1}` }] : []),
        { kind: 'paper' as const, level: 1, title: `Tờ trình về dự toán ngân sách số ${index + 1}`, file, pages, taken: { from: 0, count: pages }, labels: Array.from({ length: pages }, (_page, page) => String(index * pages + page + 1)), notice: ['Không đưa được vào tập.'] },
      ]),
    };
    writeFileSync(at('order.json'), JSON.stringify(order));
    const pack = async (): Promise<Run> => {
      rmSync(at('pack'), { force: true });
      const ran = await run(process.execPath, ['--no-addons', programs.pack.file, at('order.json'), at('pack')]);
      const answer = PACK_MADE.loose().parse(JSON.parse(ran.output.slice(1)));
      if (answer.missing.length + answer.repaired.length > 0 || answer.pages - answer.contents !== papers * pages) throw new Error('the pack is not whole');
      return ran;
    };
    const rounds: { pack: Run; qpdf: number | null }[] = [];
    const hasQpdf = tool('qpdf');
    await bestOf(ROUNDS, async () => {
      let seconds: number | null = null;
      if (hasQpdf) {
        const merge = await run('qpdf', ['--empty', '--pages', ...made, '--', at('merged.pdf')]);
        const overlay = await run('qpdf', [at('merged.pdf'), '--overlay', at('stamps.pdf'), '--', at('stamped.pdf')]);
        seconds = merge.seconds + overlay.seconds;
      }
      // A flush of what the others wrote is theirs.
      spawnSync('sync');
      rounds.push({ pack: await pack(), qpdf: seconds });
    }, () => 0);
    const took = Math.min(...rounds.map((round) => round.pack.seconds));
    const baselines = rounds.flatMap(({ qpdf }) => (qpdf === null ? [] : [qpdf]));
    const name = `${papers} papers, ${papers * pages} pages, ${Math.round(bytes / 1024 ** 2)} MB`;
    return [
      ...(baselines.length > 0 ? [figure({ bench: 'pack', figure: `${name} into one pack, against qpdf's merge and overlay`, value: took, unit: 's', baseline: Math.min(...baselines), bound: 'most', gate: 1.5, aim: 1 })] : []),
      figure({ bench: 'pack', figure: `${name} into one pack`, value: took, unit: 's', bound: 'most', gate: 60, aim: 5 }),
      figure({ bench: 'pack', figure: 'memory of the child that makes it', value: Math.max(...rounds.map((round) => round.pack.memory)), unit: 'MB', bound: 'most', gate: 300, aim: 200 }),
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
    rmSync(bundled, { recursive: true, force: true });
  }
};
export default bench;

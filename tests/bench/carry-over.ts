/**
 * `npm run -s bench -- carry-over [--pairs 6] [--scans 6] [--seed 1] [--marks 30]`: pairs of versions whose truth is known (13 kinds of change,
 * `--pairs` of each; 24 make 312) and scans, printed by a browser; marks on the old one are carried over and judged, beside the naive way (same page,
 * same place). What is judged is where the words are, never what was said of them.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { PDFDocument } from 'pdf-lib';
import { answerOf, marksOf, MARKS_FILE } from '../../server/adapters/pdf/carry-wire';
import { paperOf } from '../../server/adapters/pdf/page-text';
import { OpenPdf, startPdfium } from '../../server/adapters/pdf/pdfium';
import { carryOver } from '../../server/carryover';
import { launch } from '../e2e/support/people';
import { figure } from '../support/figures';
import { seededRandom } from '../support/ink-samples';
import { judge, marksOn, naive, type FileAnswer, type FileMark } from '../support/version-pairs/judge';
import { draft, KINDS, pairOf } from '../support/version-pairs/model';
import { print, truthOf } from '../support/version-pairs/print';
import { centreOf, laidMark, layOf, scan } from '../support/version-pairs/scan';
import type { Bench } from '../support/figures';

interface Tally {
  marks: number;
  lost: number;
  wrong: number;
  naiveWrong: number;
  /** Highlights whose words all stayed, and those of them that lie on them. */
  stayed: number;
  onWords: number;
  ms: number;
}

const bench: Bench = async (args) => {
  const { values } = parseArgs({ args: [...args], options: { pairs: { type: 'string', default: '6' }, scans: { type: 'string', default: '6' }, seed: { type: 'string', default: '1' }, marks: { type: 'string', default: '30' } } });
  const [seed, marks] = [Number(values.seed), Number(values.marks)];
  const folder = mkdtempSync(path.join(tmpdir(), 'carry-over-'));
  const browser = await launch();
  const pdfium = await startPdfium();
  let count = 0;
  const carry = (old: Uint8Array, fresh: Uint8Array, list: readonly FileMark[]): { answers: FileAnswer[]; ms: number } => {
    const [oldFile, newFile] = [path.join(folder, `${count}-old.pdf`), path.join(folder, `${count}-new.pdf`)];
    count += 1;
    writeFileSync(oldFile, old);
    writeFileSync(newFile, fresh);
    const file = MARKS_FILE.parse({ marks: list });
    const began = performance.now();
    const papers = [new OpenPdf(pdfium, oldFile), new OpenPdf(pdfium, newFile)] as const;
    const answers = carryOver(paperOf(papers[0]), paperOf(papers[1]), marksOf(file)).map((one) => answerOf(file, one) as FileAnswer);
    papers.forEach((pdf) => pdf.close());
    return { answers, ms: performance.now() - began };
  };
  const byKind = new Map(KINDS.map((kind): [string, Tally] => [kind, { marks: 0, lost: 0, wrong: 0, naiveWrong: 0, stayed: 0, onWords: 0, ms: 0 }]));
  const scans = { marks: 0, right: 0, wrong: 0, ms: 0 };
  try {
    for (const [rank, kind] of KINDS.entries()) {
      for (let index = 0; index < Number(values.pairs); index += 1) {
        const random = seededRandom(seed * 100_003 + index * 37 + rank);
        const pair = pairOf(kind, random);
        const [old, fresh] = [await print(browser, pair.old, pair.looks[0]), await print(browser, pair.new, pair.looks[1])];
        const truth = await truthOf(fresh);
        const known = marksOn(pair, await truthOf(old), random, marks);
        const { answers, ms } = carry(old, fresh, known.map(({ mark }) => mark));
        const without = await naive(known, fresh);
        const tally = byKind.get(kind) as Tally;
        tally.ms += ms;
        known.forEach((one, at) => {
          const { judged, stayed } = judge(one, answers[at], truth);
          tally.marks += 1;
          if (judged === 'lost') tally.lost += 1;
          if (judged === 'wrong') tally.wrong += 1;
          if (judge(one, without[at], truth).judged === 'wrong') tally.naiveWrong += 1;
          if (one.mark.kind !== 'highlight' || !stayed) return;
          tally.stayed += 1;
          if (judged === 'right') tally.onWords += 1;
        });
      }
    }
    for (let index = 0; index < Number(values.scans); index += 1) {
      const random = seededRandom(seed * 200_003 + index);
      const paper = draft(random, 14);
      const look = { font: index % 3, size: 12, columns: 1, margin: 20, isJustified: index % 2 === 0 };
      const printed = await print(browser, paper, look);
      const pages = (await PDFDocument.load(printed)).getPageCount();
      const lays = Array.from({ length: pages }, () => [layOf(random, false), layOf(random, true)] as const);
      // Every third is the text itself first, and its scan then.
      const fromText = index % 3 === 2;
      const known = marksOn({ kind: 'words', old: paper, new: paper, looks: [look, look] }, await truthOf(printed), random, marks).map(({ mark }) => mark);
      const layOfMark = (mark: FileMark) => lays[mark.page - 1] as (typeof lays)[number];
      const onOld = fromText ? known : known.map((mark) => laidMark(layOfMark(mark)[0], mark));
      const { answers, ms } = carry(fromText ? printed : await scan(browser, printed, lays.map(([first]) => first)), await scan(browser, printed, lays.map(([, second]) => second)), onOld);
      scans.ms += ms;
      known.forEach((mark, at) => {
        const answer = answers[at];
        const [x, y] = answer?.verdict === 'moved' ? centreOf(answer) : [Number.NaN, Number.NaN];
        const [wantedX, wantedY] = centreOf(laidMark(layOfMark(mark)[1], mark));
        scans.marks += 1;
        if (answer?.verdict !== 'moved') return;
        if (answer.page === mark.page && Math.hypot(x - wantedX, y - wantedY) < 7) scans.right += 1;
        else scans.wrong += 1;
      });
    }
  } finally {
    await browser.close();
    rmSync(folder, { recursive: true, force: true });
  }
  const all = [...byKind.values()].reduce((sum, one) => ({ marks: sum.marks + one.marks, lost: sum.lost + one.lost, wrong: sum.wrong + one.wrong, naiveWrong: sum.naiveWrong + one.naiveWrong, stayed: sum.stayed + one.stayed, onWords: sum.onWords + one.onWords, ms: sum.ms + one.ms }));
  const name = `carry-over (seed ${seed}, ${KINDS.length * Number(values.pairs)} pairs, ${all.marks} marks)`;
  return [
    figure({ bench: name, figure: 'marks without an answer', value: all.lost, unit: 'count', bound: 'most', gate: 0 }),
    figure({ bench: name, figure: 'highlights on their words', value: all.onWords / all.stayed, unit: 'share', bound: 'least', gate: 0.99 }),
    figure({ bench: name, figure: 'placed wrongly without asking', value: all.wrong / all.marks, unit: 'share', bound: 'most', gate: 0.005, aim: 0.001 }),
    figure({ bench: name, figure: 'placed wrongly the naive way', value: all.naiveWrong / all.marks, unit: 'share', bound: 'least', gate: 0.2 }),
    figure({ bench: name, figure: 'time of a mark', value: all.ms / all.marks, unit: 'ms', bound: 'most', gate: 60, aim: 5 }),
    ...[...byKind].flatMap(([kind, { marks: given, wrong, stayed, onWords }]) => [
      figure({ bench: name, figure: `${kind}: highlights on their words`, value: onWords / stayed, unit: 'share', bound: 'least', gate: 0.95, aim: 0.99 }),
      figure({ bench: name, figure: `${kind}: placed wrongly without asking`, value: wrong / given, unit: 'share', bound: 'most', gate: 0.02, aim: 0.005 }),
    ]),
    figure({ bench: name, figure: 'scans: right', value: scans.right / scans.marks, unit: 'share', bound: 'least', gate: 0.9, aim: 0.98 }),
    figure({ bench: name, figure: 'scans: placed wrongly without asking', value: scans.wrong / scans.marks, unit: 'share', bound: 'most', gate: 0.01, aim: 0.005 }),
    figure({ bench: name, figure: 'scans: time of a mark', value: scans.ms / scans.marks, unit: 'ms', bound: 'most', gate: 2_000, aim: 100 }),
  ];
};
export default bench;

/**
 * `npm run -s bench -- history [share=0.1] [requests=40] [rounds=3] [pages=yes|no] [keep=FOLDER]`: the pages of one session in a house with ten years behind it (60,000
 * sessions, 5 million events, 1 million marks, 300,000 papers; `share=1` is all of it) against the same pages of the same session in a house
 * that holds nothing else. Two servers with all of their pages, asked in turns over HTTP by many people; and what each page asks of the database
 * alone, where nothing of the drawing of pages hides what the years cost. In FOLDER both houses are kept, and taken as they are the next time.
 */
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { projectRoot } from '../../server/adapters/project-root';
import { openForReading } from '../../server/application';
import { endChild, freePort, nextWord, startChild } from '../support/child-words';
import { figure, percentile, type Bench, type Figure } from '../support/figures';
import { makeSampleHouse, SAMPLE_AT, type SampleHouse } from '../support/sample-house';
import { questionsOf } from '../support/hot-questions';
import { fillFolder, shareOf, TEN_YEARS, type Years } from '../support/ten-years';
import type { JoinServerOrder } from './join-server-child';

/** Between two pages of the secretary, ms: nobody's share of the processor is used up. */
const SECRETARY_PAUSE_MS = 150;
const FIRST_PAGES = 6;

interface Served {
  port: number;
  child: ReturnType<typeof startChild>;
}

const numberOf = (args: readonly string[], name: string, otherwise: number): number => Number(args.find((arg) => arg.startsWith(`${name}=`))?.slice(name.length + 1) ?? otherwise);

const bench: Bench = async (args) => {
  if (!existsSync(path.join(projectRoot, 'build', 'remix', 'server', 'index.js'))) throw new Error('the pages are not built: node server/build.mjs');
  const share = numberOf(args, 'share', 0.1);
  const requests = numberOf(args, 'requests', 40);
  const rounds = numberOf(args, 'rounds', 3);
  const years = shareOf(TEN_YEARS, share);
  const kept = args.find((arg) => arg.startsWith('keep='))?.slice('keep='.length);
  const folder = kept ?? mkdtempSync(path.join(os.tmpdir(), 'phien-years-'));
  const served: Served[] = [];
  try {
    const { house, empty, full } = await makeHouses(folder, years);
    const figures: Figure[] = [];
    const measured = { requests, rounds, years: share * 10 };
    figures.push(...(await compareQuestions([empty, full], house, measured)));
    if (args.includes('pages=no')) return figures;
    served.push(await serve(house, empty), await serve(house, full));
    for (const page of pagesOf(house)) figures.push(await comparePage(served, page, measured));
    return figures;
  } finally {
    await Promise.all(served.map(({ child }) => endChild(child)));
    if (kept === undefined) rmSync(folder, { recursive: true, force: true });
  }
};
export default bench;

/** The same house twice, one of them with years behind it. */
async function makeHouses(folder: string, years: Years): Promise<{ house: SampleHouse; empty: string; full: string }> {
  const [empty, full, described] = ['empty', 'full', 'house.json'].map((name) => path.join(folder, name)) as [string, string, string];
  if (existsSync(described)) return { house: JSON.parse(readFileSync(described, 'utf8')) as SampleHouse, empty, full };
  const house = await makeSampleHouse();
  cpSync(house.dataDir, empty, { recursive: true });
  cpSync(house.dataDir, full, { recursive: true });
  rmSync(house.dataDir, { recursive: true, force: true });
  const began = performance.now();
  fillFolder(full, house, years);
  const gigabytes = (statSync(path.join(full, 'phien.sqlite')).size + statSync(path.join(full, 'ink.sqlite')).size) / 1e9;
  process.stderr.write(`${years.sessions} sessions, ${years.events} events, ${years.marks} marks, ${years.documents} papers: ${gigabytes.toFixed(2)} GB, made in ${Math.round((performance.now() - began) / 1_000)} s\n`);
  writeFileSync(described, JSON.stringify(house));
  return { house, empty, full };
}

interface Page {
  name: string;
  path: string;
  /** Who asks for it, in turns. */
  cookies: readonly string[];
  pauseMs: number;
}

function pagesOf({ meetingId, paper, cookies }: SampleHouse): Page[] {
  const session = `/meetings/${meetingId}`;
  const ofMembers = { cookies: cookies.members, pauseMs: 0 };
  const ofSecretary = { cookies: [cookies.secretary], pauseMs: SECRETARY_PAUSE_MS };
  return [
    { name: 'home', path: '/', ...ofMembers },
    { name: 'home of a secretary', path: '/', ...ofSecretary },
    { name: 'sessions', path: '/meetings', ...ofMembers },
    { name: 'sessions that are over', path: '/meetings?part=past', ...ofMembers },
    { name: 'session', path: session, ...ofMembers },
    { name: 'agenda', path: `${session}/agenda`, ...ofSecretary },
    { name: 'reader', path: `${session}/read/${paper}`, ...ofMembers },
    { name: 'minutes', path: `${session}/minutes`, ...ofMembers },
    { name: 'account', path: `${session}/paper`, ...ofMembers },
  ];
}

async function serve({ meetingId, secretary }: SampleHouse, dataDir: string): Promise<Served> {
  const port = await freePort();
  const order: JoinServerOrder = { kind: 'whole', port, dataDir, at: SAMPLE_AT, meetingId, secretary, memberId: '', itemId: '', answer: 0 };
  const child = startChild('../bench/join-server-child.ts', JSON.stringify(order));
  await nextWord(child, 'ready');
  return { port, child };
}

/** Ms until the whole page is there. @throws Error when it is another one than was asked for. */
async function ask(port: number, { name, path: at }: Page, cookie: string): Promise<number> {
  const began = performance.now();
  const answer = await fetch(`http://127.0.0.1:${port}${at}`, { headers: { cookie, accept: 'text/html' }, redirect: 'manual' });
  await answer.arrayBuffer();
  if (answer.status !== 200) throw new Error(`${name}: ${answer.status} ${answer.headers.get('location') ?? ''}`);
  return performance.now() - began;
}

interface Measured {
  requests: number;
  rounds: number;
  years: number;
}

/** The best round of asking both houses in turns, so that whatever else the machine does meets both. @param ask gives the ms it took, null for what does not count. */
async function compare(name: string, { requests, rounds }: Measured, ask: (house: number, index: number, round: number) => Promise<number | null>): Promise<Figure> {
  const found: Figure[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const times: number[][] = [[], []];
    for (let index = 0; index < requests; index += 1) {
      for (const [house, own] of times.entries()) {
        const took = await ask(house, index, round);
        if (took !== null) own.push(took);
      }
    }
    const [empty = Number.NaN, full = Number.NaN] = times.map((one) => percentile(one, 0.95));
    found.push(figure({ bench: 'history', figure: name, value: full, unit: 'ms', baseline: empty, bound: 'most', gate: 2, aim: 1.5 }));
  }
  return found.reduce((best, one) => ((one.ratio ?? Infinity) < (best.ratio ?? Infinity) ? one : best));
}

function comparePage(served: readonly Served[], page: Page, measured: Measured): Promise<Figure> {
  return compare(`${measured.years} years: ${page.name}, p95`, measured, async (house, index, round) => {
    const took = await ask(served[house]?.port ?? 0, page, page.cookies[index % page.cookies.length] ?? '');
    if (page.pauseMs > 0) await pause(page.pauseMs);
    return round === 0 && index < FIRST_PAGES ? null : took;
  });
}

/** The same questions past the pages, on connections that only read. */
async function compareQuestions(folders: readonly string[], house: SampleHouse, measured: Measured): Promise<Figure[]> {
  const readers = await Promise.all(folders.map((dataDir) => openForReading({ dataDir })));
  try {
    const figures: Figure[] = [];
    for (const { page, questions } of questionsOf(house)) {
      figures.push(
        await compare(`${measured.years} years: what ${page} asks of the database, processor p95`, measured, async (at, index, round) => {
          // Everything is done in this process: what else the machine does makes a question wait, and takes no more of the processor.
          const before = process.cpuUsage();
          for (const { name, input, caller } of questions) await readers[at]?.query(name as never, input as never, caller);
          const { user, system } = process.cpuUsage(before);
          return round === 0 && index < FIRST_PAGES ? null : (user + system) / 1_000;
        }),
      );
    }
    return figures;
  } finally {
    await Promise.all(readers.map((reader) => reader.stop()));
  }
}

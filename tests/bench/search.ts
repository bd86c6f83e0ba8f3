/**
 * `npm run -s bench -- search [documents=10000] [pages=10] [words=350] [questions=200]`: what a search takes in an archive of that many
 * documents with that many pages each, half of them papers of sessions the person was in, beside the bare question to FTS5 on the same
 * file; and what indexing a page takes. Times are the best of three for each question.
 */
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import BetterSqlite3 from 'better-sqlite3';
import { searchTerms, searchWords } from '../../server/shared/language/search-text';
import { createMeeting, openCommittee } from '../integration/meetings/committee';
import { figure, type Bench } from '../support/figures';
import { generatedText } from '../support/generated-text';

const MEETINGS = 500;
const ROUNDS = 3;
/** Made pages are used again in other papers: another thousand says nothing new of the index. */
const DIFFERENT = 2_000;

const quantile = (values: readonly number[], share: number): number => [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? NaN;

const bench: Bench = async (args) => {
  const asked = (name: string, otherwise: number): number => Number(args.find((arg) => arg.startsWith(`${name}=`))?.slice(name.length + 1) ?? otherwise);
  const [documents, pages, words, count] = [asked('documents', 10_000), asked('pages', 10), asked('words', 350), asked('questions', 200)];
  const texts = generatedText({ seed: 11, pages: Math.min(DIFFERENT, documents * pages), words, questions: count });
  const c = await openCommittee();
  const { application, dataDir } = c.installation;
  const model = await createMeeting(c);
  const db = new BetterSqlite3(path.join(dataDir, 'phien.sqlite'));
  try {
    const began = performance.now();
    fill(db, { model, personId: c.member.personId, documents, pages, texts: texts.pages });
    const indexing = (performance.now() - began) / (documents * pages);
    const bytes = db.prepare("SELECT sum(pgsize) FROM dbstat WHERE name LIKE 'SearchIndex%'").pluck().get() as number;
    const bare = db.prepare('SELECT count(*) FROM "SearchIndex" WHERE "SearchIndex" MATCH ?').pluck();
    const ranked = db.prepare('SELECT rowid FROM "SearchIndex" WHERE "SearchIndex" MATCH ? ORDER BY rank LIMIT 20');
    const times: { ours: number; bare: number; ranked: number }[] = [];
    let [foreign, places] = [0, 0];
    for (const text of texts.questions) {
      const question = searchTerms(text).map((term) => `${term.column} : "${term.words.join(' ')}"`).join(' AND ');
      const best = { ours: Infinity, bare: Infinity, ranked: Infinity };
      for (let round = 0; round < ROUNDS; round += 1) {
        const start = performance.now();
        const all = bare.get(question) as number;
        const counted = performance.now();
        ranked.all(question);
        const ordered = performance.now();
        const { total } = await application.query('search.find', { text }, c.member);
        const end = performance.now();
        best.bare = Math.min(best.bare, counted - start);
        best.ranked = Math.min(best.ranked, ordered - counted);
        best.ours = Math.min(best.ours, end - ordered);
        // Not more than there is; all of it would be what others see.
        if (total.places > all || (all > 50 && total.places === all)) foreign += 1;
        places += total.places;
      }
      times.push(best);
    }
    const of = (name: keyof (typeof times)[number], share: number): number => quantile(times.map((one) => one[name]), share);
    return [
      figure({ bench: 'search', figure: 'p95 of a search, rights and passages included', value: of('ours', 0.95), unit: 'ms', bound: 'most', gate: 400, aim: 100 }),
      figure({ bench: 'search', figure: 'p95 beside the bare FTS5 question, ordered by its rank', value: of('ours', 0.95), unit: 'ms', baseline: of('ranked', 0.95), bound: 'most', gate: 6, aim: 1.5 }),
      figure({ bench: 'search', figure: 'median beside the bare FTS5 question, counted only', value: of('ours', 0.5), unit: 'ms', baseline: of('bare', 0.5), bound: 'most', gate: 60, aim: 20 }),
      figure({ bench: 'search', figure: 'questions that found what is not the person’s', value: foreign, unit: 'questions', bound: 'most', gate: 0 }),
      figure({ bench: 'search', figure: 'places found', value: places / ROUNDS, unit: 'places', bound: 'least', gate: 1 }),
      figure({ bench: 'search', figure: 'indexing a page', value: indexing, unit: 'ms', bound: 'most', gate: 20, aim: 2 }),
      figure({ bench: 'search', figure: 'index, of the text', value: bytes, unit: 'bytes', baseline: documents * pages * (Buffer.byteLength(texts.pages.join('')) / texts.pages.length), bound: 'most', gate: 3, aim: 1.5 }),
    ];
  } finally {
    db.close();
    await c.installation.close();
  }
};
export default bench;

interface Archive {
  /** A session to copy. */
  model: string;
  personId: string;
  documents: number;
  pages: number;
  texts: readonly string[];
}

/** Past the program: an archive of years, closed sessions in every second of which the person has a seat. */
function fill(db: BetterSqlite3.Database, { model, personId, documents, pages, texts }: Archive): void {
  const words = texts.map((text) => {
    const said = searchWords(text);
    return { exact: said.map(({ exact }) => exact).join(' '), folded: said.map(({ folded }) => folded).join(' ') };
  });
  const copied = (columns: string): BetterSqlite3.Statement => {
    const rest = (db.pragma('table_info("Meeting")') as { name: string }[]).map(({ name }) => name).filter((name) => !['id', 'startsAt', 'state'].includes(name));
    const list = rest.map((name) => `"${name}"`).join(', ');
    return db.prepare(`INSERT INTO "Meeting" ("id", "startsAt", "state", ${list}) SELECT ${columns}, 'closed', ${list} FROM "Meeting" WHERE "id" = ?`);
  };
  const meeting = copied('?, ?');
  const seat = db.prepare(`INSERT INTO "Attendee" ("id", "meetingId", "personId", "role", "voting", "fullName", "position", "protocolOrder") VALUES (?, ?, ?, 'member', 1, 'x', 'x', 1)`);
  const paper = db.prepare(`INSERT INTO "Document" ("id", "meetingId", "order", "title", "pages") VALUES (?, ?, 1, 'Tài liệu', ?)`);
  const version = db.prepare(`INSERT INTO "DocumentVersion" ("id", "documentId", "number", "blobKey", "sha256", "size", "pages", "fileName", "facts", "uploadedById", "createdAt") VALUES (?, ?, 1, ?, 'x', 1, ?, 'x', '{}', 'x', '2020-01-01T00:00:00.000+00:00')`);
  const source = db.prepare(`INSERT INTO "SearchSource" ("kind", "meetingId", "sourceId", "documentId", "number", "pages", "read") VALUES ('paper', ?, ?, ?, 1, ?, ?)`);
  const text = db.prepare('INSERT INTO "SearchText" ("no", "page", "text") VALUES (?, ?, ?)');
  const index = db.prepare('INSERT INTO "SearchIndex" ("rowid", "exact", "folded") VALUES (?, ?, ?)');
  db.transaction(() => {
    for (let at = 0; at < MEETINGS; at += 1) {
      meeting.run(`m${at}`, new Date(Date.UTC(2016, 0, 1) + at * 7 * 86_400_000).toISOString().replace('Z', '+00:00'), model);
      if (at % 2 === 0) seat.run(`a${at}`, `m${at}`, personId);
    }
    for (let at = 0; at < documents; at += 1) {
      const meetingId = `m${at % MEETINGS}`;
      paper.run(`d${at}`, meetingId, pages);
      version.run(`v${at}`, `d${at}`, `b${at}`, pages);
      const no = Number(source.run(meetingId, `v${at}`, `d${at}`, pages, pages).lastInsertRowid);
      for (let page = 1; page <= pages; page += 1) {
        // Another order in every round through the pages that were made.
        const which = (at * pages + page + Math.floor((at * pages) / texts.length) * 7) % texts.length;
        text.run(no, page, texts[which]);
        index.run(no * 65_536 + page, words[which]?.exact, words[which]?.folded);
      }
    }
  })();
}

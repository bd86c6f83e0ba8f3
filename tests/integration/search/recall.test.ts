import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addSource, putTexts } from '../../../server/modules/search/repository';
import { findSources, textsFound } from '../../../server/modules/search/repository.find';
import { meetsSearch, searchTerms } from '../../../server/shared/language/search-text';
import { hasPostgresql, makeDatabase, type TestDatabase } from '../../support/postgresql';
import { createMeeting, openCommittee, type Committee } from '../meetings/committee';
import { generatedText, type GeneratedText } from '../../support/generated-text';

const PAGES = 200;
const QUESTIONS = 120;

interface Placed {
  no: number;
  page: number;
  text: string;
}

/** What every question finds, as `no:page` in order. */
async function answersOf(c: Committee, texts: GeneratedText): Promise<{ found: string[][]; placed: Placed[] }> {
  const { database } = c.installation.application;
  const [own, foreign] = [await createMeeting(c), await createMeeting(c)];
  await database.transaction(async (db) => {
    await db.meeting.updateMany({ where: { id: { in: [own, foreign] } }, data: { state: 'closed' } });
    await db.attendee.deleteMany({ where: { meetingId: foreign, personId: c.member.personId } });
  });
  const placed: Placed[] = [];
  for (let at = 0; at < PAGES; at += 50) {
    for (const meetingId of [own, foreign]) {
      await database.transaction(async (db) => {
        const no = await addSource(db, { kind: 'meeting', meetingId, sourceId: `${meetingId}-${at}`, documentId: null, number: null, pages: 0 });
        const batch = texts.pages.slice(at, at + 50).map((text, index) => ({ page: index + 1, text }));
        await putTexts(db, no, batch);
        if (meetingId === own) placed.push(...batch.map((one) => ({ no, ...one })));
      });
    }
  }
  const found: string[][] = [];
  for (const question of texts.questions) {
    const terms = searchTerms(question);
    const { sources, total } = await findSources(database.reader, { viewer: { personId: c.member.personId, clerkOf: [], preparesOf: [] }, names: [c.member.personId], now: new Date() }, terms, { skip: 0, take: 1_000 });
    const places = await textsFound(database.reader, sources.map(({ no }) => no), terms, 1_000);
    const each = [...places].flatMap(([no, pages]) => pages.map(({ page }) => `${placed.findIndex((one) => one.no === no)}:${page}`)).sort();
    expect(total, question).toEqual({ sources: sources.length, places: each.length });
    found.push(each);
  }
  return { found, placed };
}

describe.each(['sqlite', 'postgresql'] as const)('search on %s', (engine) => {
  const isThere = engine === 'sqlite' ? process.env['PHIEN_TEST_ENGINE'] !== 'postgresql' : hasPostgresql();
  let c: Committee;
  let server: TestDatabase | undefined;
  beforeAll(async () => {
    if (!isThere) return;
    server = engine === 'postgresql' ? await makeDatabase() : undefined;
    c = await openCommittee(server ? { rows: server.place } : {});
  }, 400_000);
  afterAll(async () => {
    if (!isThere) return;
    await c.installation.close();
    await server?.drop();
  });

  it.runIf(isThere)('search SR9 SR3 finds what reading every text from beginning to end would find, and nothing of others', { timeout: 600_000 }, async () => {
    const texts = generatedText({ seed: 7, pages: PAGES, words: 120, questions: QUESTIONS });
    const { found, placed } = await answersOf(c, texts);
    let hits = 0;
    for (const [index, question] of texts.questions.entries()) {
      const terms = searchTerms(question);
      const read = placed.filter(({ text }) => meetsSearch(text, terms)).map(({ no, page }) => `${placed.findIndex((one) => one.no === no)}:${page}`).sort();
      expect(found[index], question).toEqual(read);
      hits += read.length;
    }
    expect(hits).toBeGreaterThan(400);
  });
});

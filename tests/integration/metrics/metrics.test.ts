import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sampleAgenda, sampleGuests } from '../../../prisma/seed/province';
import type { PersonCaller } from '../../../server/kernel/actor';
import { addPerson } from '../../support/people';
import { reasonOf } from '../minutes/session';
import { assemble, type Assembly } from '../sitting/assembly';

let all: Assembly;
const account = (who = all.secretary) => all.query('metrics.meeting', { meetingId: all.meetingId }, who);

/** The session of the worked example: 26 documents of 267 pages, 21 members, 24 guests, four printed sets, held 08:02–11:47. */
beforeAll(async () => {
  all = await assemble({ members: 21 });
  const { installation, meetingId, secretary } = all;
  const { database, ports } = installation.application;
  const guests: PersonCaller[] = [];
  for (const { name } of sampleGuests.slice(1)) guests.push(await addPerson(installation, name));
  await database.transaction(async (db) => {
    await db.document.deleteMany({ where: { meetingId } });
    await db.agendaItem.deleteMany({ where: { meetingId } });
    await db.meeting.update({
      where: { id: meetingId },
      data: { printedSets: 4, state: 'closed', openedAt: new Date('2026-11-26T08:02:00+07:00'), closedAt: new Date('2026-11-26T11:47:00+07:00') },
    });
    for (const [index, guest] of guests.entries()) {
      await db.attendee.create({
        data: { id: ports.ids.next(), meetingId, personId: guest.personId, role: 'guest', voting: false, fullName: guest.fullName, position: 'Đại biểu', protocolOrder: 1002 + index },
      });
    }
    for (const [index, row] of sampleAgenda.entries()) {
      const itemId = ports.ids.next();
      const [startedAt, endedAt] = [row.actual.start, row.actual.end].map((time) => new Date(`2026-11-26T${time}:00+07:00`));
      await db.agendaItem.create({ data: { id: itemId, meetingId, order: index + 1, kind: row.kind, title: row.title, durationMin: row.plannedMinutes, state: 'done', startedAt, endedAt } });
      for (const [order, { title, pages }] of row.documents.entries()) {
        const documentId = ports.ids.next();
        const version = { id: ports.ids.next(), number: 1, blobKey: ports.ids.next(), sha256: '0'.repeat(64), size: 1, pages, fileName: 'tep.pdf', facts: '{}', uploadedById: secretary.personId, createdAt: installation.clock.now() };
        await db.document.create({ data: { id: documentId, meetingId, itemId, order: order + 1, title, pages, versions: { create: version } } });
      }
    }
  });
});
afterAll(() => all.close());

describe('the paper account of a session', () => {
  it('metrics P1 P2 P3 P4 P6 gives the worked figures', async () => {
    const { recipients, paper, length, printedSets } = await account();
    expect(recipients).toEqual({ members: 21, guests: 24, total: 45 });
    expect(printedSets).toBe(4);
    expect(paper.totals).toMatchObject({ documents: 26, setPages: 267, setSheets: 138, pagesAvoided: 10_947, sheetsAvoided: 5_658, pagesPrinted: 1_068, setsAvoided: 41 });
    expect(paper.totals.paperlessRatio).toBeCloseTo(10_947 / 12_015, 10);
    const rounded = (value: number | null | undefined, digits = 1) => Number((value ?? Number.NaN).toFixed(digits));
    const { totals } = paper;
    expect([rounded(totals.mass), rounded(totals.reams), rounded(totals.co2e.value), rounded(totals.co2e.low), rounded(totals.co2e.high)]).toEqual([28.2, 11.3, 36.8, 30.6, 49.8]);
    expect([rounded(totals.trees, 2), rounded(totals.printHours), rounded(totals.printHoursCollated)]).toEqual([0.68, 6.1, 7.1]);
    expect(length).toEqual({ plannedMinutes: 240, actualMinutes: 225, savedMinutes: 15 });
  });

  it('metrics P1 P4 the formula is opened up, and what lacks a source is not computed', async () => {
    const { paper, factors, items } = await account();
    const sum = paper.documents.reduce((pages, line) => pages + line.pages * Math.max(0, line.entitled - line.printed), 0);
    expect(sum).toBe(paper.totals.pagesAvoided);
    expect(paper.steps.find(({ key }) => key === 'co2e')).toMatchObject({ kind: 'estimated', factors: [{ value: 6.5, low: 5.4, high: 8.8, version: 1 }] });
    expect(paper.totals.cost).toBeNull();
    expect(paper.steps.find(({ key }) => key === 'cost')?.result).toBeNull();
    expect(factors.filter(({ isSourced }) => !isSourced).map(({ key }) => key)).toEqual(['cost_per_page', 'cost_per_sheet']);
    expect(items.find(({ number }) => number === 3)).toMatchObject({ plannedMinutes: 40, actualMinutes: 42 });
  });

  it('metrics P5 a newer factor of the installation is used', async () => {
    const { database, ports } = all.installation.application;
    const base = { key: 'co2e_per_sheet', value: 10, low: null, high: null, unit: 'g CO₂e/tờ', source: 'Đo tại tỉnh', year: 2027, kind: 'estimated' };
    await database.transaction((db) => db.factor.create({ data: { ...base, id: ports.ids.next(), version: 2 } }));
    expect((await account()).paper.totals.co2e).toEqual({ value: 56.58, low: null, high: null });
    await database.transaction((db) => db.factor.deleteMany({}));
  });

  it('metrics P7 P3 the secretary declares prints, of one document or complete sets; others are refused', async () => {
    const { meetingId, secretary, chair, stranger } = all;
    const declare = (who: PersonCaller, copies: number, documentId: string | null) =>
      all.execute('metrics.declare-prints', { meetingId, documentId, copies, reason: 'Đại biểu đề nghị bản giấy' }, who);
    const before = await account();
    const [first] = before.paper.documents;
    await declare(secretary, 2, first?.id ?? '');
    await declare(secretary, 1, null);
    const after = await account();
    expect(after.paper.totals.pagesAvoided).toBe(10_947 - 267 - 2 * (first?.pages ?? 0));
    expect(after.declarations.map(({ copies, by, reason }) => [copies, by, reason])).toEqual([
      [2, secretary.fullName, 'Đại biểu đề nghị bản giấy'],
      [1, secretary.fullName, 'Đại biểu đề nghị bản giấy'],
    ]);
    expect(await reasonOf(declare(chair, 1, null))).toBe('forbidden/meetings.secretary_only');
    expect(await reasonOf(declare(stranger, 1, null))).toBe('not_found/not_found');
    expect(await reasonOf(declare(secretary, 0, null))).toBe('invalid/input.invalid');
    const { database, ports } = all.installation.application;
    expect(await reasonOf(declare(secretary, 1, ports.ids.next()))).toBe('not_found/not_found');
    await database.transaction((db) => db.printDeclaration.deleteMany({ where: { meetingId } }));
  });

  it('metrics P8 everybody of the session sees it, strangers do not', async () => {
    expect((await account(all.guest)).can.declare).toBe(false);
    expect(await reasonOf(account(all.stranger))).toBe('not_found/not_found');
  });
});

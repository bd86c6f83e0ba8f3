import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PersonCaller } from '../../../server/kernel/actor';
import { system } from '../../../server/kernel/actor';
import { mayAppend, mayDraw, mayRead, NO_RIGHTS } from '../../../server/modules/annotations';
import { inkStreamOf } from '../../../server/shared/rules/ink-stream';
import { assemble, type Assembly } from '../sitting/assembly';

const gateway = system('gateway');
let all: Assembly;

beforeAll(async () => {
  all = await assemble();
});
afterAll(() => all.close());

const rights = (person: PersonCaller, inkId: string) => all.query('annotations.ink-access', { personId: person.personId, inkId }, gateway);

const setState = (state: string) => all.installation.application.database.transaction((db) => db.meeting.update({ where: { id: all.meetingId }, data: { state } }));

describe('who may make which marks', () => {
  it('annotations K1 everybody of the session reads and marks for themself; strangers, clerks and administrators get nothing', async () => {
    for (const person of [all.chair, all.secretary, all.assistant, all.guest, all.substitute, ...all.members.slice(1, 4)]) {
      expect(await rights(person, all.papers.first)).toMatchObject({ canRead: true, meetingId: all.meetingId });
    }
    for (const person of [all.stranger, all.clerk, all.admin]) expect(await rights(person, all.papers.first)).toBeNull();
    await expect(all.query('annotations.reading', { documentId: all.papers.first }, all.admin)).rejects.toMatchObject({ code: 'not_found' });
  });

  it('annotations K2 chair, secretary, assistants, members and substitutes share; a guest only on papers of an item the guest presents', async () => {
    for (const person of [all.chair, all.secretary, all.assistant, all.substitute, ...all.members.slice(1, 3)]) {
      expect(await rights(person, all.papers.first)).toMatchObject({ canShare: true });
    }
    expect(await rights(all.guest, all.papers.first)).toMatchObject({ canShare: false });
    expect(await rights(all.guest, all.papers.second)).toMatchObject({ canShare: true });
    expect(await all.query('annotations.reading', { documentId: all.papers.first }, all.guest)).toMatchObject({ canShare: false, canPresent: false });
  });

  it('annotations K4 presenting ink belongs to the offices and to the presenter of the item', async () => {
    const [, first, second] = all.members;
    if (!first || !second) throw new Error('the assembly has members');
    expect(await rights(first, all.papers.first)).toMatchObject({ canPresent: true });
    expect(await rights(second, all.papers.first)).toMatchObject({ canPresent: false });
    expect(await rights(all.guest, all.papers.second)).toMatchObject({ canPresent: true });
    expect(await rights(all.chair, all.papers.second)).toMatchObject({ canPresent: true });
  });

  it('annotations K3 after closing nothing new is shown to everyone, private marks go on', async () => {
    await setState('closed');
    expect(await rights(all.chair, all.papers.first)).toMatchObject({ canRead: true, canShare: false, canPresent: false });
    await setState('published');
  });

  it('annotations K5 a blocked account and one that keeps the accounts have no ink, whatever seat they hold', async () => {
    const { database } = all.installation.application;
    const [, member] = all.members;
    if (!member) throw new Error('the assembly has members');
    const { personId } = member;
    await database.transaction((db) => db.person.update({ where: { id: personId }, data: { status: 'blocked' } }));
    expect(await rights(member, all.papers.first)).toBeNull();
    await database.transaction((db) => db.person.update({ where: { id: personId }, data: { status: 'active', roles: { create: { role: 'admin' } } } }));
    expect(await rights(member, all.papers.first)).toBeNull();
    await database.transaction((db) => db.globalRole.deleteMany({ where: { personId } }));
    expect(await rights(member, all.papers.first)).toMatchObject({ canRead: true });
  });

  it('annotations K5 who loses the seat, or whose paper is withdrawn, loses the ink', async () => {
    const { database, ports } = all.installation.application;
    await database.transaction((db) => db.document.update({ where: { id: all.papers.second }, data: { removedAt: ports.clock.now() } }));
    expect(await rights(all.chair, all.papers.second)).toBeNull();
    await database.transaction((db) => db.document.update({ where: { id: all.papers.second }, data: { removedAt: null } }));
    const where = { meetingId: all.meetingId, personId: all.guest.personId };
    const seat = await database.reader.attendee.findFirstOrThrow({ where });
    await database.transaction((db) => db.attendee.deleteMany({ where }));
    expect(await rights(all.guest, all.papers.first)).toBeNull();
    await database.transaction((db) => db.attendee.create({ data: seat }));
  });

  it('annotations K10 K11 what growing ink, the laser and each layer need', () => {
    const all = { canRead: true, canShare: true, canPresent: true };
    expect([mayDraw(all, false), mayDraw(all, true), mayAppend(all, 'shared', 'stroke'), mayAppend(all, 'private', 'note')]).toEqual([true, true, true, true]);
    const reader = { canRead: true, canShare: false, canPresent: false };
    expect([mayDraw(reader, false), mayDraw(reader, true), mayAppend(reader, 'shared', 'stroke'), mayAppend(reader, 'private', 'stroke')]).toEqual([false, false, false, true]);
    expect([mayDraw({ ...reader, canShare: true }, true), mayDraw({ ...reader, canPresent: true }, false)]).toEqual([false, false]);
    expect([mayRead(NO_RIGHTS), mayAppend(NO_RIGHTS, 'private', 'stroke'), mayAppend({ ...all, canRead: false }, 'shared', 'stroke')]).toEqual([false, false, false]);
  });

  it('annotations K12 the first version has the paper’s stream, each later one its own', () => {
    expect([1, 2, 3].map((number) => inkStreamOf('paper', { id: `version ${number}`, number }))).toEqual(['paper', 'version 2', 'version 3']);
  });
});

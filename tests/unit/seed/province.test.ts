import { describe, expect, it } from 'vitest';
import { vietnameseCalendar } from '../../../server/shared/law/public-holidays';
import { parseClock, scheduleAgenda } from '../../../server/shared/rules/agenda-times';
import { neededOf } from '../../../server/shared/rules/majority';
import { evaluateQuorum } from '../../../server/shared/rules/quorum';
import { evaluateOptions, evaluateVote } from '../../../server/shared/rules/tally';
import { invitationInTime } from '../../../server/shared/rules/working-days';
import {
  currentSession, DEFAULT_SESSION_DATE, mainAccounts, previousSession, sampleBody, sampleDates, sampleGuests, sampleMembers, samplePeople, sampleSites, sampleUnits,
} from '../../../prisma/seed/province';
import type { SampleSession, SampleVote } from '../../../prisma/seed/province';

const current = currentSession();
const previous = previousSession();
const { policy } = sampleBody;
const documentsOf = (session: SampleSession) => session.agenda.flatMap((row) => row.documents);

function countVote(session: SampleSession, vote: SampleVote): string {
  const voters = session.members.filter((member) => member.state !== 'absent').map((member) => member.person);
  const base = { members: session.members.length, present: voters.length, noBallot: 0, rule: policy.pass };
  if (vote.kind === 'options') {
    const named = [...vote.options.flatMap((option) => option.voters), ...vote.none];
    expect([...named].sort()).toEqual([...voters].sort());
    const outcome = evaluateOptions({ ...base, options: vote.options.map((option) => ({ id: option.key, votes: option.voters.length })), none: vote.none.length });
    expect(outcome.chosen).toBe(vote.chosen);
    return [...vote.options.map((option) => option.voters.length), vote.none.length].join('–');
  }
  const [against, abstain] = vote.kind === 'open' ? [vote.against.length, vote.abstain.length] : [vote.against, vote.abstain];
  const inFavour = vote.kind === 'open' ? voters.length - against - abstain : vote.for;
  if (vote.kind === 'open') for (const person of [...vote.against, ...vote.abstain]) expect(voters).toContain(person);
  expect(evaluateVote({ ...base, for: inFavour, against, abstain }).passed).toBe(vote.passed);
  return `${inFavour}–${against}–${abstain}`;
}

describe('sample province', () => {
  it('21 members in protocol order, quorum 14, pass 11', () => {
    expect(sampleMembers).toHaveLength(21);
    expect(sampleMembers.map((member) => member.protocolOrder)).toEqual(sampleMembers.map((_, index) => index + 1));
    expect(neededOf(policy.quorum, 21)).toBe(14);
    expect(neededOf(policy.pass.share, 21)).toBe(11);
    expect(sampleMembers[0]?.login).toBe(sampleBody.chair);
  });
  it('24 guests, nine of them chairs of communes at nine sites', () => {
    expect(sampleGuests).toHaveLength(24);
    expect(sampleSites).toHaveLength(9);
    expect(sampleGuests.flatMap((guest) => guest.remoteSite ?? []).sort()).toEqual(sampleSites.map((site) => site.key).sort());
    expect(sampleGuests.filter((guest) => guest.unit === 'van-phong')).toHaveLength(2);
  });
  it('50 people with unique ASCII sign-in names, known units and different names in NFC', () => {
    expect(samplePeople).toHaveLength(21 + 4 + 1 + 24);
    expect(new Set(samplePeople.map((person) => person.login)).size).toBe(samplePeople.length);
    expect(new Set(samplePeople.map((person) => person.name)).size).toBe(samplePeople.length);
    const units = new Set(sampleUnits.map((unit) => unit.key));
    for (const person of samplePeople) {
      expect(person.login).toMatch(/^[a-z]+(\.[a-z]+)+$/);
      expect(units).toContain(person.unit);
      expect(`${person.name} ${person.position}`).toBe(`${person.name} ${person.position}`.normalize('NFC'));
    }
    for (const login of mainAccounts) expect(samplePeople.map((person) => person.login)).toContain(login);
    expect(samplePeople.filter((person) => person.globalRoles.includes('system_admin')).map((person) => person.login)).toEqual(['quan.tri']);
  });
  it('units: unique identifiers, living parents, the district only as history with its successors', () => {
    expect(new Set(sampleUnits.map((unit) => unit.key)).size).toBe(sampleUnits.length);
    expect(new Set(sampleUnits.map((unit) => unit.organId)).size).toBe(sampleUnits.length);
    const keys = sampleUnits.map((unit) => unit.key);
    for (const unit of sampleUnits) {
      expect(unit.organId).toMatch(/^H99(\.\d{2})?$/);
      for (const other of [...unit.successors, ...(unit.parent === null ? [] : [unit.parent])]) expect(keys).toContain(other);
    }
    const ended = sampleUnits.filter((unit) => unit.validTo !== null);
    expect(ended.map((unit) => [unit.key, unit.validTo, unit.successors])).toEqual([['huyen-van-khe', '2025-06-30', ['xa-hoa-khe', 'xa-thuong-van']]]);
  });
});

describe('current session', () => {
  it('8 items, 26 documents of 267 pages, four printed sets, 45 recipients', () => {
    expect(scheduleAgenda(current.agenda.map((row) => ({ ...row, id: row.key })), 480).at(-2)?.number).toBe(8);
    expect(documentsOf(current)).toHaveLength(26);
    expect(documentsOf(current).reduce((sum, document) => sum + document.pages, 0)).toBe(267);
    expect(documentsOf(current).reduce((sum, document) => sum + Math.ceil(document.pages / 2), 0)).toBe(138);
    expect(current.printedSets).toHaveLength(4);
    expect(new Set(current.recipients).size).toBe(45);
    expect(current.recipients).toContain('han.thi.luu');
    expect(current.recipients).not.toContain('giap.van.dieu');
    expect(current.agenda.filter((row) => row.kind === 'paper_only').map((row) => row.documents.length)).toEqual([0]);
  });
  it('19 of 21 present, 17 in the room and 2 on line', () => {
    const count = (state: string) => current.members.filter((member) => member.state === state).length;
    expect([count('in_room'), count('online'), count('absent')]).toEqual([17, 2, 2]);
    expect(evaluateQuorum({ members: 21, present: 19, rule: policy.quorum })).toMatchObject({ reached: true, percent: 90.5 });
  });
  it('the votes are those of the worked example and evaluate as recorded', () => {
    expect(current.agenda.flatMap((row) => row.votes).map((vote) => `${vote.key} ${countVote(current, vote)}`)).toEqual([
      'bq1 19–0–0', 'bq3 17–1–1', 'bq4-1 18–0–1', 'bq4-2 11–7–1', 'bq5-1 10–8–1', 'bq5-2 15–3–1', 'bq7-a 18–1–0', 'bq7-b 16–3–0', 'bq7-c 9–10–0',
    ]);
  });
  it('dates as in the worked example', () => {
    expect(current.dates).toEqual({
      session: '2026-11-26', invitationSent: '2026-11-19', documentsDue: '2026-11-20', documentsOpened: '2026-11-23',
      confirmBy: '2026-11-24', conclusionsDue: '2026-12-03', month: 11, year: 2026,
    });
    expect(current.title).toBe('Phiên họp Ủy ban nhân dân tỉnh thường kỳ tháng 11 năm 2026');
    expect(current).toMatchObject({ plannedStart: '2026-11-26T01:00:00.000Z', plannedEnd: '2026-11-26T05:00:00.000Z', openedAt: '2026-11-26T01:02:00.000Z', closedAt: '2026-11-26T04:47:00.000Z' });
  });
});

describe('previous session', () => {
  it('lies a month earlier, with three items and its whole history in order', () => {
    expect(previous.dates.session).toBe('2026-10-29');
    expect(previous.agenda.filter((row) => row.kind === 'item')).toHaveLength(3);
    const history = [previous.invitation.sentAt, previous.documentsOpenedAt, previous.openedAt, previous.closedAt, ...Object.values(previous.minutes)];
    expect(history).toEqual([...history].sort());
    expect(previous.conclusions.issuedAt.slice(0, 10) <= previous.dates.conclusionsDue).toBe(true);
    expect(previous.minutesNumber).toBeLessThan(current.minutesNumber);
    expect(previous.invitation.number).toBeLessThan(current.invitation.number);
    expect(previous.conclusions.issuedAt < current.invitation.sentAt).toBe(true);
  });
  it('its votes evaluate as recorded', () => {
    expect(previous.agenda.flatMap((row) => row.votes).map((vote) => countVote(previous, vote))).toEqual(['20–0–0', '17–2–1']);
  });
});

describe.each([['current', current], ['previous', previous]] as const)('%s session is consistent', (_name, session) => {
  it('actual times follow each other and hold their votes', () => {
    const clocks = session.agenda.flatMap((row) => [row.actual.start, ...row.votes.flatMap((vote) => [vote.openedAt, vote.closedAt]), row.actual.end]).map(parseClock);
    expect(clocks).toEqual([...clocks].sort((a, b) => a - b));
    session.agenda.slice(1).forEach((row, index) => expect(row.actual.start).toBe(session.agenda[index]?.actual.end));
  });
  it('names only people, units and documents that exist, each key once', () => {
    const logins = new Set(samplePeople.map((person) => person.login));
    const units = new Set(sampleUnits.map((unit) => unit.key));
    for (const row of session.agenda) {
      if (row.presenter !== null) expect(logins).toContain(row.presenter);
      if (row.unit !== null) expect(units).toContain(row.unit);
    }
    for (const login of [...session.recipients, ...session.printedSets.map((set) => set.recipient), ...session.roles.map((role) => role.person)]) expect(logins).toContain(login);
    for (const set of session.printedSets) expect(session.recipients).toContain(set.recipient);
    expect(new Set(session.roles.map((role) => role.person)).size).toBe(session.roles.length);
    expect(new Set(documentsOf(session).map((document) => document.key)).size).toBe(documentsOf(session).length);
    const present = session.members.filter((member) => member.state !== 'absent').map((member) => member.person);
    for (const row of session.agenda) if (row.presenter !== null && sampleMembers.some((member) => member.login === row.presenter)) expect(present).toContain(row.presenter);
  });
});

describe('anchoring', () => {
  it.each(['2026-11-26', '2026-11-30', '2026-12-01', '2027-01-04', '2027-03-02', '2026-02-24'])('%s: previous month, working order of dates', (day) => {
    const { current: now, previous: before } = sampleDates(day);
    expect((now.year * 12 + now.month) - (before.year * 12 + before.month)).toBe(1);
    for (const dates of [now, before]) {
      const order = [dates.invitationSent, dates.documentsDue, dates.documentsOpened, dates.confirmBy, dates.session, dates.conclusionsDue];
      expect(order).toEqual([...new Set(order)].sort());
      expect(invitationInTime({ sent: dates.invitationSent, session: dates.session, workingDays: policy.invitationWorkingDays }, vietnameseCalendar).inTime).toBe(true);
    }
  });
  it('the default is the day of the worked figures', () => {
    expect(DEFAULT_SESSION_DATE).toBe('2026-11-26');
    expect(currentSession('2027-01-28').agenda.map(({ title }) => title)).toContain('Kết quả thực hiện kết luận phiên họp tháng 12 và nhiệm vụ UBND, Chủ tịch UBND tỉnh giao');
    expect(currentSession('2027-01-28').agenda.flatMap((row) => [row.title, ...row.votes.map((vote) => vote.question)]).join()).not.toMatch(/[{}]/);
    expect(currentSession('2026-12-24').title).toBe('Phiên họp Ủy ban nhân dân tỉnh thường kỳ tháng 12 năm 2026');
  });
});

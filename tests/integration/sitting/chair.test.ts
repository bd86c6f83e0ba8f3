import { randomUUID } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import type { PersonCaller } from '../../../server/kernel/actor';
import { sittingFacts } from '../../../server/modules/sitting';
import { provincialCommitteePolicy } from '../../../server/shared/law/provincial-committee';
import { appointDeputies } from '../../support/deputies';
import { openAssembly, type Assembly } from './assembly';

let room: Assembly;
afterEach(() => room.close());

const at = (r: Assembly) => ({ meetingId: r.meetingId });
const member = (index: number): PersonCaller => room.members[index] ?? room.stranger;
const deputy = (): PersonCaller => member(1);
const start = (itemId: string, currentItemId: string | null, who = room.chair) => room.execute('sitting.start-item', { ...at(room), itemId, currentItemId }, who);
const give = (scope: 'item' | 'rest', to = deputy(), who = room.chair, seen = room.chair) => room.execute('sitting.give-chair', { ...at(room), personId: to.personId, scope, chairId: seen.personId }, who, { commandId: randomUUID() });
const back = (who: PersonCaller, seen = deputy()) => room.execute('sitting.return-chair', { ...at(room), chairId: seen.personId }, who, { commandId: randomUUID() });
const claim = (who: PersonCaller, seen = room.chair) => room.execute('sitting.claim-chair', { ...at(room), chairId: seen.personId }, who, { commandId: randomUUID() });
const propose = (to: PersonCaller, who = room.secretary, seen = room.chair) => room.execute('sitting.propose-chair', { ...at(room), personId: to.personId, chairId: seen.personId }, who, { commandId: randomUUID() });
const settle = (claimId: string, accept: boolean, who: PersonCaller, reason = '') => room.execute('sitting.settle-claim', { ...at(room), claimId, accept, reason }, who, { commandId: randomUUID() });
const view = async (who: PersonCaller) => (await room.query('sitting.live-snapshot', at(room), who)).view;
const presides = async () => (await view(room.secretary)).presiding;

/** The one seat with the office, which is that of whoever the session says presides. */
async function chairs(): Promise<string[]> {
  const { reader } = room.installation.application.database;
  const { chairId } = await reader.meeting.findUniqueOrThrow({ where: { id: room.meetingId } });
  const seats = await reader.attendee.findMany({ where: { meetingId: room.meetingId, role: 'chair' } });
  expect(seats.map(({ personId }) => personId)).toEqual([chairId]);
  return seats.map(({ fullName }) => fullName);
}

async function sitting(options: { present?: number; policy?: Partial<typeof provincialCommitteePolicy> } = {}): Promise<void> {
  room = await openAssembly(options);
  if (options.policy) await room.installation.application.database.transaction((db) => db.meeting.update({ where: { id: room.meetingId }, data: { policy: JSON.stringify({ ...provincialCommitteePolicy, ...options.policy }) } }));
  await appointDeputies(room, 1, 2);
  await start(room.items.first, null);
}

describe('the chair hands over', () => {
  it('sitting L35 what is the chair’s follows at once, the old chair stays a member with a vote', async () => {
    await sitting();
    expect(await give('rest')).toMatchObject({ personId: deputy().personId, previousPersonId: room.chair.personId, standing: 'deputy', forItemId: null });
    expect(await chairs()).toEqual([deputy().fullName]);
    expect((await room.query('sitting.live-snapshot', at(room), deputy())).can.run).toBe(true);
    const former = await room.query('sitting.live-snapshot', at(room), room.chair);
    expect([former.can.run, former.audience, former.me?.voting, former.me?.role]).toEqual([false, 'members', true, 'member']);
    await expect(room.query('sitting.console', at(room), room.chair)).rejects.toMatchObject({ code: 'forbidden', reason: 'sitting.officers_only' });
    await expect(room.execute('sitting.extend-item', { ...at(room), itemId: room.items.first, minutes: 5 }, room.chair)).rejects.toMatchObject({ code: 'forbidden' });
    await room.execute('sitting.pause-session', at(room), deputy());
    await room.execute('sitting.resume-session', at(room), deputy());
    for (const who of [room.guest, room.chair, room.secretary]) expect((await view(who)).presiding).toMatchObject({ name: deputy().fullName, called: { name: room.chair.fullName } });
    expect((await view(room.guest)).presiding).toMatchObject({ deputies: [], claims: [], isThere: true });
    await start(room.items.second, room.items.first, deputy());
    expect(await chairs()).toEqual([deputy().fullName]);
    await room.execute('sitting.close-session', { ...at(room), postponeRest: true }, deputy());
    expect(await chairs()).toEqual([deputy().fullName]);
  });

  it('sitting L35 a second tap, an older picture and two at once change nothing more', async () => {
    await sitting();
    const outcomes = await Promise.allSettled([give('rest', member(1)), give('rest', member(2)), give('item', member(2))]);
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const one of outcomes) if (one.status === 'rejected') expect(one.reason).toMatchObject({ code: 'conflict', reason: 'sitting.chair_moved', params: { by: '@own' } });
    expect(await chairs()).toEqual([member(1).fullName]);
    await back(room.chair);
    await expect(back(room.chair)).rejects.toMatchObject({ code: 'conflict', reason: 'sitting.chair_moved' });
    await expect(back(room.chair, room.chair)).rejects.toMatchObject({ code: 'conflict', reason: 'sitting.chair_stands' });
    await expect(back(member(2), room.chair)).rejects.toMatchObject({ code: 'forbidden', reason: 'sitting.chair_only' });
    const commandId = randomUUID();
    const same = () => room.execute('sitting.give-chair', { ...at(room), personId: deputy().personId, scope: 'rest', chairId: room.chair.personId }, room.chair, { commandId });
    expect(await same()).toEqual(await same());
    const events = await sittingFacts(room.installation.application.database.reader, room.meetingId);
    expect(events.presided.map(({ way, person }) => [way, person.name])).toEqual([['given', member(1).fullName], ['taken_back', room.chair.fullName], ['given', member(1).fullName]]);
  });

  it('sitting L35 only to whom the rules of the body let preside, who is there and takes part in the item', async () => {
    await sitting({ present: 18 });
    await expect(give('rest', member(5))).rejects.toMatchObject({ code: 'rejected', reason: 'sitting.not_deputy' });
    await expect(give('rest', room.secretary)).rejects.toMatchObject({ reason: 'sitting.not_deputy' });
    await expect(give('rest', room.guest)).rejects.toMatchObject({ reason: 'sitting.not_deputy' });
    await expect(give('rest', room.stranger)).rejects.toMatchObject({ code: 'not_found' });
    await expect(give('rest', room.chair)).rejects.toMatchObject({ reason: 'sitting.presides_already' });
    await expect(give('rest', member(1), room.secretary)).rejects.toMatchObject({ code: 'forbidden', reason: 'sitting.chair_only' });
    await room.execute('sitting.leave', { ...at(room), personId: member(1).personId }, member(1));
    await expect(give('rest', member(1))).rejects.toMatchObject({ code: 'conflict', reason: 'sitting.deputy_away' });
    await room.execute('agenda.recuse', { itemId: room.items.first, personId: member(2).personId, reason: 'Có liên quan' }, room.secretary);
    await expect(give('rest', member(2))).rejects.toMatchObject({ code: 'conflict', reason: 'sitting.deputy_recused' });
    expect(await chairs()).toEqual([room.chair.fullName]);
    await room.execute('sitting.end-item', { ...at(room), itemId: room.items.first }, room.chair);
    await expect(give('item', member(2))).rejects.toMatchObject({ reason: 'sitting.no_item_to_preside' });
    await give('rest', member(2));
    // Who presides for another gives the chair back, and not on.
    await room.execute('sitting.check-in', { ...at(room), place: 'room' }, member(1));
    await expect(give('rest', member(1), member(2), member(2))).rejects.toMatchObject({ code: 'rejected', reason: 'sitting.chair_not_given_on' });
    await back(member(2), member(2));
    expect(await chairs()).toEqual([room.chair.fullName]);
  });

  it('sitting L35 a body may let any member preside', async () => {
    await sitting({ policy: { presiding: { by: 'members', office: 'Chủ tịch', deputy: 'Phó Chủ tịch', member: 'TUQ' } } });
    expect(await give('rest', member(5))).toMatchObject({ standing: 'member' });
    expect(await chairs()).toEqual([member(5).fullName]);
  });

  it('sitting L36 given for an item it comes back by itself with its end, and stays where the chair has left', async () => {
    await sitting();
    await give('item');
    expect(await presides()).toMatchObject({ forItem: true, personId: deputy().personId });
    await start(room.items.second, room.items.first, deputy());
    expect(await presides()).toMatchObject({ forItem: false, personId: room.chair.personId, called: null });
    await give('item');
    await room.execute('sitting.postpone-item', { ...at(room), itemId: room.items.second, currentItemId: room.items.second }, deputy());
    expect(await chairs()).toEqual([room.chair.fullName]);
    await start(room.items.second, null);
    await give('item');
    await room.execute('sitting.leave', { ...at(room), personId: room.chair.personId }, room.chair);
    await room.execute('sitting.end-item', { ...at(room), itemId: room.items.second }, deputy());
    expect(await presides()).toMatchObject({ forItem: false, personId: deputy().personId });
    await expect(back(deputy())).rejects.toMatchObject({ reason: 'sitting.deputy_away' });
    await room.execute('sitting.check-in', { ...at(room), place: 'room' }, room.chair);
    await back(room.chair);
    expect(await chairs()).toEqual([room.chair.fullName]);
  });

  it('sitting L36 whoever presides when the session closes presided at its end, also where it was for the item', async () => {
    await sitting();
    await give('item');
    await room.execute('sitting.close-session', { ...at(room), postponeRest: true }, deputy());
    expect(await chairs()).toEqual([deputy().fullName]);
  });

  it('sitting L37 a deputy asks, the secretary agrees or says why not, and nothing changes before', async () => {
    await sitting();
    await expect(claim(member(5))).rejects.toMatchObject({ code: 'forbidden', reason: 'sitting.not_deputy' });
    const { claimId, presides: atOnce } = await claim(deputy());
    expect(atOnce).toBe(false);
    // The same tap again is the same claim.
    expect(await claim(deputy())).toEqual({ claimId, presides: false });
    expect(await chairs()).toEqual([room.chair.fullName]);
    await expect(settle(claimId, true, deputy())).rejects.toMatchObject({ code: 'forbidden', reason: 'sitting.claim_of_another' });
    await expect(settle(claimId, true, member(2))).rejects.toMatchObject({ code: 'not_found' });
    await expect(settle(claimId, false, room.secretary)).rejects.toMatchObject({ code: 'invalid', reason: 'sitting.claim_reason_needed' });
    await settle(claimId, false, room.secretary, 'Chủ tọa đã có máy khác.');
    expect((await view(deputy())).presiding.claims).toEqual([expect.objectContaining({ id: claimId, refused: 'Chủ tọa đã có máy khác.' })]);
    await expect(settle(claimId, true, room.secretary)).rejects.toMatchObject({ reason: 'sitting.claim_gone' });
    const again = await claim(deputy());
    const outcomes = await Promise.allSettled([settle(again.claimId, true, room.secretary), settle(again.claimId, true, room.assistant), settle(again.claimId, false, deputy())]);
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await chairs()).toEqual([deputy().fullName]);
    expect((await presides()).claims).toEqual([]);
  });

  it('sitting L37 the secretary proposes, the deputy agrees or not; asked for from both sides it is settled', async () => {
    await sitting();
    await expect(propose(deputy(), room.chair)).rejects.toMatchObject({ code: 'forbidden', reason: 'sitting.secretary_only' });
    const offer = await propose(deputy());
    expect(await chairs()).toEqual([room.chair.fullName]);
    await expect(settle(offer.claimId, true, room.secretary)).rejects.toMatchObject({ code: 'forbidden' });
    await settle(offer.claimId, false, deputy());
    expect(await chairs()).toEqual([room.chair.fullName]);
    await propose(member(2));
    expect(await claim(member(2))).toMatchObject({ presides: true, way: 'proposed' });
    expect(await chairs()).toEqual([member(2).fullName]);
    // Two deputies ask while a third presides; the secretary takes one of them.
    await claim(deputy(), member(2));
    expect(await propose(deputy(), room.secretary, member(2))).toMatchObject({ presides: true, way: 'claimed' });
    expect(await chairs()).toEqual([deputy().fullName]);
    await back(room.chair);
    expect(await chairs()).toEqual([room.chair.fullName]);
  });

  it('sitting L38 where the chair has left, those who run the sitting and the deputies see that nobody presides', async () => {
    await sitting();
    expect((await presides()).isThere).toBe(true);
    await room.execute('sitting.mark-left', { ...at(room), personIds: [room.chair.personId] }, room.secretary);
    expect(await presides()).toMatchObject({ isThere: false, deputies: [member(1).personId, member(2).personId] });
    expect((await view(deputy())).presiding.isThere).toBe(false);
    expect((await view(room.guest)).presiding.isThere).toBe(true);
    const { claimId } = await claim(deputy());
    await settle(claimId, true, room.secretary);
    expect(await presides()).toMatchObject({ isThere: true, personId: deputy().personId });
  });

  it('voting V35 a tie goes with whoever presides when the vote closes', async () => {
    await sitting({ present: 20 });
    const put = async () => {
      const { questionId } = await room.execute('voting.create-question', { ...at(room), itemId: room.items.first, text: 'Thông qua?' }, room.secretary);
      await room.execute('voting.open-question', { ...at(room), questionId, way: 'tablets' }, room.secretary);
      return questionId;
    };
    const all = async (questionId: string) => {
      // Half against half of twenty is a tie only where the body has twenty members.
      await room.installation.application.database.transaction((db) => db.attendee.updateMany({ where: { meetingId: room.meetingId, personId: room.members[20]?.personId ?? '' }, data: { voting: false } }));
      for (const [index, who] of room.members.slice(0, 20).entries()) await room.execute('voting.cast-ballot', { ...at(room), questionId, choice: index % 2 === 0 ? 'for' : 'against' }, who, { commandId: randomUUID() });
    };
    const first = await put();
    await all(first);
    // The chair votes for, the deputy against; the deputy presides at the close.
    await give('rest');
    await expect(room.execute('voting.close-question', { ...at(room), questionId: first }, room.chair)).rejects.toMatchObject({ code: 'forbidden' });
    expect(await room.execute('voting.close-question', { ...at(room), questionId: first }, deputy())).toMatchObject({ passed: false, result: { reason: 'tie_chair_against' } });
    const second = await put();
    await all(second);
    await back(room.chair);
    expect(await room.execute('voting.close-question', { ...at(room), questionId: second }, room.chair)).toMatchObject({ passed: true, result: { reason: 'tie_chair_for' } });
  });

  it('meetings M49 what was arranged with the chair of the session stays theirs while somebody else presides', async () => {
    await sitting();
    await give('rest');
    const detail = await room.query('meetings.detail', at(room), room.secretary);
    expect([detail.chair?.personId, detail.preparation?.calledChairId, detail.preparation?.chairId]).toEqual([room.chair.personId, room.chair.personId, deputy().personId]);
    await room.execute('sitting.leave', { ...at(room), personId: room.chair.personId }, room.chair);
    await expect(room.execute('meetings.substitute', { ...at(room), memberId: room.chair.personId, personId: room.stranger.personId }, room.secretary)).rejects.toMatchObject({ reason: 'meetings.no_substitute_for' });
    // Only the assistants change while the session runs, and the office stays where it is.
    const seats = { ...at(room), version: detail.preparation?.version ?? 0, secretaryId: room.secretary.personId, assistantIds: [room.assistant.personId] };
    await expect(room.execute('meetings.set-attendees', { ...seats, chairId: room.chair.personId }, room.secretary)).rejects.toMatchObject({ reason: 'meetings.offices_stand' });
    await room.execute('meetings.set-attendees', { ...seats, chairId: deputy().personId }, room.secretary);
    expect(await chairs()).toEqual([deputy().fullName]);
  });
});

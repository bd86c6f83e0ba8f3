import { afterEach, describe, expect, it } from 'vitest';
import type { PersonCaller } from '../../../server/kernel/actor';
import { provincialCommitteePolicy } from '../../../server/shared/law/provincial-committee';
import { openAssembly, type Assembly } from '../sitting/assembly';

let room: Assembly;
afterEach(() => room.close());

const member = (index: number): PersonCaller => room.members[index] ?? room.stranger;
const own = () => ({ meetingId: room.meetingId });
const officers = async () => (await room.query('sitting.console', own(), room.secretary)).view.officers;
const ballots = (questionId: string) => room.installation.application.database.reader.ballot.count({ where: { questionId } });

async function roll(policy: object = {}): Promise<string> {
  room = await openAssembly({ members: 5, present: 4 });
  await room.installation.application.database.transaction((db) => db.meeting.update({ where: { id: room.meetingId }, data: { policy: JSON.stringify({ ...provincialCommitteePolicy, ...policy }) } }));
  await room.execute('sitting.start-item', { ...own(), itemId: room.items.first, currentItemId: null }, room.chair);
  const { questionId } = await room.execute('voting.create-question', { ...own(), itemId: room.items.first, text: 'Thông qua?' }, room.secretary);
  await room.execute('voting.open-question', { ...own(), questionId, way: 'roll' }, room.chair);
  return questionId;
}
const enter = (questionId: string, who: PersonCaller, choice: string) => room.execute('voting.enter-answer', { ...own(), questionId, voterId: who.personId, choice }, room.secretary);
const recall = (questionId: string, calledId: string | null, who = room.secretary) => room.execute('voting.recall-name', { ...own(), questionId, calledId }, who);

describe('a roll call', () => {
  it('voting V47 V48 says of each name where it is and never how; the last is undone as far as the first, and a hand of one’s own stays', async () => {
    // Also where ballots are final: what the keeper mistyped is no ballot of the member.
    const questionId = await roll({ ballots: { changeable: false } });
    await expect(recall(questionId, member(0).personId)).rejects.toMatchObject({ reason: 'voting.nobody_before' });
    await enter(questionId, member(0), 'for');
    await enter(questionId, member(1), 'against');
    await room.execute('voting.call-next', { ...own(), questionId, calledId: member(2).personId }, room.secretary);
    const { roll: names } = (await officers()) ?? {};
    expect(names?.map(({ state }) => state)).toEqual(['answered', 'answered', 'passed', 'called']);
    expect(JSON.stringify(names)).not.toMatch(/against|"for"/u);
    await enter(questionId, member(3), 'for');
    expect(await recall(questionId, null)).toEqual({ calledId: member(3).personId });
    expect(await ballots(questionId)).toBe(2);
    // A second tap from another tab.
    await expect(recall(questionId, null, room.chair)).rejects.toMatchObject({ code: 'conflict', reason: 'voting.called_meanwhile' });
    await recall(questionId, member(3).personId);
    await recall(questionId, member(2).personId);
    expect(await ballots(questionId)).toBe(1);
    await enter(questionId, member(1), 'for');
    await room.execute('voting.cast-ballot', { ...own(), questionId, choice: 'abstain' }, member(2));
    await expect(recall(questionId, member(3).personId)).rejects.toMatchObject({ reason: 'voting.own_hand_stays', params: { name: member(2).fullName } });
    await expect(recall(questionId, member(3).personId, member(3))).rejects.toMatchObject({ code: 'forbidden' });
    await enter(questionId, member(3), 'for');
    expect(await room.execute('voting.close-question', { ...own(), questionId }, room.chair)).toMatchObject({ result: { for: 3, against: 0, abstain: 1, way: 'roll' } });
    await expect(recall(questionId, null)).rejects.toMatchObject({ code: 'conflict' });
  });

  it('voting V49 the first name called is the first of that order', async () => {
    await roll({ rollOrder: 'name' });
    expect((await officers())?.roll?.map(({ name }) => name)).toEqual([...room.members.slice(0, 4)].map(({ fullName }) => fullName).sort());
  });
});

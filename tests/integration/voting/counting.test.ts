import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openHall, type Hall } from '../counting/hall';

let hall: Hall;
beforeEach(async () => void (hall = await openHall()));
afterEach(() => hall.close());

const result = async (questionId: string) => (await hall.query('voting.questions', { meetingId: hall.meetingId }, hall.guest)).questions.find(({ id }) => id === questionId);
const votes = (...counts: number[]) => counts.map((count, index) => ({ optionId: `p${index + 1}`, votes: count }));
const ELECTION = { kind: 'candidates', mode: 'nameless', options: ['Cù Minh Thạc', 'Lò Văn Pẩn', 'Hà Thị Nga'], seats: 2 };

describe('counting committees', () => {
  it('voting V63 V64 are named while the question is a draft: three to nine people of the session, nobody who stands for election', async () => {
    const { execute, of, committee, secretary, chair, members, guest, stranger } = hall;
    const ids = (people: readonly { personId: string }[]) => people.map(({ personId }) => personId);
    const questionId = await hall.put({ ...ELECTION, options: ['Cù Minh Thạc', `Đồng chí ${members[9]?.fullName}, Giám đốc Sở`] });
    const set = (counters: string[], who = chair, version = 2) => execute('voting.set-committee', { ...of(questionId), version, counters }, who);
    await expect(set(ids(committee.slice(0, 2)))).rejects.toMatchObject({ reason: 'voting.committee_size', params: { least: 3, most: 9 } });
    await expect(set(ids(members.slice(0, 10)))).rejects.toMatchObject({ reason: 'voting.committee_size' });
    await expect(set(ids([members[1]!, members[1]!, members[2]!]))).rejects.toMatchObject({ reason: 'voting.counter_twice' });
    await expect(set(ids([members[1]!, members[2]!, guest]))).rejects.toMatchObject({ reason: 'voting.counter_gone' });
    await expect(set(ids([members[1]!, members[2]!, stranger]))).rejects.toMatchObject({ reason: 'voting.counter_gone' });
    await expect(set(ids(members.slice(8, 11)))).rejects.toMatchObject({ reason: 'voting.counter_stands', params: { names: members[9]?.fullName } });
    await expect(set(ids(committee), members[1])).rejects.toMatchObject({ code: 'forbidden' });
    await expect(set(ids(committee), chair, 1)).rejects.toMatchObject({ reason: 'voting.changed_elsewhere' });
    expect((await hall.query('voting.committee', of(questionId), secretary)).people.find(({ personId }) => personId === members[9]?.personId)).toMatchObject({ stands: true });
    expect((await result(questionId))?.counters).toEqual(ids(committee));
    // A name that came onto the list later is found when the question is put.
    await execute('voting.update-question', { ...of(questionId), version: 2, text: 'Bầu?', ...ELECTION, kind: 'candidates', mode: 'nameless', options: ['Cù Minh Thạc', committee[1].fullName] }, secretary);
    await expect(execute('voting.open-question', { ...of(questionId), way: 'tablets' }, chair)).rejects.toMatchObject({ reason: 'voting.counter_stands' });
    await set([], chair, 3);
    await execute('voting.open-question', { ...of(questionId), way: 'tablets' }, chair);
    await expect(set(ids(committee), chair, 5)).rejects.toMatchObject({ reason: 'voting.not_draft' });
  });
});

describe('elections without tablets', () => {
  it('voting V65 an election by hands: so many for each, no more than hands and places', async () => {
    const { execute, of, secretary } = hall;
    const questionId = await hall.put({ ...ELECTION, mode: 'open' }, 'hands');
    const raise = (hands: object) => execute('voting.record-show-of-hands', { ...of(questionId), present: 19, hands: { kind: 'candidates', ...hands } as never }, secretary);
    await expect(raise({ votes: votes(12, 20, 3), none: 0, ballots: 20 })).rejects.toMatchObject({ reason: 'voting.more_than_present' });
    await expect(raise({ votes: votes(18, 3, 3), none: 2, ballots: 19 })).rejects.toMatchObject({ reason: 'voting.more_than_ballots', params: { label: 'Cù Minh Thạc', votes: 18, ballots: 17 } });
    await expect(raise({ votes: votes(17, 17, 3), none: 1, ballots: 19 })).rejects.toMatchObject({ reason: 'voting.more_than_places', params: { sum: 37, most: 36 } });
    await expect(raise({ votes: votes(5, 5, 3), none: 1, ballots: 19 })).rejects.toMatchObject({ reason: 'voting.fewer_than_ballots' });
    await expect(raise({ votes: [{ optionId: 'p9', votes: 1 }], none: 0, ballots: 1 })).rejects.toMatchObject({ reason: 'voting.unknown_option' });
    await raise({ votes: votes(15, 11, 9), none: 1, ballots: 19 });
    expect(await result(questionId)).toMatchObject({ passed: true, result: { way: 'hands', none: 1, noBallot: 0, options: [{ votes: 15, elected: true }, { votes: 11, elected: true }, { votes: 9, elected: false }] } });
  });

  it('voting V66 V67 paper ballots: no key, no ballot of a tablet, figures entered by the head of the committee', async () => {
    const { execute, of, committee, chair, secretary, members, installation } = hall;
    await expect(hall.put({ ...ELECTION, mode: 'open' }, 'paper')).rejects.toMatchObject({ reason: 'voting.paper_is_nameless' });
    const questionId = await hall.put({ ...ELECTION, mode: 'secret' }, 'paper');
    expect(await installation.application.ports.ballotKeys.kept()).toEqual([]);
    await expect(execute('voting.cast-secret', { ...of(questionId), ballot: 'A'.repeat(376) }, members[1]!)).rejects.toMatchObject({ reason: 'voting.on_paper' });
    await expect(execute('voting.close-question', of(questionId), chair)).rejects.toMatchObject({ reason: 'voting.on_paper' });
    const enter = (paper: object, figures: object, who = committee[0], present = 19) => execute('voting.record-paper-ballots', { ...of(questionId), present, paper: { issued: 19, returned: 18, invalid: 2, ...paper }, figures: { kind: 'candidates', ...figures } as never }, who);
    const figures = { votes: votes(12, 11, 6), none: 1 };
    await expect(enter({}, figures, committee[1])).rejects.toMatchObject({ code: 'forbidden', reason: 'voting.counters_only' });
    await expect(enter({}, figures, committee[0], 18)).rejects.toMatchObject({ reason: 'voting.present_changed' });
    await expect(enter({ issued: 20 }, figures)).rejects.toMatchObject({ reason: 'voting.more_issued' });
    await expect(enter({ returned: 20 }, figures)).rejects.toMatchObject({ reason: 'voting.more_returned' });
    await expect(enter({ invalid: 19 }, figures)).rejects.toMatchObject({ reason: 'voting.more_invalid' });
    await expect(enter({}, { votes: votes(16, 11, 6), none: 1 })).rejects.toMatchObject({ reason: 'voting.more_than_ballots' });
    await enter({}, figures);
    expect(await result(questionId)).toMatchObject({ passed: true, result: { way: 'paper', paper: { issued: 19, returned: 18 }, invalid: 2, noBallot: 1, none: 1, options: [{ votes: 12, elected: true }, { votes: 11, elected: true }, { votes: 6, elected: false }] } });
    await expect(enter({}, figures, secretary)).rejects.toMatchObject({ reason: 'voting.already_closed' });
  });

  it('voting V67 nobody knows which ballot is the chair’s: ten against ten of twenty is no adoption', async () => {
    const { execute, of, secretary } = hall;
    await hall.seatMembers(20);
    const questionId = await hall.put({ mode: 'nameless' }, 'paper');
    await execute('voting.record-paper-ballots', { ...of(questionId), present: 20, paper: { issued: 20, returned: 20, invalid: 0 }, figures: { kind: 'approve', for: 10, against: 10, abstain: 0 } }, secretary);
    expect(await result(questionId)).toMatchObject({ passed: false });
    const grades = await hall.put({ mode: 'secret', kind: 'confidence', options: ['Ông A'] }, 'paper');
    await execute('voting.record-paper-ballots', { ...of(grades), present: 20, paper: { issued: 20, returned: 19, invalid: 1 }, figures: { kind: 'confidence', grades: [{ optionId: 'p1', high: 1, medium: 1, low: 15, abstain: 1 }] } }, secretary);
    expect(await result(grades)).toMatchObject({ result: { kind: 'confidence', options: [{ low: 15, standing: 'dismissal' }] } });
  });

  it('voting V68 a vote on tablets that fails goes on on paper: what was there is declared, of a secret vote only how many', async () => {
    const { execute, query, of, chair, secretary, members, installation } = hall;
    const questionId = await hall.put({ ...ELECTION, mode: 'secret' }, 'tablets');
    const { publicKey } = await query('voting.secret-ballot', of(questionId), chair);
    const { sealBallot } = await import('../../../server/secret-ballot');
    for (const member of members.slice(0, 7)) await execute('voting.cast-secret', { ...of(questionId), ballot: await sealBallot({ questionId, publicKey: publicKey ?? '' }, '110') }, member);
    await expect(execute('voting.continue-by-hands', of(questionId), members[1]!)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(execute('voting.continue-by-hands', of(questionId), chair)).resolves.toMatchObject({ cast: 7, way: 'paper' });
    await installation.application.jobs.drain();
    expect(await installation.application.ports.ballotKeys.kept()).toEqual([]);
    const { database } = installation.application;
    expect(await database.reader.sealedBallot.count({ where: { questionId, ciphertext: { not: null } } })).toBe(0);
    expect(await query('voting.secret-ballot', of(questionId), chair)).toMatchObject({ state: 'void', ballots: 7, keyGone: true, can: { cast: false, void: false } });
    expect((await query('voting.secret-ballot', of(questionId), chair)).trackers).toHaveLength(7);
    await expect(execute('voting.continue-by-hands', of(questionId), chair)).rejects.toMatchObject({ reason: 'voting.on_paper' });
    await expect(execute('voting.void-ballots', of(questionId), chair)).rejects.toMatchObject({ reason: 'voting.already_closed' });
    await expect(execute('voting.withdraw-question', of(questionId), chair)).rejects.toMatchObject({ reason: 'voting.ballots_cast' });
    await execute('voting.record-paper-ballots', { ...of(questionId), present: 19, paper: { issued: 19, returned: 19, invalid: 0 }, figures: { kind: 'candidates', votes: votes(14, 12, 9), none: 0 } }, secretary);
    expect(await result(questionId)).toMatchObject({ result: { broken: { cast: 7, votes: [] }, options: [{ votes: 14 }, { votes: 12 }, { votes: 9 }] } });
    // Without names what they said is declared, and forgotten beside who gave it.
    const second = await hall.put({ mode: 'nameless', kind: 'each', options: ['Một', 'Hai'] }, 'tablets');
    await execute('voting.cast-ballot', { ...of(second), choice: 'yn' }, members[2]!);
    await expect(execute('voting.continue-by-hands', of(second), secretary)).resolves.toMatchObject({ cast: 1, way: 'paper' });
    await execute('voting.record-paper-ballots', { ...of(second), present: 19, paper: { issued: 19, returned: 19, invalid: 0 }, figures: { kind: 'each', answers: [{ optionId: 'p1', yes: 12, no: 5, abstain: 2 }, { optionId: 'p2', yes: 0, no: 19, abstain: 0 }] } }, secretary);
    expect(await result(second)).toMatchObject({ result: { broken: { cast: 1, votes: [{ choice: 'yn', votes: 1 }] } } });
    expect(await database.reader.ballot.findMany({ where: { questionId: second }, select: { choice: true } })).toEqual([{ choice: '' }]);
  });
});

describe('a secret question put again', () => {
  it('voting V69 ballot-keys KS6 while the key of the earlier opening is being destroyed, no ballot is lost in forty turns', { timeout: 120_000 }, async () => {
    const { execute, query, of, chair, members, installation } = hall;
    const { jobs } = installation.application;
    const { sealBallot } = await import('../../../server/secret-ballot');
    const questionId = await hall.put({ mode: 'secret' }, 'tablets');
    for (let turn = 0; turn < 40; turn += 1) {
      await execute('voting.withdraw-question', of(questionId), chair);
      // Job and opening in every order the machine likes: the one waits some turns of the loop for the other.
      const pause = async (turns: number): Promise<void> => { for (let at = 0; at < turns; at += 1) await new Promise(setImmediate); };
      const open = async () => { await pause((turn * 7) % 40); await execute('voting.open-question', { ...of(questionId), way: 'tablets' }, chair); };
      const destroy = async () => { await pause((turn * 3) % 11); await jobs.drain(); };
      await Promise.all([destroy(), open()]);
      await jobs.drain();
      const { publicKey } = await query('voting.secret-ballot', of(questionId), chair);
      const sealed = await sealBallot({ questionId, publicKey: publicKey ?? '' }, 'for');
      expect(await installation.application.ports.ballotKeys.open({ questionId, publicKey: publicKey ?? '' }, [sealed])).toEqual(['for']);
    }
    await hall.voteSecretly(questionId, members.slice(0, 19).map((_, index) => (index < 12 ? 'for' : 'against')));
    expect(await result(questionId)).toMatchObject({ passed: true, result: { for: 12, against: 7 } });
    expect(await installation.application.ports.ballotKeys.kept()).toEqual([]);
  });

  it('voting V69 an opening that was overtaken by another one and its taking back is refused, not sealed for a key that is gone', async () => {
    const { execute, of, chair, secretary, installation } = hall;
    const questionId = await hall.put({ mode: 'secret' });
    const { ballotKeys } = installation.application.ports;
    const make = ballotKeys.make.bind(ballotKeys);
    let overtaken = false;
    ballotKeys.make = async (id) => {
      const publicKey = await make(id);
      if (!overtaken) {
        overtaken = true;
        await execute('voting.open-question', { ...of(questionId), way: 'tablets' }, secretary);
        await execute('voting.withdraw-question', of(questionId), secretary);
        await installation.application.jobs.drain();
      }
      return publicKey;
    };
    await expect(execute('voting.open-question', { ...of(questionId), way: 'tablets' }, chair)).rejects.toMatchObject({ reason: 'voting.changed_elsewhere' });
    ballotKeys.make = make;
    // A draft that goes takes its box along, and its key goes too.
    await execute('voting.remove-question', { ...of(questionId), version: 4 }, secretary);
    await installation.application.jobs.drain();
    expect(await ballotKeys.kept()).toEqual([]);
  });
});

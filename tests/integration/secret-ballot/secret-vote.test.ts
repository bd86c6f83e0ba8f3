import { randomUUID } from 'node:crypto';
import { existsSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { makeBoxKeys, trackerOf } from '../../../server/secret-ballot';
import { ask, tablesOf } from '../../support/installation';
import { openAssembly } from '../sitting/assembly';
import { boxOf, bundleOf, count, give, openQuestion, openSecretVote, sealedFor, type SecretVote } from './secret-vote';

let vote: SecretVote;
afterEach(() => vote.close());

const meeting = () => ({ meetingId: vote.meetingId });
const one = () => ({ ...meeting(), questionId: vote.questionId });
const questions = async (who = vote.chair) => (await vote.query('voting.questions', meeting(), who)).questions;
const keyFiles = (): string[] => (existsSync(path.join(vote.installation.dataDir, 'ballot-keys')) ? readdirSync(path.join(vote.installation.dataDir, 'ballot-keys')) : []);
const audited = (action: string) => vote.installation.application.database.reader.auditEntry.findMany({ where: { action }, orderBy: { seq: 'asc' } });

describe('a secret vote', () => {
  it('voting V3 V50 V56 V57 V58 from the open box to the result: every ballot counts once, the key is gone, and the log says so', async () => {
    vote = await openSecretVote();
    const choices = vote.members.slice(0, 19).map((_, at) => (at < 12 ? 'for' : at < 17 ? 'against' : 'abstain'));
    const receipts = await Promise.all(vote.members.slice(0, 19).map((member, at) => give(vote, member, choices[at]!)));
    expect(await boxOf(vote, vote.members[3])).toMatchObject({ state: 'open', ballots: 19, electors: 21, mine: { given: true, tracker: receipts[3]!.tracker }, trackers: [] });
    expect(keyFiles()).toEqual([`${vote.questionId}.key`]);
    await count(vote);
    const [question] = await questions(vote.guest);
    expect(question).toMatchObject({ state: 'closed', members: 21, present: 19, passed: true, result: { kind: 'approve', for: 12, against: 5, abstain: 2, noBallot: 0, notTakingPart: 2, needed: 11, chairSide: null } });
    expect(keyFiles()).toEqual([]);
    expect(await boxOf(vote)).toMatchObject({ state: 'counted', keyGone: true, trackers: receipts.map(({ tracker }) => tracker).sort() });
    const [entry] = await audited('voting.open-ballots');
    expect(JSON.parse(entry!.details)).toMatchObject({ passed: true, trackers: receipts.map(({ tracker }) => tracker).sort(), counts: { ballots: 19, invalid: 0, choices: { for: 12, against: 5, abstain: 2 } } });
    expect(await audited('voting.note-key-destroyed')).toHaveLength(1);
    expect(await ask(vote.installation.dataDir, 'SELECT "voterId" FROM "SealedBallot" WHERE "ciphertext" IS NOT NULL')).toEqual([]);
  });

  it('voting V51 given again it takes the place of the earlier one; sent twice it is there once and answered the same', async () => {
    vote = await openSecretVote();
    const [first, second] = [vote.members[1]!, vote.members[2]!];
    await give(vote, first, 'for');
    const commandId = randomUUID();
    const ballot = await sealedFor(vote, 'against');
    const answers = await Promise.all(Array.from({ length: 10 }, () => give(vote, first, '', { commandId, ballot })));
    expect(new Set(answers.map(({ tracker }) => tracker))).toEqual(new Set([await trackerOf(ballot)]));
    expect(await boxOf(vote)).toMatchObject({ ballots: 1 });
    // The same id with something else in it is not said to be in the box.
    await expect(give(vote, first, 'for', { commandId })).rejects.toMatchObject({ code: 'conflict', reason: 'command.id_reused' });
    await expect(give(vote, second, '', { ballot })).rejects.toMatchObject({ code: 'conflict', reason: 'voting.ballot_copied' });
    expect(await audited('voting.cast-secret')).toHaveLength(2);
    await count(vote);
    expect((await questions())[0]).toMatchObject({ result: { for: 0, against: 1, noBallot: 18 } });
    // Whoever did not hear the answer asks again, whatever happened meanwhile.
    expect(await give(vote, first, '', { commandId, ballot })).toEqual({ tracker: await trackerOf(ballot) });
  });

  it('voting V51 two devices of one person at once leave one ballot, of twenty races', async () => {
    vote = await openSecretVote();
    for (let race = 0; race < 20; race += 1) await Promise.all([give(vote, vote.members[4]!, 'for'), give(vote, vote.members[4]!, 'against')]);
    expect(await boxOf(vote)).toMatchObject({ ballots: 1 });
    await count(vote);
    expect((await bundleOf(vote)).choices).toHaveLength(1);
  });

  it('voting V52 needs five who may vote', async () => {
    vote = await openSecretVote({ members: 9, present: 9 });
    expect(await boxOf(vote)).toMatchObject({ electors: 9 });
    await vote.close();
    const room = await openAssembly({ members: 4, present: 4 });
    vote = { ...room, questionId: '', publicKey: '' };
    await room.execute('sitting.start-item', { ...meeting(), itemId: room.items.first, currentItemId: null }, room.chair);
    await expect(openQuestion(room)).rejects.toMatchObject({ reason: 'voting.too_few_for_secret' });
    expect((await questions())[0]).toMatchObject({ state: 'draft', can: { open: false }, because: { open: { reason: 'voting.too_few_for_secret', params: { members: 4, needed: 5 } } } });
    expect(keyFiles()).toEqual([]);
  });

  it('voting V53 receipt and log keep who, and nothing of the ballot; the answer has one length', async () => {
    vote = await openSecretVote();
    const commandId = randomUUID();
    const lengths = new Set<number>();
    for (const [at, choice] of ['for', 'against', 'abstain', 'x'.repeat(200)].entries()) lengths.add(JSON.stringify(await give(vote, vote.members[at]!, choice, at === 0 ? { commandId } : {})).length);
    expect(lengths.size).toBe(1);
    const { database } = vote.installation.application;
    expect(await database.reader.receipt.findMany({ where: { command: 'voting.cast-secret' }, select: { inputHash: true, result: true } })).toEqual(Array.from({ length: 4 }, () => ({ inputHash: '', result: 'null' })));
    for (const { details, actorId } of await audited('voting.cast-secret')) {
      expect(JSON.parse(details)).toEqual({ secret: true, replaced: false });
      expect(actorId).not.toBeNull();
    }
    const events = await database.reader.historyEvent.findMany({ where: { type: 'voting.ballot_given' } });
    expect(events.map(({ payload }) => Object.keys(JSON.parse(payload) as object).sort())).toEqual(Array.from({ length: 4 }, () => ['itemId', 'questionId', 'replaced']));
  });

  it('voting V54 V60 before the count nobody gets more than how many, a show of hands is refused, and afterwards everybody gets the bundle', async () => {
    vote = await openSecretVote();
    for (const member of vote.members.slice(0, 6)) await give(vote, member, 'for');
    for (const who of [vote.chair, vote.secretary, vote.members[8]!, vote.guest]) {
      expect(JSON.stringify(await boxOf(vote, who)) + JSON.stringify(await questions(who))).not.toMatch(/"(?:for|against|abstain)"/u);
      await expect(bundleOf(vote, who)).rejects.toMatchObject({ code: 'conflict', reason: 'voting.not_counted' });
    }
    await expect(boxOf(vote, vote.stranger)).rejects.toMatchObject({ code: 'not_found' });
    expect((await boxOf(vote, vote.guest)).mine).toBeNull();
    await expect(vote.execute('voting.record-show-of-hands', { ...one(), present: 19, hands: { kind: 'approve', for: 19, against: 0, abstain: 0 } }, vote.secretary)).rejects.toMatchObject({ reason: 'voting.is_secret' });
    await count(vote);
    expect(await bundleOf(vote, vote.guest)).toMatchObject({ counts: { ballots: 6, invalid: 0, choices: { for: 6 } }, rule: { members: 21, present: 19 } });
    await expect(bundleOf(vote, vote.stranger)).rejects.toMatchObject({ code: 'not_found' });
  });

  it('voting V55 who may not vote, is not there, comes too early or too late gives no ballot', async () => {
    vote = await openSecretVote();
    await expect(give(vote, vote.guest, 'for')).rejects.toMatchObject({ code: 'forbidden', reason: 'voting.no_vote' });
    await expect(give(vote, vote.secretary, 'for')).rejects.toMatchObject({ code: 'forbidden' });
    await expect(give(vote, vote.substitute, 'for')).rejects.toMatchObject({ code: 'forbidden' });
    await expect(give(vote, vote.stranger, 'for')).rejects.toMatchObject({ code: 'not_found' });
    await expect(give(vote, vote.members[20]!, 'for')).rejects.toMatchObject({ code: 'forbidden', reason: 'voting.not_there' });
    await expect(give(vote, vote.members[1]!, '', { ballot: 'A'.repeat(375) })).rejects.toMatchObject({ code: 'invalid' });
    await expect(vote.execute('voting.close-question', one(), vote.members[2]!)).rejects.toMatchObject({ code: 'forbidden' });
    await give(vote, vote.members[1]!, 'for');
    await vote.execute('voting.close-question', one(), vote.chair);
    await expect(give(vote, vote.members[2]!, 'for')).rejects.toMatchObject({ code: 'conflict', reason: 'voting.vote_closed' });
    await expect(vote.execute('voting.close-question', one(), vote.secretary)).rejects.toMatchObject({ code: 'conflict' });
    await vote.installation.application.jobs.drain();
    await expect(give(vote, vote.members[2]!, 'for')).rejects.toMatchObject({ reason: 'voting.vote_closed' });
    expect((await questions())[0]).toMatchObject({ state: 'closed', passed: false, result: { for: 1, noBallot: 18 } });
  });

  it('voting V55 V58 what somebody gave who may not vote any more is taken out; who left after voting is counted', async () => {
    vote = await openSecretVote();
    for (const member of vote.members.slice(0, 19)) await give(vote, member, 'for');
    const { database, ports } = vote.installation.application;
    await database.transaction(async (db) => {
      await db.attendee.updateMany({ where: { meetingId: vote.meetingId, personId: { in: vote.members.slice(15, 19).map(({ personId }) => personId) } }, data: { leftAt: ports.clock.now() } });
      await db.attendee.updateMany({ where: { meetingId: vote.meetingId, personId: vote.members[3]!.personId }, data: { voting: false } });
    });
    await count(vote);
    expect((await questions())[0]).toMatchObject({ members: 20, present: 18, result: { for: 18, noBallot: 0 } });
    expect((await bundleOf(vote)).trackers).toHaveLength(18);
  });

  it('voting V58 what is no choice of the question is an invalid ballot and is counted as one; a tie is not passed', async () => {
    vote = await openSecretVote({ members: 20, present: 20 });
    for (const [at, member] of vote.members.entries()) await give(vote, member, at < 10 ? 'for' : at < 18 ? 'against' : 'tán thành');
    await count(vote);
    expect((await questions())[0]).toMatchObject({ passed: false, result: { for: 10, against: 8, invalid: 2, noBallot: 0 } });
    expect((await bundleOf(vote)).counts).toEqual({ ballots: 20, invalid: 2, choices: { against: 8, for: 10 } });
  });

  it('voting V29 V56 a secret vote with a time limit closes its box by itself: what is late is told so, and the ballots are counted', async () => {
    vote = await openSecretVote();
    await vote.execute('voting.withdraw-question', one(), vote.chair);
    await vote.execute('voting.open-question', { ...one(), way: 'tablets', seconds: 60 }, vote.chair);
    vote.publicKey = (await boxOf(vote)).publicKey ?? '';
    const deadline = (await questions())[0]!.deadline!;
    for (const member of vote.members.slice(0, 12)) await give(vote, member, 'for');
    const { application, clock } = vote.installation;
    await application.jobs.drain();
    expect(await boxOf(vote)).toMatchObject({ state: 'open', ballots: 12 });
    clock.set(new Date(deadline.getTime() + 1_000).toISOString());
    await expect(give(vote, vote.members[12]!, 'against')).rejects.toMatchObject({ code: 'conflict', reason: 'voting.too_late' });
    const due = { ...one(), openedAt: new Date(deadline.getTime() - 60_000).toISOString() };
    const program = { kind: 'system' as const, name: 'test' };
    // Of an opening that is over, nothing is closed.
    expect(await vote.execute('voting.close-due', { ...due, openedAt: '2026-11-26T00:00:00.000Z' }, program)).toEqual({ closed: null, counting: null, waitMs: 0 });
    await application.jobs.drain();
    expect((await questions())[0]).toMatchObject({ state: 'closed', passed: true, result: { for: 12, against: 0, noBallot: 7, closedBy: 'deadline' } });
    expect(await boxOf(vote)).toMatchObject({ state: 'counted', keyGone: true });
    expect(await vote.execute('voting.close-due', due, program)).toEqual({ closed: null, counting: null, waitMs: 0 });
    expect(await audited('voting.close-due')).toHaveLength(1);
    expect(keyFiles()).toEqual([]);
  });

  it('voting V54 V56 V59 the live picture tells everybody how many are in the box, that they are being counted, and only those who run it that the key is gone', async () => {
    vote = await openSecretVote();
    const shown = async (who = vote.guest) => (await vote.query('sitting.live-snapshot', meeting(), who)).view.questions[0]!;
    const prepared = (await vote.query('sitting.live-snapshot', meeting(), vote.guest)).view.prepared;
    for (const member of vote.members.slice(0, 6)) await give(vote, member, 'for');
    expect(await shown()).toMatchObject({ mode: 'secret', state: 'open', cast: 6, counting: false, withoutTablets: 'paper', changeable: true });
    expect((await boxOf(vote)).can).toEqual({ cast: true, void: false });
    rmSync(path.join(vote.installation.dataDir, 'ballot-keys', `${vote.questionId}.key`));
    await vote.execute('voting.close-question', one(), vote.secretary);
    expect(await shown()).toMatchObject({ state: 'open', cast: 6, counting: true, result: null });
    // Ballots change nothing of what was prepared: no page asks for everything again because of one.
    expect((await vote.query('sitting.live-snapshot', meeting(), vote.guest)).view.prepared).toBe(prepared);
    expect((await boxOf(vote)).can).toEqual({ cast: false, void: true });
    expect((await boxOf(vote, vote.secretary)).can.void).toBe(true);
    expect((await boxOf(vote, vote.members[2])).can.void).toBe(false);
  });

  it('voting V3 V4 a draft is made secret and open again while it is one', async () => {
    vote = await openSecretVote();
    const { questionId } = await vote.execute('voting.create-question', { ...meeting(), itemId: vote.items.first, text: 'Bầu?' }, vote.secretary);
    const edit = (version: number, mode: 'secret' | 'open') => vote.execute('voting.update-question', { ...meeting(), questionId, version, text: 'Bầu?', mode }, vote.secretary);
    await edit(1, 'secret');
    expect((await questions()).find(({ id }) => id === questionId)).toMatchObject({ mode: 'secret' });
    await edit(2, 'open');
    expect((await questions()).find(({ id }) => id === questionId)).toMatchObject({ mode: 'open' });
    expect((await vote.query('voting.questions', meeting(), vote.secretary)).can.secret).toBe(true);
  });

  it('voting V59 the key is gone: the ballots are void and the question is put again; while it is there nobody can do that', async () => {
    vote = await openSecretVote();
    for (const member of vote.members.slice(0, 6)) await give(vote, member, 'for');
    await expect(vote.execute('voting.void-ballots', one(), vote.chair)).rejects.toMatchObject({ code: 'conflict', reason: 'voting.ballot_key_there' });
    await expect(vote.execute('voting.withdraw-question', one(), vote.chair)).rejects.toMatchObject({ reason: 'voting.ballots_cast' });
    rmSync(path.join(vote.installation.dataDir, 'ballot-keys', `${vote.questionId}.key`));
    await count(vote);
    const { database } = vote.installation.application;
    expect(await database.reader.job.findMany({ where: { kind: 'voting.count-ballots' }, select: { state: true } })).toEqual([{ state: 'failed' }]);
    expect((await questions())[0]).toMatchObject({ state: 'open', result: null });
    await expect(vote.execute('voting.void-ballots', one(), vote.members[2]!)).rejects.toMatchObject({ code: 'forbidden' });
    expect(await vote.execute('voting.void-ballots', one(), vote.chair)).toEqual({ ballots: 6 });
    expect((await questions())[0]).toMatchObject({ state: 'draft' });
    await vote.execute('voting.open-question', one(), vote.chair);
    const { publicKey } = await boxOf(vote);
    expect(publicKey).not.toBe(vote.publicKey);
    vote.publicKey = publicKey ?? '';
    await give(vote, vote.members[1]!, 'against');
    await count(vote);
    expect((await questions())[0]).toMatchObject({ state: 'closed', result: { for: 0, against: 1 } });
  });

  it('voting V59 an open box without a ballot is taken back, and its key goes', async () => {
    vote = await openSecretVote();
    await vote.execute('voting.withdraw-question', one(), vote.chair);
    await vote.installation.application.jobs.drain();
    expect(keyFiles()).toEqual([]);
    expect((await questions())[0]).toMatchObject({ state: 'draft' });
    await expect(give({ ...vote, publicKey: (await makeBoxKeys()).publicKey }, vote.members[1]!, 'for')).rejects.toMatchObject({ reason: 'voting.not_open' });
  });

  it('voting V50 V61 no table has a person or a time beside a choice, and opened ballots lie in the order of ids that were drawn', async () => {
    vote = await openSecretVote();
    const { database } = vote.installation.application;
    for (const member of vote.members.slice(0, 19)) await give(vote, member, 'for');
    await count(vote);
    const opened = await database.reader.openedBallot.findMany({ take: 100 });
    expect(Object.keys(opened[0]!).sort()).toEqual(['choice', 'id', 'questionId']);
    expect(new Set(opened.map(({ id }) => id)).size).toBe(19);
    const boxes = await database.reader.ballotBox.findMany({ take: 10 });
    expect(Object.keys(boxes[0]!).sort()).toEqual(['closing', 'keyGone', 'publicKey', 'questionId', 'state', 'trackers']);
    // The ballots of open votes lie elsewhere, and none of this one is there.
    expect((await tablesOf(vote.installation.dataDir)).filter((name) => /Ballot/u.test(name))).toEqual(['Ballot', 'BallotBox', 'OpenedBallot', 'SealedBallot']);
    expect(await database.reader.ballot.count()).toBe(0);
  });
});

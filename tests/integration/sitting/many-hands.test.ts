import { rmSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import { rowsOf } from '../../support/installation';
import { openApplication } from '../../../server/application';
import { system } from '../../../server/kernel/actor';
import { stagedFile } from '../meetings/committee';
import { assemble, openAssembly, type Assembly } from './assembly';

let room: Assembly;
afterEach(() => room.close());

const meeting = (r: Assembly) => ({ meetingId: r.meetingId });
const won = (outcomes: readonly PromiseSettledResult<unknown>[]) => outcomes.filter(({ status }) => status === 'fulfilled').length;
const lost = (outcomes: readonly PromiseSettledResult<unknown>[]) => outcomes.flatMap((one) => (one.status === 'rejected' ? [(one.reason as { reason: string }).reason] : []));

async function openQuestion(text = 'Thống nhất?'): Promise<string> {
  const { questionId } = await room.execute('voting.create-question', { ...meeting(room), itemId: room.items.first, text }, room.secretary);
  await room.execute('voting.open-question', { ...meeting(room), questionId }, room.chair);
  return questionId;
}

describe('several people at once', () => {
  it('voting V12 a vote entered by chair and secretary at once is recorded once, as the first entered it', async () => {
    room = await openAssembly();
    await room.execute('sitting.start-item', { ...meeting(room), itemId: room.items.first, currentItemId: null }, room.chair);
    const questionId = await openQuestion();
    const enter = (who: typeof room.chair, yes: number) => room.execute('voting.record-show-of-hands', { ...meeting(room), questionId, present: 19, hands: { kind: 'approve', for: yes, against: 19 - yes, abstain: 0 } }, who);
    const outcomes = await Promise.allSettled([enter(room.chair, 10), enter(room.secretary, 11), enter(room.assistant, 19)]);
    expect([won(outcomes), lost(outcomes)]).toEqual([1, ['voting.already_closed', 'voting.already_closed']]);
    const { questions } = await room.query('voting.questions', meeting(room), room.chair);
    const first = outcomes.find((one) => one.status === 'fulfilled');
    expect(questions[0]?.result).toEqual(first?.status === 'fulfilled' ? first.value.result : null);
  });

  it('voting V5 of two questions opened at once one is open', async () => {
    room = await openAssembly();
    await room.execute('sitting.start-item', { ...meeting(room), itemId: room.items.first, currentItemId: null }, room.chair);
    const create = async (text: string) => (await room.execute('voting.create-question', { ...meeting(room), itemId: room.items.first, text }, room.secretary)).questionId;
    const [one, two] = [await create('Một?'), await create('Hai?')];
    const open = (questionId: string, who: typeof room.chair) => room.execute('voting.open-question', { ...meeting(room), questionId }, who);
    const outcomes = await Promise.allSettled([open(one, room.chair), open(two, room.secretary), open(one, room.assistant)]);
    expect(won(outcomes)).toBe(1);
    expect((await room.query('voting.questions', meeting(room), room.chair)).questions.filter(({ state }) => state === 'open')).toHaveLength(1);
  });

  it('voting V11 V13 a member who leaves while hands are counted is noticed before anything is recorded', async () => {
    room = await openAssembly();
    await room.execute('sitting.start-item', { ...meeting(room), itemId: room.items.first, currentItemId: null }, room.chair);
    const questionId = await openQuestion();
    const gone = room.members[7] ?? room.guest;
    const enter = (present: number) => room.execute('voting.record-show-of-hands', { ...meeting(room), questionId, present, hands: { kind: 'approve', for: 18, against: 0, abstain: 0 } }, room.secretary);
    await room.execute('sitting.leave', { ...meeting(room), personId: gone.personId }, gone);
    await expect(enter(19)).rejects.toMatchObject({ code: 'conflict', reason: 'voting.present_changed', params: { present: 18, members: 21 } });
    expect(await enter(18)).toMatchObject({ passed: true, present: 18, members: 21 });
  });

  it('sitting L20 an id used by one person means nothing to another: both act, each once', async () => {
    room = await assemble();
    const options = { commandId: 'the same id' };
    for (const person of [room.guest, room.substitute, room.guest]) await room.execute('sitting.check-in', { ...meeting(room), place: 'room' }, person, options);
    const entries = await room.installation.application.database.reader.auditEntry.findMany({ where: { action: 'sitting.check-in' } });
    expect(entries.map(({ actorId }) => actorId)).toEqual([room.guest.personId, room.substitute.personId]);
  });

  it('sitting L20 a command sent again after the program was started anew answers as before and changes nothing', async () => {
    room = await assemble();
    await room.seatMembers(19);
    const options = { commandId: 'khai mạc' };
    const first = await room.execute('sitting.open-session', meeting(room), room.chair, options);
    await room.installation.application.stop();
    room = { ...room, close: () => Promise.resolve() };
    room.installation.clock.advance(120_000);
    const again = await openApplication({ dataDir: room.installation.dataDir, rows: rowsOf(room.installation.dataDir), origin: 'http://localhost:3000', clock: room.installation.clock, floorBytes: 0 });
    try {
      expect(await again.execute('sitting.open-session', meeting(room), room.chair, options)).toEqual(first);
      await expect(again.execute('sitting.open-session', meeting(room), room.chair)).rejects.toMatchObject({ reason: 'state.meeting' });
      expect(await again.database.reader.auditEntry.count({ where: { action: 'sitting.open-session' } })).toBe(1);
    } finally {
      await again.stop();
      rmSync(room.installation.dataDir, { recursive: true });
    }
  });

  it('documents D2 a paper on its way while the session closes is either among its papers or refused', async () => {
    room = await openAssembly();
    const files = await Promise.all(Array.from({ length: 6 }, (_, index) => stagedFile(room, room.meetingId, `${index}.pdf`, 2, { by: index < 3 ? room.secretary : room.assistant })));
    const outcomes = await Promise.allSettled([
      ...files.slice(0, 3).map((file) => room.execute('documents.attach', { ...meeting(room), itemId: null, ...file }, room.secretary)),
      room.execute('sitting.close-session', { ...meeting(room), postponeRest: true }, room.chair),
      ...files.slice(3).map((file) => room.execute('documents.attach', { ...meeting(room), itemId: null, ...file }, room.assistant)),
    ]);
    expect(outcomes[3]?.status).toBe('fulfilled');
    const { documents } = await room.query('documents.list', meeting(room), room.chair);
    expect(documents.filter(({ itemId }) => itemId === null)).toHaveLength(won(outcomes) - 1);
    expect(lost(outcomes).every((reason) => reason === 'state.meeting')).toBe(true);
  });

  it('identity I4 sitting L5 who is blocked in the middle of a session is out at once; what was noted of the session stays', async () => {
    room = await openAssembly();
    const member = room.members[6] ?? room.guest;
    const { database } = room.installation.application;
    const now = room.installation.clock.now();
    await database.transaction((db) => db.person.update({ where: { id: member.personId }, data: { userName: 'uy.vien.7', status: 'active' } }));
    await database.transaction((db) => db.signIn.create({ data: { id: member.signInId, tokenHash: 'x', personId: member.personId, createdAt: now, lastSeenAt: now, expiresAt: new Date(now.getTime() + 3_600_000), userAgent: '', ip: '' } }));
    const { version } = await database.reader.person.findUniqueOrThrow({ where: { id: member.personId } });
    const ended: string[] = [];
    room.installation.application.onCommitted((events) => events.forEach(({ type, payload }) => type === 'identity.sessions_ended' && ended.push(...(payload['signInIds'] as string[]))));
    await room.execute('organization.update-person', { personId: member.personId, version, userName: 'uy.vien.7', fullName: member.fullName, blocked: true }, room.admin);
    expect(ended).toEqual([member.signInId]);
    expect(await room.query('annotations.ink-access', { personId: member.personId, inkId: room.papers.first }, system('gateway'))).toBeNull();
    const { view } = await room.query('sitting.console', meeting(room), room.chair);
    expect(view.attendance.quorum).toMatchObject({ present: 19, members: 21 });
  });
});

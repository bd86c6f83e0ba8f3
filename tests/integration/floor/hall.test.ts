import { randomUUID } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import type { PersonCaller } from '../../../server/kernel/actor';
import { openAssembly, type Assembly } from '../sitting/assembly';

let room: Assembly;
afterEach(() => room.close());

const id = () => ({ meetingId: room.meetingId });
const member = (index: number): PersonCaller => room.members[index] ?? room.chair;
const hall = async (who: PersonCaller) => (await room.query('sitting.live-snapshot', id(), who)).view.hall;
/** Every row of the tables that keep what happened, as text. */
async function kept(): Promise<string> {
  const { reader } = room.installation.application.database;
  return JSON.stringify([await reader.historyEvent.findMany(), await reader.auditEntry.findMany(), await reader.receipt.findMany(), await reader.serviceCall.findMany(), await reader.hallSign.findMany()]);
}

describe('what hangs in the hall', () => {
  it('sitting L29 attention is called once a minute at most', async () => {
    room = await openAssembly();
    await room.execute('sitting.call-attention', id(), room.chair);
    expect(await hall(member(3))).toMatchObject({ attention: { by: room.chair.fullName } });
    await expect(room.execute('sitting.call-attention', id(), room.secretary)).rejects.toMatchObject({ code: 'conflict', reason: 'sitting.attention_just_called', params: { by: room.chair.fullName } });
    const first = (await hall(room.guest)).attention?.id;
    room.installation.clock.advance(60_000);
    await room.execute('sitting.call-attention', id(), room.secretary);
    expect((await hall(room.guest)).attention?.id).not.toBe(first);
    await expect(room.execute('sitting.call-attention', id(), member(2))).rejects.toMatchObject({ code: 'forbidden' });
  });

  it('sitting L30 a notice reaches everybody, and its words are nowhere once the session is closed', async () => {
    room = await openAssembly();
    const words = 'Mười phút nữa giải lao, xin để máy tại bàn';
    await room.execute('sitting.send-notice', { ...id(), text: 'Thông báo trước' }, room.secretary, { commandId: randomUUID() });
    await room.execute('sitting.send-notice', { ...id(), text: words }, room.assistant, { commandId: randomUUID() });
    for (const who of [member(2), room.guest, room.chair]) expect(await hall(who)).toMatchObject({ notice: { text: words, by: room.assistant.fullName } });
    await expect(room.execute('sitting.send-notice', { ...id(), text: 'a'.repeat(201) }, room.secretary)).rejects.toMatchObject({ code: 'invalid' });
    await expect(room.execute('sitting.send-notice', { ...id(), text: 'x' }, room.chair)).rejects.toMatchObject({ code: 'forbidden', reason: 'sitting.secretary_only' });
    expect(await kept()).toContain(words);
    await room.execute('sitting.close-session', { ...id(), postponeRest: true }, room.chair);
    expect(await kept()).not.toContain(words);
    expect(await hall(member(2))).toEqual({ notice: null, attention: null, isBlack: false, answered: [] });
  });

  it('sitting L31 a call for service is seen by secretary and assistants, answered by a tap, and leaves no name in the record', async () => {
    room = await openAssembly();
    const { callId } = await room.execute('sitting.call-assistance', { ...id(), kind: 'water' }, member(4));
    expect(await room.execute('sitting.call-assistance', { ...id(), kind: 'water' }, member(4))).toEqual({ callId });
    expect((await room.query('sitting.console', id(), room.assistant)).view.officers.calls).toMatchObject([{ id: callId, name: member(4).fullName, kind: 'water' }]);
    for (const who of [member(3), room.guest]) expect(JSON.stringify(await room.query('sitting.live-snapshot', id(), who))).not.toContain(callId);
    await expect(room.execute('sitting.answer-call', { ...id(), callId }, member(3))).rejects.toMatchObject({ code: 'not_found' });
    await room.execute('sitting.answer-call', { ...id(), callId }, room.assistant);
    await room.execute('sitting.answer-call', { ...id(), callId }, room.secretary);
    const own = await room.query('sitting.live-snapshot', id(), member(4));
    expect([own.view.hall.answered, own.me?.calls]).toEqual([[callId], [{ id: callId, kind: 'water', isAnswered: true }]]);
    await expect(room.execute('sitting.call-assistance', { ...id(), kind: 'water' }, room.guest)).rejects.toMatchObject({ reason: 'sitting.not_there' });
    await room.execute('sitting.close-session', { ...id(), postponeRest: true }, room.chair);
    const { reader } = room.installation.application.database;
    expect(await reader.serviceCall.count()).toBe(0);
    expect(await reader.historyEvent.findMany({ where: { type: 'sitting.service_stirred', NOT: { actorId: null } } })).toEqual([]);
    const told = await reader.auditEntry.findMany({ where: { objectType: 'service_call' } });
    expect(told.map(({ meetingId, details }) => [meetingId, details])).toEqual(told.map(() => [null, '{}']));
    expect(await kept()).not.toContain('water');
  });

  it('sitting L32 screens are black while chair or secretary say so, and never after the session', async () => {
    room = await openAssembly();
    const onScreen = async () => (await room.query('sitting.live-snapshot', { ...id(), as: 'screen' }, room.chair)).view.hall.isBlack;
    await room.execute('sitting.set-blackout', { ...id(), black: true }, room.secretary);
    await room.execute('sitting.set-blackout', { ...id(), black: true }, room.chair);
    expect(await onScreen()).toBe(true);
    await room.execute('sitting.set-blackout', { ...id(), black: false }, room.chair);
    expect(await onScreen()).toBe(false);
    await room.execute('sitting.set-blackout', { ...id(), black: true }, room.chair);
    await room.execute('sitting.close-session', { ...id(), postponeRest: true }, room.chair);
    expect(await onScreen()).toBe(false);
  });
});

describe('who spoke, for the minutes', () => {
  it('sitting L33 minutes N20 the draft names speakers in order, points of order, questions and answers, and pauses', async () => {
    room = await openAssembly();
    await room.execute('sitting.start-item', { ...id(), itemId: room.items.first, currentItemId: null }, room.chair);
    const speak = async (who: PersonCaller, wish: object, end = true) => {
      const { requestId } = await room.execute('floor.request-floor', { ...id(), itemId: room.items.first, ...wish }, who);
      const { turnId } = await room.execute('floor.give-floor', { ...id(), requestId, turnId: null }, room.chair);
      room.installation.clock.advance(45_000);
      return end ? room.execute('floor.end-turn', { ...id(), turnId }, room.chair) : null;
    };
    await speak(member(3), {});
    await speak(member(2), { kind: 'order' });
    const { answerTurnId } = (await speak(member(4), { kind: 'question', askedId: member(1).personId })) ?? { answerTurnId: null };
    room.installation.clock.advance(30_000);
    await room.execute('floor.end-turn', { ...id(), turnId: answerTurnId ?? '' }, room.chair);
    await speak(member(3), {});
    await room.execute('sitting.pause-session', id(), room.chair);
    room.installation.clock.advance(300_000);
    await room.execute('sitting.resume-session', id(), room.chair);
    await room.execute('sitting.close-session', { ...id(), postponeRest: true }, room.chair);
    const { minutesId } = await room.execute('minutes.draft', id(), room.secretary);
    const row = await room.installation.application.database.reader.minutes.findUniqueOrThrow({ where: { id: minutesId } });
    const texts = (JSON.parse(row.content) as { paragraphs: { id: string; text: string }[] }).paragraphs;
    const textOf = (part: string) => texts.find((one) => one.id === `item:${room.items.first}:${part}`)?.text;
    expect(textOf('speeches')).toMatch(/Phát biểu, theo thứ tự: đồng chí Ủy viên 4, Chức vụ 4\.$/u);
    expect(textOf('orders')).toMatch(/Ý kiến về trình tự: đồng chí Ủy viên 3, Chức vụ 3\.$/u);
    expect(textOf('questions')).toMatch(/Chất vấn: đồng chí Ủy viên 5, Chức vụ 5 chất vấn đồng chí Ủy viên 2, Chức vụ 2 \(đã trả lời\)\.$/u);
    expect(texts.find((one) => one.id === 'pauses')?.text).toMatch(/^Phiên họp tạm dừng từ .+ đến .+\.$/u);
  });
});

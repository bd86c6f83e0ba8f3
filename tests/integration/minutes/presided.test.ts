import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { buffer } from 'node:stream/consumers';
import { afterEach, describe, expect, it } from 'vitest';
import { createSampleAuthority, issue } from '../../../server/adapters/signer';
import { appointDeputies } from '../../support/deputies';
import { openAssembly, type Assembly } from '../sitting/assembly';
import { PIN, tool } from './session';

let room: Assembly;
afterEach(() => room.close());

/** A sitting of which a deputy has the chair from 08:30 to the end; keys for those who sign. */
async function presidedByDeputy() {
  room = await openAssembly();
  await appointDeputies(room, 1);
  const deputy = room.members[1] ?? room.stranger;
  const { meetingId, execute, installation, items } = room;
  const at = (time: string) => installation.clock.set(`2026-11-26T${time}:00+07:00`);
  at('08:09');
  await execute('sitting.start-item', { meetingId, itemId: items.first, currentItemId: null }, room.chair);
  at('08:30');
  await execute('sitting.give-chair', { meetingId, personId: deputy.personId, scope: 'rest', chairId: room.chair.personId }, room.chair);
  at('09:00');
  await execute('sitting.close-session', { meetingId, postponeRest: true }, deputy);
  const dir = path.join(installation.dataDir, 'signing');
  const now = installation.clock.now();
  await createSampleAuthority(dir, { now });
  for (const person of [room.secretary, deputy]) await issue(dir, { personId: person.personId, commonName: person.fullName, title: 'Chức vụ', organisation: 'Ủy ban nhân dân tỉnh', pin: PIN, algorithm: 'ecdsa-p256-sha256', now });
  return { deputy, meetingId, execute };
}

describe('minutes of a sitting whose chair was handed over', () => {
  it('sitting L40 minutes N23 records G22 the deputy approves and signs for the chair: in the text, in the file and behind the code', async () => {
    const { deputy, meetingId, execute } = await presidedByDeputy();
    const { minutesId, version } = await execute('minutes.draft', { meetingId }, room.secretary);
    await execute('minutes.submit', { minutesId, version }, room.secretary);
    const tasks = async (who: typeof deputy) => (await room.query('minutes.tasks', {}, who)).tasks.map(({ kind }) => kind);
    expect([await tasks(deputy), await tasks(room.chair)]).toEqual([['approve'], []]);
    const editor = await room.query('minutes.editor', { meetingId }, deputy);
    expect(editor.signers).toMatchObject({ chair: deputy.fullName, authority: ['KT. CHỦ TỊCH', 'PHÓ CHỦ TỊCH'] });
    expect(editor.minutes?.events.filter(({ kind }) => kind === 'chair')).toMatchObject([{ person: deputy.fullName, itemId: room.items.first, paragraphIds: [`item:${room.items.first}:chair`, 'chair'] }]);
    await expect(execute('minutes.approve', { minutesId, version: version + 1 }, room.chair)).rejects.toMatchObject({ code: 'not_found' });
    const { officialId, verifyCode } = await execute('minutes.approve', { minutesId, version: version + 1 }, deputy);
    const { reader } = room.installation.application.database;
    expect((await reader.signatureStep.findMany({ where: { officialId }, orderBy: { order: 'asc' } })).map(({ personId }) => personId)).toEqual([room.secretary.personId, deputy.personId, null]);
    expect((await room.query('records.by-code', { code: verifyCode }, { kind: 'anonymous' })).signatures.map(({ role, authority }) => [role, authority])).toEqual([['secretary', []], ['chair', ['KT. CHỦ TỊCH', 'PHÓ CHỦ TỊCH']], ['seal', []]]);
    const file = await reader.officialFile.findFirstOrThrow({ where: { officialId } });
    const bytes = await buffer(await room.installation.application.ports.blobs.open({ key: file.blobKey, size: file.size, sha256: file.sha256 }));
    expect(bytes.subarray(0, 5).toString()).toBe('%PDF-');
    if (!tool('pdftotext')) return;
    const stored = path.join(room.installation.dataDir, 'presided.pdf');
    writeFileSync(stored, bytes);
    const words = execFileSync('pdftotext', ['-layout', stored, '-'], { encoding: 'utf8' }).normalize('NFC').replace(/\s+/g, ' ');
    expect(words).toMatch(/THƯ KÝ CHỦ TỌA KT\. CHỦ TỊCH PHÓ CHỦ TỊCH/u);
    expect(words).toContain(`Lúc 08 giờ 30, đồng chí ${room.chair.fullName} giao đồng chí ${deputy.fullName} – Phó Chủ tịch Ủy ban nhân dân tỉnh chủ trì phiên họp từ thời điểm này.`);
    expect(words).toContain(`đồng chí ${deputy.fullName} – Phó Chủ tịch Ủy ban nhân dân tỉnh (từ 08 giờ 30 đến 09 giờ 00)`);
  });
});

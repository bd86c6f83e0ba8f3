import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { createMailer } from '../../../server/adapters/mail/mailer';
import { makeAuthority, makeServerCertificate } from '../../../server/adapters/tls/certificate';
import { BootError } from '../../../server/kernel/boot-error';
import { namedMail, readMailPlace } from '../../../server/kernel/mail-place';
import type { Letter } from '../../../server/kernel/ports/mailer';
import { freePort } from '../../support/free-port';
import { openMailPeer, openSilentPeer, type MailPeer } from '../../support/mail-peer';

const letter: Letter = {
  messageId: 'x-1@phien.example',
  to: { name: 'Cù Minh Thạc', address: 'thac@thanhgiang.example' },
  subject: 'Giấy mời phiên họp thường kỳ, Ủy ban nhân dân tỉnh Thanh Giang',
  text: 'Kính mời đồng chí dự phiên họp.',
  calendar: { method: 'REQUEST', content: 'BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n' },
  pictures: [],
};
const QUICK = { connectMs: 400, silentMs: 600 };
const folder = mkdtempSync(path.join(os.tmpdir(), 'phien-mail-'));
const peers: { close(): Promise<void> }[] = [];
const peer = async (...given: Parameters<typeof openMailPeer>): Promise<MailPeer> => {
  const one = await openMailPeer(...given);
  peers.push(one);
  return one;
};
afterEach(async () => {
  for (const one of peers.splice(0)) await one.close();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const orderOf = (commonName: string) => ({ commonName, days: 30, now: new Date() });
const tls = () => {
  const authority = makeAuthority(orderOf('CA thử'));
  const server = makeServerCertificate(authority, { ...orderOf('Máy chủ thư thử'), names: ['127.0.0.1'] });
  const authorityFile = path.join(folder, `ca-${Math.random()}.pem`);
  writeFileSync(authorityFile, authority.cert);
  return { key: server.key, cert: server.cert, authorityFile };
};

describe('smtp SM1 where letters are handed in', () => {
  const from = { PHIEN_MAIL_FROM: 'hop@thanhgiang.example' };
  it('smtp SM1 an address that cannot be right is refused at the start, without its password', () => {
    for (const given of ['http://may.example', 'smtp://', 'smtp://may.example/thu', 'smtp://may.example?tls=0', 'smtp://:bi-mat-lam@may.example', 'smtp://a:bi-mat-lam%zz@may.example']) {
      const read = (): unknown => readMailPlace({ PHIEN_SMTP: given, ...from });
      expect(read, given).toThrow(BootError);
      expect(() => read(), given).not.toThrow(/bi-mat-lam/u);
    }
    expect(() => readMailPlace({ PHIEN_SMTP: 'smtp://may.example' })).toThrow(/PHIEN_MAIL_FROM/u);
    expect(() => readMailPlace({ PHIEN_SMTP: 'smtp://may.example', PHIEN_MAIL_FROM: 'không phải địa chỉ' })).toThrow(/PHIEN_MAIL_FROM/u);
    expect(readMailPlace({})).toBeNull();
  });

  it('smtp SM1 between machines it is encrypted unless somebody says otherwise', () => {
    const safety = (given: string) => readMailPlace({ PHIEN_SMTP: given, ...from });
    expect(safety('smtps://a:b@may.example')).toMatchObject({ safety: 'encrypted', port: 465, user: 'a', password: { value: 'b' } });
    expect(safety('smtp://may.example')).toMatchObject({ safety: 'upgraded', port: 587 });
    expect(safety('smtp://may.example:25?plain=1')).toMatchObject({ safety: 'plain', port: 25 });
    expect(safety('smtp://[::1]:2525')).toMatchObject({ safety: 'plain', host: '::1' });
    const place = safety('smtps://a:bi-mat@may.example?authority=/etc/ca.pem');
    expect(place).toMatchObject({ authorityFile: '/etc/ca.pem' });
    expect(place && namedMail(place)).toBe('smtps://may.example:465, hop@thanhgiang.example');
  });

  it('smtp SM1 a certificate nobody vouches for, and a server without TLS, get no letter', async () => {
    const { key, cert, authorityFile } = tls();
    const server = await peer({ key, cert, secure: true }, { safety: 'encrypted' });
    expect(await createMailer(server.place, QUICK).send(letter)).toEqual({ taken: false, problem: 'certificate', code: null, mayYet: true });
    expect(await createMailer({ ...server.place, authorityFile: tls().authorityFile }, QUICK).send(letter)).toMatchObject({ problem: 'certificate' });
    expect(await createMailer({ ...server.place, authorityFile, host: 'localhost' }, QUICK).send(letter)).toMatchObject({ problem: 'certificate' });
    expect(server.taken).toEqual([]);
    expect(await createMailer({ ...server.place, authorityFile }, QUICK).send(letter)).toEqual({ taken: true });
    const bare = await peer({}, { safety: 'upgraded' });
    expect(await createMailer(bare.place, QUICK).send(letter)).toMatchObject({ taken: false, problem: 'no_encryption' });
    expect(bare.taken).toEqual([]);
    const upgraded = await peer({ key, cert }, { safety: 'upgraded', authorityFile });
    expect(await createMailer(upgraded.place, QUICK).send(letter)).toEqual({ taken: true });
  });
});

describe('smtp SM2 what became of a letter', () => {
  it('smtp SM2 SM3 an address refused for good, one for now, and the words of the server left behind', async () => {
    const server = await peer();
    server.answer = (to) => ({ code: 550, words: `5.1.1 <${to}>: Recipient address rejected: bí mật của máy chủ` });
    expect(await createMailer(server.place, QUICK).send(letter)).toEqual({ taken: false, problem: 'address_refused', code: '550 5.1.1', mayYet: false });
    server.answer = () => ({ code: 451, words: '4.7.1 Greylisted, try again later' });
    expect(await createMailer(server.place, QUICK).send(letter)).toEqual({ taken: false, problem: 'later', code: '451 4.7.1', mayYet: true });
    server.answer = () => null;
    expect(await createMailer(server.place, QUICK).send(letter)).toEqual({ taken: true });
    expect(server.taken).toHaveLength(1);
  });

  it('smtp SM2 a sender and a content the server does not take, and a sign-in it refuses', async () => {
    const refusing = await peer({ onMailFrom: (_address, _session, done) => done(Object.assign(new Error('5.7.1 not yours'), { responseCode: 553 })) });
    expect(await createMailer(refusing.place, QUICK).send(letter)).toMatchObject({ problem: 'sender_refused', mayYet: true });
    const strict = await peer({
      onData(stream, _session, done) {
        stream.resume();
        stream.on('end', () => done(Object.assign(new Error('5.6.0 no'), { responseCode: 554 })));
      },
    });
    expect(await createMailer(strict.place, QUICK).send(letter)).toMatchObject({ problem: 'content_refused', mayYet: false });
    const closed = await peer({ authOptional: false, allowInsecureAuth: true, onAuth: (_auth, _session, done) => done(Object.assign(new Error('no'), { responseCode: 535 })) }, { user: 'phien', password: { value: 'sai' } });
    expect(await createMailer(closed.place, QUICK).send(letter)).toMatchObject({ problem: 'sign_in', mayYet: true });
    expect(await createMailer(closed.place, QUICK).look()).toMatchObject({ problem: 'sign_in' });
  });

  it('smtp SM2 nobody there, nobody who speaks, somebody who hangs up in the middle: told in time', async () => {
    const port = await freePort();
    const base = { host: '127.0.0.1', safety: 'plain' as const, user: null, password: null, from: 'a@b.example', authorityFile: null };
    expect(await createMailer({ ...base, port }, QUICK).send(letter)).toMatchObject({ problem: 'unreachable', mayYet: true });
    expect(await createMailer({ ...base, port }, QUICK).look()).toMatchObject({ problem: 'unreachable' });
    const silent = await openSilentPeer();
    peers.push(silent);
    const began = performance.now();
    expect(await createMailer({ ...base, port: silent.port }, QUICK).send(letter)).toMatchObject({ taken: false, mayYet: true });
    expect(performance.now() - began).toBeLessThan(10_000);
    const hanging = await peer({ onData: (stream) => void stream.resume() });
    expect(await createMailer(hanging.place, QUICK).send(letter)).toMatchObject({ taken: false, problem: 'silent', mayYet: true });
    const dropping = await peer();
    dropping.dropAfterData = 1;
    expect(await createMailer(dropping.place, QUICK).send(letter)).toMatchObject({ taken: false, problem: 'cut_off', mayYet: true });
    expect(await createMailer(dropping.place, QUICK).look()).toBeNull();
  });

  it('smtp SM4 told twice it is one letter; the entry of the calendar rides with its method and as a file', async () => {
    const server = await peer();
    server.dropAfterData = 1;
    const mailer = createMailer(server.place, QUICK);
    await mailer.send(letter);
    expect(await mailer.send(letter)).toEqual({ taken: true });
    const ids = server.taken.map(({ raw }) => /^message-id: (.*)$/imu.exec(raw)?.[1]?.trim());
    expect(ids).toEqual(['<x-1@phien.example>', '<x-1@phien.example>']);
    expect(server.taken[1]?.raw).toMatch(/content-type: text\/calendar; charset=utf-8; method=REQUEST/iu);
    expect(server.taken[1]?.raw).toMatch(/filename=phien-hop\.ics/u);
    expect(server.taken[1]?.to).toEqual(['thac@thanhgiang.example']);
  });
});

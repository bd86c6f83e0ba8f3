import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { WritingStepsAnswer } from '../../../server/shared/protocol/writing-events';
import { paragraphsOf } from '../../../server/shared/rules/written-minutes';
import { newUuid } from '../../support/ink-samples';
import { MinutesLog, tabletAt, type LogTablet } from '../../support/minutes-log';

let log: MinutesLog;
beforeEach(() => {
  vi.stubGlobal('navigator', { onLine: true });
  vi.useFakeTimers();
  log = new MinutesLog([{ id: 'p1', text: 'Một.' }, { id: 'p2', text: 'Hai.' }, { id: 'p3', text: 'Ba.' }]);
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const settle = (ms = 1_000) => vi.advanceTimersByTimeAsync(ms);
async function opens(personId = 'a', over: Parameters<typeof tabletAt>[2] = {}): Promise<LogTablet> {
  const tablet = tabletAt(log, personId, over);
  await tablet.writing.join();
  return tablet;
}
const types = ({ writing, wordsOf }: LogTablet, id: string, words: string): void => writing.write(id, `${wordsOf(id)}${words}`);
const other = (id: string, change: (number | string)[]): void => log.append(newUuid(), log.seq, [{ kind: 'text', id, change }], 'b');
const goesDown = ({ line, writing }: LogTablet): void => {
  line.isUp = false;
  writing.lost();
  log.tablets.splice(log.tablets.indexOf(writing), 1);
};
const comesBack = async ({ line, writing }: LogTablet): Promise<void> => {
  line.isUp = true;
  log.tablets.push(writing);
  await writing.join();
  await settle();
};

describe('what a tablet writes', () => {
  it('minutes N40 the connection is somebody else’s: nothing goes out over it, the words stay and the page says to sign in', async () => {
    let isOthers = false;
    const answer = () => ({ ok: false, code: 'unauthenticated' }) as const;
    const a = await opens('a', { join: () => (isOthers ? answer() : log.join(undefined, log.seq)), send: () => (isOthers ? answer() : null) });
    isOthers = true;
    types(a, 'p1', ' Của tôi.');
    await settle();
    expect(a.writing.snapshot()).toMatchObject({ state: 'unsent', error: { reason: 'sign_in_first' } });
    expect([log.seq, JSON.stringify(a.kept)]).toEqual([0, expect.stringContaining('Của tôi.')]);
    await settle(3_000);
    isOthers = false;
    await settle(3_000);
    expect([a.writing.snapshot().state, log.paragraphs[0]]).toEqual(['saved', 'p1: Một. Của tôi.']);
  });

  it('minutes N40 a message of which others left nothing is not sent again', async () => {
    const a = await opens();
    let lost: WritingStepsAnswer | undefined = { ok: false, code: 'unavailable' };
    const b = await opens('b', { send: () => lost ?? null });
    b.writing.write('p1', 'Mt.');
    await settle(100);
    a.writing.write('p1', 'Mt.');
    await settle(100);
    lost = undefined;
    await settle(10_000);
    expect([b.writing.snapshot().state, b.kept, b.sent.length]).toEqual(['saved', null, 1]);
    types(b, 'p2', ' Tiếp.');
    await settle();
    expect(log.paragraphs).toEqual(['p1: Mt.', 'p2: Hai. Tiếp.', 'p3: Ba.']);
  });

  it('minutes N39 what the server cannot read is sent once and told; given up, the rest goes out', async () => {
    const a = await opens('a', { send: (steps) => (JSON.stringify(steps).includes('Lạ') ? { ok: false, code: 'invalid' } : null) });
    types(a, 'p1', ' Lạ.');
    types(a, 'p2', ' Thường.');
    await settle(30_000);
    expect(a.writing.snapshot()).toMatchObject({ state: 'refused', error: { reason: 'input.invalid' }, refused: ' Lạ.' });
    // Once for itself; what stood beside it waits behind it.
    expect(a.sent.length).toBe(1);
    a.writing.drop();
    await settle();
    expect([a.writing.snapshot().state, a.writing.snapshot().refused, a.kept]).toEqual(['saved', null, null]);
    expect(log.paragraphs).toEqual(['p1: Một.', 'p2: Hai. Thường.', 'p3: Ba.']);
    expect(a.wordsOf('p1')).toBe('Một.');
  });

  it('minutes N39 more than a message carries goes out in several, and more than a paragraph holds is refused here with words', async () => {
    const a = await opens();
    goesDown(a);
    for (let count = 0; count < 450; count += 1) a.writing.do([{ kind: 'add', id: `hand:${newUuid()}`, after: 'p3' }]);
    for (const id of ['p1', 'p2', 'p3']) types(a, id, 'ế'.repeat(19_000));
    const added = paragraphsOf(a.writing.snapshot().text).filter(({ id }) => id.startsWith('hand:')).slice(0, 6);
    for (const { id } of added) types(a, id, 'ế'.repeat(19_000));
    await comesBack(a);
    await settle(5_000);
    expect(a.writing.snapshot().state).toBe('saved');
    for (const steps of a.sent) expect(Buffer.byteLength(JSON.stringify(steps))).toBeLessThan(250_000);
    expect(log.paragraphs.length).toBe(453);
    const before = a.sent.length;
    a.writing.write('p2', 'x'.repeat(300_000));
    await settle(10_000);
    expect(a.writing.snapshot()).toMatchObject({ state: 'refused', error: { reason: 'minutes.too_long' } });
    expect(a.sent.length).toBe(before);
  });

  it('minutes N39 what was refused and is mended is refused no more, whatever was written elsewhere meanwhile', async () => {
    const a = await opens();
    types(a, 'p1', '漢');
    await settle();
    expect(a.writing.snapshot()).toMatchObject({ state: 'refused', refused: '漢' });
    types(a, 'p2', ' Khác.');
    await settle();
    expect(a.writing.snapshot().state).toBe('refused');
    a.writing.write('p1', 'Một.');
    await settle();
    expect([a.writing.snapshot().state, log.paragraphs]).toEqual(['saved', ['p1: Một.', 'p2: Hai. Khác.', 'p3: Ba.']]);
    // A paragraph of one's own that cannot be saved is taken out again, and comes back with its words.
    goesDown(a);
    const own = `hand:${newUuid()}`;
    a.writing.do([{ kind: 'add', id: own, after: 'p1' }]);
    types(a, own, '漢');
    await comesBack(a);
    expect(a.writing.snapshot().refused).toBe('漢');
    goesDown(a);
    const two = `hand:${newUuid()}`;
    a.writing.do([{ kind: 'add', id: two, after: 'p2' }]);
    types(a, two, 'Đoạn mới.');
    a.writing.do([{ kind: 'remove', id: two }]);
    a.writing.undo();
    expect(a.wordsOf(two)).toBe('Đoạn mới.');
    a.writing.redo();
    expect(JSON.stringify(a.kept)).not.toContain(two);
    a.writing.undo();
    expect(a.wordsOf(two)).toBe('Đoạn mới.');
    await comesBack(a);
    a.writing.drop();
    await settle();
    expect(log.paragraphs).toEqual(['p1: Một.', `${own}: `, 'p2: Hai. Khác.', `${two}: Đoạn mới.`, 'p3: Ba.']);
  });
});

describe('what a tablet kept', () => {
  it('minutes N40 behind a reload what is typed before the server answers stands beside what was kept', async () => {
    const a = await opens();
    goesDown(a);
    types(a, 'p1', ' Giữ lại.');
    const { kept } = a;
    if (!kept) throw new Error('nothing is kept');
    const again = tabletAt(log, 'a');
    expect(again.writing.takeUp(kept)).toBe(true);
    expect(again.wordsOf('p1')).toBe('Một. Giữ lại.');
    types(again, 'p1', ' Gõ tiếp.');
    expect(again.writing.takeUp(kept)).toBe(false);
    await again.writing.join();
    await settle();
    expect(log.paragraphs[0]).toBe('p1: Một. Giữ lại. Gõ tiếp.');
  });

  it('minutes N40 what another page left is taken up while this one is just coming in', async () => {
    const a = await opens();
    goesDown(a);
    types(a, 'p1', ' Giữ lại.');
    other('p1', ['Đầu. ', 4]);
    const here = tabletAt(log, 'a');
    let goOn = (): void => undefined;
    log.hold = new Promise((resolve) => (goOn = resolve));
    const first = here.writing.join();
    if (a.kept) here.writing.takeUp(a.kept);
    const second = here.writing.join();
    goOn();
    await Promise.all([first, second]);
    await settle();
    expect([here.writing.snapshot().state, log.paragraphs]).toEqual(['saved', ['p1: Đầu. Một. Giữ lại.', 'p2: Hai.', 'p3: Ba.']]);
  });

  it('minutes N37 N40 words whose paragraph is gone get one of their own, and the others stay where they are', async () => {
    const a = await opens();
    goesDown(a);
    types(a, 'p2', ' Của đoạn đã mất.');
    types(a, 'p3', ' Của đoạn còn.');
    types(a, 'p2', ' Thêm nữa.');
    // The text was made anew, without that paragraph.
    log.append(newUuid(), log.seq, [], 'b');
    log.text = { blocks: log.text.blocks.filter(({ id }) => id !== 'p2') };
    const { join } = log;
    vi.spyOn(log, 'join').mockImplementation((opId, from) => {
      const answer = join.call(log, opId, from);
      if (answer.ok) delete answer.since;
      return answer;
    });
    a.line.isUp = true;
    log.tablets.push(a.writing);
    await a.writing.join();
    await settle();
    expect(a.writing.snapshot().state).toBe('saved');
    expect(log.paragraphs).toEqual(['p1: Một.', expect.stringMatching(/^hand:.*: {2}Của đoạn đã mất\. Thêm nữa\.$/u), 'p3: Ba. Của đoạn còn.']);
  });

  it('minutes N37 N40 whoever comes back is told each change since, and no words of either side are torn', async () => {
    const a = await opens();
    goesDown(a);
    a.writing.write('p1', 'Một là vốn.');
    other('p1', ['Đầu. ', 4]);
    other('p1', [9, ' Cuối.']);
    await comesBack(a);
    expect(log.paragraphs[0]).toMatch(/^p1: Đầu\. Một là vốn\.( Cuối\.)?/u);
    expect([a.wordsOf('p1'), log.paragraphs[0]]).toEqual(['Đầu. Một là vốn. Cuối.', 'p1: Đầu. Một là vốn. Cuối.']);
  });

  it('minutes N38 N40 the page is left and taken up again while a message is under way: its words are there once', async () => {
    const a = await opens();
    let goOn = (): void => undefined;
    log.hold = new Promise((resolve) => (goOn = resolve));
    types(a, 'p1', ' Đang gửi.');
    types(a, 'p2', ' Đang đợi.');
    const left = a.writing.stop();
    if (!left) throw new Error('nothing is left');
    const before = JSON.stringify(a.kept);
    const again = tabletAt(log, 'a');
    again.writing.takeUp(left);
    const joining = again.writing.join();
    goOn();
    await joining;
    await settle(5_000);
    expect(log.paragraphs).toEqual(['p1: Một. Đang gửi.', 'p2: Hai. Đang đợi.', 'p3: Ba.']);
    expect([again.writing.snapshot().state, a.sent.length, JSON.stringify(a.kept)]).toEqual(['saved', 1, before]);
    // There again, the first has nothing of its own in hand: what it kept may be in the log by another page.
    a.writing.start();
    await a.writing.join();
    await settle();
    expect([a.writing.snapshot().state, log.paragraphs[1], a.wordsOf('p2')]).toEqual(['saved', 'p2: Hai. Đang đợi.', 'Hai. Đang đợi.']);
  });

  it('minutes N41 what came in just before the end is no left-over, and what did not stays', async () => {
    const a = await opens();
    log.hold = new Promise(() => undefined);
    types(a, 'p1', ' Đã vào.');
    types(a, 'p2', ' Chưa vào.');
    const sent = a.kept?.sent;
    if (!sent) throw new Error('nothing is under way');
    log.tablets.length = 0;
    log.append(sent.opId, 0, sent.steps, 'a');
    log.isClosed = true;
    log.hold = Promise.resolve();
    a.writing.close('state');
    await a.writing.save(100);
    expect(a.writing.snapshot()).toMatchObject({ closed: 'state', state: 'refused', unsent: 1 });
    expect(a.kept).toMatchObject({ sent: null, waiting: [{ id: 'p2' }] });
  });
});

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { DraftDelivery, PAUSE, type Delivery, type DeliveryAnswer } from '~/features/minutes/draft-delivery';

const p = (id: string, text: string) => ({ id, text });
const conflict: DeliveryAnswer = { ok: false, error: { code: 'conflict', reason: 'minutes.changed_elsewhere', params: { by: 'Lại Quốc Khiêm' } } };

/** A server that answers when it is told to, and a device that keeps what it is given. */
function desk(options: { full?: boolean } = {}) {
  const sent: Delivery[] = [];
  const answers: ((answer: DeliveryAnswer | 'lost') => void)[] = [];
  const kept: { text: string | null } = { text: null };
  const delivery = new DraftDelivery(
    { version: 1, paragraphs: [p('a', 'Một')] },
    {
      deliver: (one) => {
        sent.push(one);
        return new Promise((resolve, reject) => answers.push((answer) => (answer === 'lost' ? reject(new TypeError('network')) : resolve(answer))));
      },
      keep: (_version, paragraphs) => {
        if (options.full) return false;
        kept.text = paragraphs[0]?.text ?? '';
        return true;
      },
      forget: () => void (kept.text = null),
      newId: () => `id-${sent.length + 1}`,
    },
  );
  const write = (text: string): void => delivery.write(() => [p('a', text)]);
  const answer = async (given: DeliveryAnswer | 'lost'): Promise<void> => {
    answers.shift()?.(given);
    await vi.advanceTimersByTimeAsync(0);
  };
  const shown = () => delivery.snapshot();
  return { delivery, sent, kept, write, answer, shown };
}

describe('a text that saves itself', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('waits for a pause, but not for ever while somebody goes on writing', async () => {
    const { sent, write } = desk();
    write('Một h');
    await vi.advanceTimersByTimeAsync(PAUSE.still - 1);
    expect(sent).toHaveLength(0);
    await vi.advanceTimersByTimeAsync(1);
    expect(sent).toMatchObject([{ version: 1, paragraphs: [p('a', 'Một h')] }]);

    const other = desk();
    for (let at = 0; at < PAUSE.longest; at += 1_000) {
      other.write(`Một ${at}`);
      await vi.advanceTimersByTimeAsync(1_000);
    }
    expect(other.sent).toHaveLength(1);
  });

  it('minutes N4 writing on during a save is no conflict with oneself, and the next save builds on the version just made', async () => {
    const { delivery, sent, write, answer, shown } = desk();
    write('Một hai');
    const saving = delivery.save();
    write('Một hai ba');
    // The page hears of the stored text before the answer of its own save is there.
    delivery.serverHas(2, [p('a', 'Một hai')]);
    expect(shown()).toMatchObject({ theirs: null, state: 'sending' });
    await answer({ ok: true, version: 2 });
    expect(sent[1]).toMatchObject({ version: 2, paragraphs: [p('a', 'Một hai ba')] });
    await answer({ ok: true, version: 3 });
    await expect(saving).resolves.toBe(3);
    delivery.serverHas(2, [p('a', 'Một hai')]);
    expect(shown()).toMatchObject({ version: 3, state: 'saved', isDirty: false, theirs: null });
    expect(shown().paragraphs).toEqual([p('a', 'Một hai ba')]);
  });

  it('a lost answer is asked for again with the same save, whatever was written since', async () => {
    const { delivery, sent, kept, write, answer, shown } = desk();
    write('Một hai');
    const saving = delivery.save();
    await answer('lost');
    await expect(saving).resolves.toBeNull();
    expect(shown()).toMatchObject({ state: 'unsent', error: { reason: 'unreached' } });
    write('Một hai ba');
    expect(kept.text).toBe('Một hai ba');
    await vi.advanceTimersByTimeAsync(PAUSE.retry);
    expect(sent[1]).toEqual(sent[0]);
    await answer({ ok: true, version: 2 });
    expect(sent[2]).toMatchObject({ version: 2, commandId: 'id-3', paragraphs: [p('a', 'Một hai ba')] });
    await answer({ ok: true, version: 3 });
    expect(shown().state).toBe('saved');
    expect(kept.text).toBeNull();
  });

  it('handing the text over waits for the save that is on its way', async () => {
    const { delivery, sent, write, answer } = desk();
    write('Một hai');
    await vi.advanceTimersByTimeAsync(PAUSE.still);
    let handedOver: number | null = null;
    void delivery.save().then((done) => (handedOver = done));
    await vi.advanceTimersByTimeAsync(0);
    expect([sent.length, handedOver]).toEqual([1, null]);
    await answer({ ok: true, version: 2 });
    expect([sent.length, handedOver]).toEqual([1, 2]);
  });

  it('minutes N4 a text of somebody else is shown beside mine, and nothing is sent before a choice', async () => {
    const { delivery, sent, kept, write, answer, shown } = desk();
    write('Bản của tôi');
    void delivery.save();
    await answer(conflict);
    expect(shown()).toMatchObject({ state: 'refused', error: { reason: 'minutes.changed_elsewhere' } });
    delivery.serverHas(2, [p('a', 'Bản mới')]);
    expect(shown().theirs).toEqual({ version: 2, paragraphs: [p('a', 'Bản mới')] });
    await vi.advanceTimersByTimeAsync(60_000);
    expect(sent).toHaveLength(1);
    expect(kept.text).toBe('Bản của tôi');
    delivery.settle([p('a', 'Bản ghép')]);
    await vi.advanceTimersByTimeAsync(PAUSE.still);
    expect(sent[1]).toMatchObject({ version: 2, paragraphs: [p('a', 'Bản ghép')] });
  });

  it('a newer text comes in by itself while nothing unsaved is there', () => {
    const { delivery, shown } = desk();
    delivery.serverHas(4, [p('a', 'Bản mới')]);
    expect(shown()).toMatchObject({ version: 4, isDirty: false, theirs: null, paragraphs: [p('a', 'Bản mới')] });
  });

  it('a device that keeps nothing is told of; a text the server refuses is not sent again until it is changed', async () => {
    const { delivery, sent, write, answer, shown } = desk({ full: true });
    write('Ở đâu đó');
    expect(shown().isKept).toBe(false);
    void delivery.save();
    await answer({ ok: false, error: { code: 'invalid', reason: 'minutes.label_needed', params: {} } });
    await vi.advanceTimersByTimeAsync(60_000);
    expect([sent.length, shown().state]).toEqual([1, 'refused']);
    write('Địa điểm: Phòng họp');
    await vi.advanceTimersByTimeAsync(PAUSE.still);
    expect(sent).toHaveLength(2);
  });

  it('leaving the page sends what is there, once', async () => {
    const { delivery, sent, write, answer } = desk();
    write('Một hai');
    delivery.stop();
    expect(sent).toHaveLength(1);
    await answer('lost');
    await vi.advanceTimersByTimeAsync(60_000);
    expect(sent).toHaveLength(1);
  });
});

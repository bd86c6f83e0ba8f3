import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Adoption } from '../../../app/features/reader/prepared/adoption';
import { gesturesPrepared } from '../../../app/features/reader/prepared/prepared-marks';
import { InkClient } from '../../../app/tablet/ink/ink-client';
import type { InkTransport } from '../../../app/tablet/ink/ink-connection';
import { MemoryInkStorage } from '../../../app/tablet/ink/ink-storage';
import { decodeOp, type InkOp, type NoteOp } from '../../../server/shared/protocol/ink';
import type { AckOutcome, OutgoingOp } from '../../../server/shared/protocol/ink-frames';
import { adoptedId } from '../../../server/shared/rules/adopted-ink';

const ME = '0193b3a0-0000-7000-8000-000000000001';
const PREPARED = '0193b3a0-0000-7000-8000-00000000d0c1';
const OWN = '0193b3a0-0000-7000-8000-00000000d0c2';
const mark = (rank: number) => `0193b3a0-0000-7000-8000-0000000000a${rank}`;
const by = { inkId: PREPARED, name: 'Trịnh Thị Sâm', key: '5b01c3d2e4f6', asks: [] };
const note = (text: string): NoteOp => ({ kind: 'note', page: 0, color: 3, x: 10, y: 10, text });
const sent = new Map<string, OutgoingOp[]>();

/** A line that takes everything; the test answers. */
const transport: InkTransport = {
  status: 'online',
  join: async (doc) => ({ ok: true, doc, channel: 1, epoch: ME, reset: false, shared: 0, private: 0, canShare: false, canPresent: false, slots: {} }),
  leave: () => undefined,
  sendLive: () => undefined,
  probe: () => undefined,
  listen: () => () => undefined,
  sendOps: (doc, ops) => {
    sent.set(doc, [...(sent.get(doc) ?? []), ...ops]);
    return true;
  },
};

let own: InkClient;
let client: InkClient;
let adoption: Adoption;
let seq = 0;
const record = (opId: string, op: InkOp) => client.onRecords('private', [{ seq: (seq += 1), opId, authorId: ME, at: 1, op }]);
const answer = (opId: string, outcome: AckOutcome) => own.onAcks([{ opId, outcome, seq: 1 }]);
const finish = () => adoption.finish({ client, key: by.key });
const offered = () => gesturesPrepared(by, client, own);
const erased = () => (sent.get(PREPARED) ?? []).flatMap(({ bytes }) => {
  const read = decodeOp(bytes);
  return read.ok && read.value.kind === 'erase' ? read.value.targets : [];
});
/** The log has what was asked of it. */
const logged = () => (sent.get(PREPARED) ?? []).forEach(({ opId, bytes }) => {
  const read = decodeOp(bytes);
  if (read.ok) record(opId, read.value);
});
const arrived = (opId: string) => vi.waitFor(() => expect((sent.get(OWN) ?? []).map((op) => op.opId)).toContain(opId));

beforeEach(async () => {
  sent.clear();
  seq = 0;
  [own, client] = [OWN, PREPARED].map((doc) => new InkClient({ doc, me: ME, transport, storage: new MemoryInkStorage(), onLive: () => undefined, onSettled: () => undefined })) as [InkClient, InkClient];
  for (const one of [own, client]) await one.start();
  await vi.waitFor(() => expect([own, client].map((one) => one.summary().joined)).toEqual([true, true]));
  adoption = new Adoption(own);
  record(mark(1), note('Hỏi lại số liệu'));
});
afterEach(async () => {
  for (const one of [own, client]) await one.stop();
});

describe('adopting', () => {
  it('annotations K22 takes the prepared mark away once the server has the adopted one, and not before', async () => {
    const [id = ''] = adoption.draw(offered());
    expect(id).toBe(adoptedId(mark(1), by.key));
    expect(offered()).toEqual([]);
    finish();
    await arrived(id);
    finish();
    expect(erased()).toEqual([]);
    answer(id, 'committed');
    finish();
    finish();
    await vi.waitFor(() => expect(erased()).toEqual([mark(1)]));
  });

  it('annotations K22 what the server does not take is lost to nobody: the prepared mark stays and is offered again', async () => {
    const [id = ''] = adoption.draw(offered());
    await arrived(id);
    answer(id, 'conflict');
    finish();
    expect(offered().map(({ adopted }) => adopted)).toEqual([[id]]);
    expect(own.model.mark(id)?.state).toBe('refused');
    adoption.draw(offered());
    await vi.waitFor(() => expect((sent.get(OWN) ?? []).filter(({ opId }) => opId === id)).toHaveLength(2));
    expect(erased()).toEqual([]);
    answer(id, 'committed');
    finish();
    await vi.waitFor(() => expect(erased()).toEqual([mark(1)]));
  });

  it('annotations K22 is ended when the paper is open again; what who prepared it brings back after that stays, so that nothing tells them it was adopted', async () => {
    const [id = ''] = adoption.draw(offered());
    await arrived(id);
    answer(id, 'committed');
    adoption = new Adoption(own);
    finish();
    await vi.waitFor(() => expect(erased()).toEqual([mark(1)]));
    logged();
    record(mark(2), { kind: 'restore', targets: [mark(1)] });
    expect(client.model.shows(mark(1))).toBe(true);
    for (const again of [adoption, new Adoption(own)]) again.finish({ client, key: by.key });
    expect(client.model.shows(mark(1))).toBe(true);
    expect(offered()).toEqual([]);
  });

  it('annotations K22 taken back and adopted again, the prepared mark goes again', async () => {
    const [id = ''] = adoption.draw(offered());
    await arrived(id);
    answer(id, 'committed');
    finish();
    await vi.waitFor(() => expect(erased()).toEqual([mark(1)]));
    logged();
    own.erase([id]);
    record(mark(2), { kind: 'restore', targets: [mark(1)] });
    finish();
    expect(erased()).toEqual([mark(1)]);
    adoption.draw(offered());
    finish();
    await vi.waitFor(() => expect(erased()).toEqual([mark(1), mark(1)]));
  });
});

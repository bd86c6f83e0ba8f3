import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeEnded, decodeInkHint, decodeMeetingHint, encodeEnded, encodeInkHint, encodeMeetingHint } from '../../../server/live/hints';

const batch = fc.record({ personId: fc.uuid(), laser: fc.boolean(), bytes: fc.uint8Array({ maxLength: 300 }) });
const ink = fc.record({ live: fc.array(batch, { maxLength: 20 }), authors: fc.array(fc.uuid(), { maxLength: 20 }) });

describe('live LR11 hints between processes', () => {
  it('come out as they went in', () => {
    fc.assert(fc.property(ink, (hint) => void expect(decodeInkHint(encodeInkHint(hint))).toEqual(hint)));
    const events = { kind: 'events' as const, seq: 7, types: ['sitting.item_started'] };
    expect(decodeMeetingHint(encodeMeetingHint(events))).toEqual(events);
    const page = { kind: 'page' as const, personId: 'p', documentId: 'd', page: 3 };
    expect(decodeMeetingHint(encodeMeetingHint(page))).toEqual(page);
    expect(decodeEnded(encodeEnded(['s']))).toEqual(['s']);
  });

  it('that are not understood are not heard, whatever they hold', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (noise) => {
        decodeInkHint(noise);
        expect([decodeMeetingHint(noise), decodeEnded(noise)]).toEqual([null, []]);
      }),
    );
    fc.assert(fc.property(ink, fc.nat(), (hint, at) => void expect(decodeInkHint(encodeInkHint(hint).slice(0, at % encodeInkHint(hint).length))).toBeNull()));
    expect(decodeMeetingHint(new TextEncoder().encode('{"kind":"later","seq":1}'))).toBeNull();
  });
});

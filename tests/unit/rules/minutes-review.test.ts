import { describe, expect, it } from 'vitest';
import { reviewMinutes } from '../../../server/shared/rules/minutes-review';
import type { MinutesParagraph } from '../../../server/shared/rules/minutes-text';

const event = (id: string, text: string): MinutesParagraph => ({ id, source: { kind: 'event', ref: 'a' }, text });
const hand = (id: string, text: string): MinutesParagraph => ({ id, source: { kind: 'hand' }, text });
const recorded = [
  event('quorum', 'Có mặt 19.'), event('item:a:title', 'Nội dung 1. Đầu tư công'), event('item:a:time', '1. Thời gian: từ 08 giờ 00 đến 08 giờ 30.'),
  hand('item:a:discussion', '2. Ý kiến thảo luận: '), event('vote:v', '3. Biểu quyết: tán thành 17.'), hand('item:a:conclusion', '4. Kết luận của Chủ tọa: '), hand('conclusion', ''),
];

describe('what the chair has to look at', () => {
  it('minutes N22 a text as recorded differs nowhere; its parts for the hand are empty', () => {
    expect(reviewMinutes(recorded, recorded)).toEqual({
      differing: [], leftOut: [],
      empty: [{ id: 'item:a:discussion', item: 'Nội dung 1', part: 'discussion' }, { id: 'item:a:conclusion', item: 'Nội dung 1', part: 'conclusion' }, { id: 'conclusion', item: null, part: 'general' }],
    });
  });

  it('minutes N22 other words, what was left out and what was emptied are named; another number of the same place is not', () => {
    const written = [
      { id: 'quorum', text: 'Có mặt 20.' }, { id: 'item:a:title', text: 'Nội dung 1. Đầu tư công' }, { id: 'item:a:time', text: '2. Thời gian: từ 08 giờ 00 đến 08 giờ 30.' },
      { id: 'item:a:discussion', text: 'Ý kiến thảo luận: không.' }, { id: 'hand:1', text: 'Viết thêm.' }, { id: 'vote:v', text: '' }, { id: 'conclusion', text: 'Giao Văn phòng.' },
    ];
    expect(reviewMinutes(recorded, written)).toEqual({
      differing: [{ id: 'quorum', text: 'Có mặt 20.', recorded: 'Có mặt 19.' }],
      leftOut: [{ id: 'vote:v', recorded: 'Biểu quyết: tán thành 17.' }],
      empty: [{ id: 'item:a:conclusion', item: 'Nội dung 1', part: 'conclusion' }],
    });
  });
});

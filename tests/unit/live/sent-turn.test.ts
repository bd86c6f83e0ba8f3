import { describe, expect, it } from 'vitest';
import { isMissed, type SentTurn } from '../../../app/tablet/live/sent-turn';
import type { ShownPage } from '../../../server/shared/protocol/meeting-events';

const shown = (page: number, rev: number, documentId = 'paper'): ShownPage => ({ meetingId: 'm', documentId, page, personId: 'me', rev });
const turn = (page: number, rev: number | null, basis: number | null = 4): SentTurn => ({ documentId: 'paper', page, rev, basis });

describe('a turn of the presenter after a reconnect', () => {
  it('made without a network is told when nobody turned since', () => expect(isMissed(turn(5, null), shown(3, 4))).toBe(true));
  it('is left alone when another device turned meanwhile: nobody is pulled back', () => expect(isMissed(turn(5, null), shown(9, 6))).toBe(false));
  it('that a killed server forgot is told again', () => {
    expect(isMissed(turn(5, 12), shown(3, 2))).toBe(true);
    expect(isMissed(turn(5, 12), shown(3, 13))).toBe(false);
  });
  it('never answered is told again, also before any page was known', () => {
    expect(isMissed(turn(5, null, null), shown(3, 1))).toBe(true);
    expect(isMissed(turn(5, null), shown(5, 5))).toBe(false);
  });
  it('of another paper, or of nobody, is none', () => {
    expect(isMissed(turn(5, null), shown(3, 4, 'other'))).toBe(false);
    expect(isMissed(turn(5, null), null)).toBe(false);
    expect(isMissed(null, shown(3, 4))).toBe(false);
  });
});

import fc from 'fast-check';
import { readerTexts } from '../../../app/features/reader/texts';
import { describe, expect, it } from 'vitest';
import { findInPage } from '../../../app/tablet/reader/document-search';
import { foldedText as foldText } from '../../../server/shared/language/folded-text';
import { followBar, leavesFollowing, pageToFollow } from '../../../app/tablet/reader/follow-state';
import type { FollowInput } from '../../../app/tablet/reader/follow-state';

describe('search in the paper', () => {
  it('accents, capitals and line ends do not matter, and the hit is the original text', () => {
    const text = 'Quyết định của Ủy ban\nnhân dân tỉnh; ĐẬP thủy lợi';
    const hit = findInPage(foldText(text), 'uy ban nhan dan', 3);
    expect(hit).toHaveLength(1);
    expect(text.slice(hit[0]?.start, hit[0]?.end)).toBe('Ủy ban\nnhân dân');
    const dam = findInPage(foldText(text), 'đập', 3)[0];
    expect(text.slice(dam?.start, dam?.end)).toBe('ĐẬP');
    expect(findInPage(foldText('Uỷ ban'.normalize('NFD')), 'ủy', 1)).toHaveLength(1);
  });

  it('letters that look like đ are found as đ', () => {
    expect(findInPage(foldText('UBND tỉnh Ðắk Lắk'), 'đắk', 4)).toHaveLength(1);
    expect(findInPage(foldText('tỉnh Đắk Lắk'), 'Ðak', 4)).toHaveLength(1);
  });
  it('every word of a text is found where it stands', () => {
    const word = fc.stringMatching(/^[a-zA-ZăâđêôơưáàảãạấầễựẾỮẶ]{1,8}$/u);
    fc.assert(fc.property(fc.array(word, { minLength: 1, maxLength: 12 }), (words) => {
      const text = words.join(' ');
      for (const one of words) {
        const hits = findInPage(foldText(text), one, 1);
        expect(hits.some(({ start, end }) => text.slice(start, end) === one)).toBe(true);
      }
    }));
  });

  it('an empty query finds nothing', () => expect(findInPage(foldText('abc'), '  ', 1)).toEqual([]));
});

describe('following', () => {
  const base: FollowInput = { presenterName: 'Cù Minh Thạc', presenting: false, following: true, sameDocument: true, presenterPage: 5, myPage: 5, writing: false, heldBack: false };
  it('reader F1 a page of the presenter moves mine only while I follow and do not write', () => {
    expect(pageToFollow({ ...base, presenterPage: 6 })).toBe(6);
    expect(pageToFollow({ ...base, presenterPage: 6, writing: true })).toBeNull();
    expect(pageToFollow({ ...base, presenterPage: 6, following: false })).toBeNull();
  });
  it('reader F2 looking elsewhere by hand leaves following', () => {
    expect(leavesFollowing(base, 7)).toBe(true);
    expect(leavesFollowing(base, 5)).toBe(false);
    // Scrolling, wherever it ends.
    expect(leavesFollowing(base, null)).toBe(true);
    for (const none of [{ following: false }, { presenting: true }, { presenterName: null }, { sameDocument: false }]) expect(leavesFollowing({ ...base, ...none }, null)).toBe(false);
    expect(followBar({ ...base, following: false, myPage: 8 })).toEqual({ state: 'away', page: 5, distance: 3 });
  });
  it('reader F3 what was held back while writing stays until asked', () => {
    expect(pageToFollow({ ...base, presenterPage: 9, heldBack: true })).toBeNull();
    expect(followBar({ ...base, presenterPage: 9, heldBack: true }).state).toBe('paused');
  });
  it('reader F4 another document is offered, never opened', () => {
    expect(followBar({ ...base, sameDocument: false }).state).toBe('elsewhere');
    expect(pageToFollow({ ...base, sameDocument: false, presenterPage: 9 })).toBeNull();
  });
  it('reader F5 the presenter never follows, and nobody presenting shows nothing', () => {
    expect(pageToFollow({ ...base, presenting: true, presenterPage: 9 })).toBeNull();
    expect(followBar({ ...base, presenterName: null }).state).toBe('none');
  });
  it('reader F6 presenting is told without a name only to the one who presents: who presented before reads who does now', () => {
    const handedOver = followBar({ ...base, presenting: false, following: false, presenterPage: 5, myPage: 5 });
    expect(handedOver.state).toBe('away');
    for (const texts of [readerTexts.vi, readerTexts.en]) {
      expect([texts.away, texts.elsewhere, texts.following].every((text) => text.includes('{name}'))).toBe(true);
      expect(texts.presenting).not.toContain('{name}');
    }
  });
});

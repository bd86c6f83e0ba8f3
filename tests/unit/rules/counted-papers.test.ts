import { describe, expect, it } from 'vitest';
import { countedPapers, meetingAccount } from '../../../server/modules/metrics/account';
import { defaultAccountFactors } from '../../../server/shared/law/paper-factors';

const at = (time: string): Date => new Date(`2026-11-26T${time}:00+07:00`);
const papers = [{ id: 'a', title: 'Báo cáo', pages: 10, itemId: 'first' }, { id: 'b', title: 'Tờ trình', pages: 20, itemId: 'second' }, { id: 'c', title: 'Chương trình', pages: 2, itemId: null }];
const items = [{ id: 'first', startedAt: at('08:05'), movedToId: null }, { id: 'second', startedAt: at('09:00'), movedToId: null }];
const savesOf = (...of: Parameters<typeof countedPapers>) => countedPapers(...of).map(({ paper, saves }) => [(paper as unknown as (typeof papers)[number]).id, saves]);

describe('what of the papers the account counts', () => {
  it('metrics P11 papers of an item that was moved to another session are counted there', () => {
    expect(savesOf(papers, [items[0] ?? items[1] as never, { id: 'second', startedAt: null, movedToId: 'x' }], null, at('08:00'))).toEqual([['a', true], ['c', true]]);
    // One that was begun here was shown here.
    expect(savesOf(papers, [{ ...(items[0] as never as (typeof items)[number]) }, { id: 'second', startedAt: at('09:00'), movedToId: 'x' as never }], null, at('08:00'))).toHaveLength(3);
  });

  it('metrics P12 what was dealt with on paper saved nothing, and what was printed of it counts as printed', () => {
    expect(savesOf(papers, items, { from: at('08:40') }, at('08:00'))).toEqual([['a', true], ['b', false], ['c', true]]);
    expect(savesOf(papers, items, { from: at('08:00') }, at('08:00'))).toEqual([['a', false], ['b', false], ['c', false]]);
    const { totals, documents } = meetingAccount({ papers, onPaper: new Set(['b']), fetched: new Map(), recipients: { members: 20, guests: 5, total: 25 }, printedSets: 3, declarations: [], factors: defaultAccountFactors });
    expect(documents.map(({ entitled, pagesAvoided, pagesPrinted }) => [entitled, pagesAvoided, pagesPrinted])).toEqual([[25, 220, 30], [0, 0, 60], [25, 44, 6]]);
    expect(totals).toMatchObject({ pagesAvoided: 264, pagesPrinted: 96 });
  });
});

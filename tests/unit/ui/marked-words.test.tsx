import { createElement, type ReactNode } from 'react';
import { renderToString } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { UiProvider } from '~/ui';
import type { EditorData } from '../../../app/features/minutes/data';
import { ChangesOf, MarkedWords } from '../../../app/features/minutes/differences';
import { MinutesPage } from '../../../app/features/minutes/minutes-page';
import type { MinutesWriting } from '../../../app/features/minutes/use-cowriting';
import { WritingTools } from '../../../app/features/minutes/writing-tools';
import { applySteps, writtenFrom, type WrittenBlock } from '../../../server/shared/rules/written-minutes';

const NAMES = { a: 'Nguyễn Thị Hoà Bình', b: 'Trần Văn Út' };
const AT = new Date('2026-11-26T11:50:00+07:00').getTime();
const shows = (language: 'vi' | 'en', children: ReactNode): string => renderToString(createElement(UiProvider, { language, children }));

function written(): WrittenBlock {
  const draft = writtenFrom([{ id: 'conclusion', source: { kind: 'hand' }, text: 'Thống nhất nội dung.' }]);
  const step = (change: (number | string)[]) => [{ kind: 'text' as const, id: 'conclusion', change }];
  const first = applySteps(draft, step([20, ' Ghi nhầm.', ' Giao Sở Tài chính.']), { by: 'a', at: AT, seq: 1 });
  const [block] = applySteps(first, step([11, -8, 1, -10, 19]), { by: 'b', at: AT, seq: 2 }).blocks;
  if (!block) throw new Error('no paragraph');
  return block;
}

describe('words of the minutes with what was changed', () => {
  it('minutes N46 who put in or took out what, and when, is said in words; what was taken out of people’s own words is not there', () => {
    const block = written();
    const html = shows('vi', createElement(MarkedWords, { block, shown: 'Thống nhất . Giao Sở Tài chính.', names: NAMES }));
    expect(html).toMatch(/<del[^>]*><span class="ph-hidden">\(Trần Văn Út bỏ lúc 11:50 ngày 26\/11\/2026\) <\/span>nội dung<\/del>/u);
    expect(html).toMatch(/<ins[^>]*><span class="ph-hidden">\(Nguyễn Thị Hoà Bình thêm lúc 11:50 ngày 26\/11\/2026\) <\/span> Giao Sở Tài chính\.<\/ins>/u);
    expect(html).not.toContain('Ghi nhầm');
    expect(shows('en', createElement(MarkedWords, { block, shown: '', names: NAMES }))).toContain('(put in by Nguyễn Thị Hoà Bình at ');
  });

  it('minutes N46 a paragraph that is touched says below it who changed what', () => {
    const data = { agency: { name: 'Ủy ban nhân dân tỉnh Lâm Đồng', shortName: 'UBND' }, notation: 'BB-UBND', session: { title: 'Phiên họp tháng 11' }, minutes: null, signers: { secretary: 'A', chair: 'B', authority: [] } } as unknown as EditorData;
    const nothing = (): void => undefined;
    const page = (active: string | null): string =>
      shows('vi', createElement(MinutesPage, { data, paragraphs: [{ id: 'conclusion', text: 'Thống nhất' }], known: new Map(), isEditing: false, joint: null, active, number: null, marked: new Map([['conclusion', written()]]), names: NAMES, people: [], speakersOf: () => [], onActivate: nothing, onChange: nothing, onAddAfter: nothing, onRemove: nothing, onCaret: nothing, onUndo: nothing, onRedo: nothing }));
    expect([page(null), page('conclusion')].map((words) => words.includes('mn-changes'))).toEqual([false, true]);
    const html = shows('vi', createElement(ChangesOf, { block: written(), names: NAMES }));
    expect(html.match(/<li>/gu)).toHaveLength(2);
    expect(html).toContain('Trần Văn Út');
    const untouched = writtenFrom([{ id: 'conclusion', source: { kind: 'hand' }, text: 'Thống nhất.' }]).blocks[0];
    expect(untouched && shows('vi', createElement(ChangesOf, { block: untouched, names: NAMES }))).not.toContain('<li>');
  });

  it('minutes N46 the switch between writing and changes says what it does in its words alone', () => {
    const tools = (isEditing: boolean): string => shows('vi', createElement(WritingTools, { draft: { people: [], canUndo: false, canRedo: false } as unknown as MinutesWriting, isEditing, onSwitch: () => undefined }));
    expect([tools(true).includes('Xem chỗ sửa'), tools(false).includes('Soạn tiếp'), /aria-pressed/u.test(tools(true) + tools(false))]).toEqual([true, true, false]);
  });
});

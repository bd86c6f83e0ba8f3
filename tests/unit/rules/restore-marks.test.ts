import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { markRestorer } from '../../../server/shared/language/restore-marks';
import { foldText } from '../../../server/shared/language/vietnamese-text';

const KNOWN = ['Tình hình giải ngân vốn đầu tư công', 'Báo cáo kết quả', 'Kế hoạch chuyển đổi số', 'Ke hoach khong dau', 'Đề án số hóa', 'Bảo vệ môi trường', 'Tờ trình'];
const restore = markRestorer(KNOWN);

describe('marks for titles typed without', () => {
  it.each([
    ['Bao cao dau tu cong', 'Báo cáo đầu tư công'],
    ['To trinh 12 ke hoach chuyen doi so', 'Tờ trình 12 kế hoạch chuyển đổi số'],
    ['BAO CAO KET QUA', 'BÁO CÁO KẾT QUẢ'],
    ['to-trinh_bao-cao', 'tờ-trình_báo-cáo'],
  ])('documents D31 %s → %s', (typed, wanted) => {
    expect(restore(typed)).toBe(wanted);
  });

  it('documents D31 proposes nothing where a word is unknown, has two readings, or marks are there already', () => {
    expect(restore('Bao cao thu ngan sach')).toBeNull();
    // "bao" is báo and bảo: alone it has no single reading, in a known phrase it has.
    expect(restore('Bao')).toBeNull();
    expect(restore('Báo cáo ket qua')).toBeNull();
    expect(markRestorer(['Báo cáo', 'Bào cao'])('bao cao')).toBeNull();
    expect(restore('2026')).toBeNull();
  });

  it('documents D31 changes marks only: folded, the proposal is what was typed', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...KNOWN.flatMap((title) => title.split(' '))), { minLength: 1, maxLength: 8 }), (words) => {
        const typed = foldText(words.join(' '));
        const proposal = restore(typed);
        if (proposal !== null) expect(foldText(proposal)).toBe(typed);
      }),
    );
  });
});

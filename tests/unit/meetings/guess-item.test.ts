import { describe, expect, test } from 'vitest';
import { guessItem } from '../../../app/features/documents/guess-item';

const items = [
  { id: 'a', number: 1, title: 'Tình hình kinh tế – xã hội, quốc phòng – an ninh tháng 11' },
  { id: 'b', number: 2, title: 'Kết quả thực hiện kết luận phiên họp tháng 10' },
  { id: 'c', number: 3, title: 'Điều chỉnh kế hoạch đầu tư công năm 2026' },
  { id: 'd', number: 4, title: 'Kế hoạch chuyển đổi số tỉnh năm 2027' },
  { id: 'e', number: null, title: 'Ổn định, điểm danh, thông qua chương trình' },
];

describe('guessItem', () => {
  test.each([
    ['03_To trinh dieu chinh DTC.pdf', 'c'],
    ['ND4 - Dự thảo Quyết định.pdf', 'd'],
    ['Nội dung 2.pdf', 'b'],
    ['Báo cáo mục 1.PDF', 'a'],
  ])('%s names its item by number', (name, itemId) => {
    expect(guessItem(name, items)).toEqual({ itemId, sure: true });
  });

  test.each([
    ['Bao cao kinh te xa hoi.pdf', 'a'],
    ['Dau tu cong - phu luc.pdf', 'c'],
    ['chuyển đổi số (2).pdf'.normalize('NFD'), 'd'],
  ])('%s shares words with one item, and the person is asked', (name, itemId) => {
    expect(guessItem(name, items)).toEqual({ itemId, sure: false });
  });

  test.each([
    ['03-12-2026 Báo cáo chuyển đổi số.pdf', { itemId: 'd', sure: false }],
    ['05.12 Ke hoach dau tu cong.pdf', { itemId: 'c', sure: false }],
    ['2026_11_03 To trinh.pdf', null],
    ['03122026_Bao cao.pdf', null],
    ['3.12.26 Báo cáo.pdf', null],
    ['Nội dung 3.1 Phụ lục.pdf', { itemId: 'c', sure: true }],
    ['04_To trinh ngay 03-12-2026.pdf', { itemId: 'd', sure: true }],
  ])('the date in %s is no number of an item', (name, guess) => {
    expect(guessItem(name, items)).toEqual(guess);
  });

  test.each(['scan_20261118_0931.pdf', 'Copy of BC.pdf', '99_xyz.pdf', 'ke hoach.pdf', ''])('%s tells nothing', (name) => {
    expect(guessItem(name, items)).toBeNull();
  });
});

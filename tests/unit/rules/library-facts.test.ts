import { describe, expect, it } from 'vitest';
import { articleIn, beginningOf } from '../../../server/shared/rules/article-text';
import { libraryFactsOf } from '../../../server/shared/rules/library-facts';
import { stateOn } from '../../../server/shared/rules/library-state';

describe('what a document says of itself', () => {
  it('library LB4 number, kind, day, who issued it and the title are read from the first page', () => {
    const decree = 'CHÍNH PHỦ\nSố: 30/2020/NĐ-CP\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nHà Nội, ngày 05 tháng 3 năm 2020\nNGHỊ ĐỊNH\nVề công tác văn thư\nCăn cứ Luật Tổ chức Chính phủ ngày 19 tháng 6 năm 2015;';
    expect(libraryFactsOf(decree)).toEqual({ number: '30/2020/NĐ-CP', kind: 'nghi_dinh', issuer: 'Chính phủ', issuedOn: '2020-03-05', title: 'Về công tác văn thư' });
    const law = 'QUỐC HỘI\nLuật số: 72/2025/QH15\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nLUẬT\nTỔ CHỨC CHÍNH QUYỀN ĐỊA PHƯƠNG\nCăn cứ Hiến pháp';
    expect(libraryFactsOf(law)).toMatchObject({ number: '72/2025/QH15', kind: 'luat', issuer: 'Quốc hội', title: 'Luật Tổ chức chính quyền địa phương' });
    const decision = 'ỦY BAN NHÂN DÂN\nTỈNH THANH GIANG\nSố: 1234/QĐ-UBND\nQUYẾT ĐỊNH\nVề việc ban hành Quy chế làm việc\ncủa Ủy ban nhân dân tỉnh\nCHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH\nCăn cứ';
    expect(libraryFactsOf(decision)).toMatchObject({ number: '1234/QĐ-UBND', kind: 'quyet_dinh', title: 'Về việc ban hành Quy chế làm việc của Ủy ban nhân dân tỉnh' });
  });

  it('library LB4 what a page does not say is not made up', () => {
    expect(libraryFactsOf('')).toEqual({ number: '', kind: null, issuer: '', issuedOn: null, title: '' });
    expect(libraryFactsOf('Một trang bất kỳ')).toMatchObject({ number: '', kind: null, issuedOn: null, title: '' });
  });

  it('library LB1 before its first day a document is not in force yet, whatever is said of later ones', () => {
    expect([stateOn({ state: 'in_force', inForceOn: '2026-12-01' }, '2026-11-30'), stateOn({ state: 'in_force', inForceOn: '2026-12-01' }, '2026-12-01'), stateOn({ state: 'replaced', inForceOn: null }, '2026-12-01')]).toEqual(['not_yet', 'in_force', 'replaced']);
  });
});

describe('an article of a document', () => {
  const pages = [
    { page: 1, text: 'NGHỊ ĐỊNH\nĐiều 1. Phạm vi\nTheo Điều 5 Luật Lưu trữ.\nĐiều 2. Đối tượng\n1. Cơ quan' },
    { page: 2, text: '2. Tổ chức\nĐiều 12. Khác\nChương II\nĐIỀU 5\nNội dung' },
  ];

  it('library LB8 it begins where a line does, goes over the end of a page, and ends before the next', () => {
    expect(articleIn(pages, '2')).toEqual({ page: 1, text: 'Điều 2. Đối tượng\n1. Cơ quan\n2. Tổ chức', isCut: false });
    expect(articleIn(pages, '12')).toEqual({ page: 2, text: 'Điều 12. Khác', isCut: false });
    expect(articleIn(pages, '5')).toEqual({ page: 2, text: 'ĐIỀU 5\nNội dung', isCut: false });
    expect(articleIn(pages.map(({ page, text }) => ({ page, text: text.normalize('NFD') })), '1')?.text).toBe('Điều 1. Phạm vi\nTheo Điều 5 Luật Lưu trữ.');
  });

  it('library LB8 what is not there is not found, and what is long is cut and says so', () => {
    expect(articleIn(pages, '3')).toBeNull();
    expect(articleIn([], '1')).toBeNull();
    expect(articleIn([{ page: 1, text: `Điều 1.\n${'chữ '.repeat(4_000)}` }], '1')).toMatchObject({ isCut: true });
    expect(beginningOf([{ page: 1, text: ' Mở đầu ' }])).toEqual({ page: 1, text: 'Mở đầu', isCut: false });
    expect(beginningOf([])).toBeNull();
  });

  it('library LB8 a line of a table of contents is not the article, unless there is nothing else', () => {
    const contents = [
      ['MỤC LỤC\nĐiều 1. Phạm vi ........ 3\nĐiều 2. Đối tượng ........ 4\nĐiều 3. Khác', 'with dots'],
      ['MỤC LỤC\nĐiều 1. Phạm vi 3\nĐiều 2. Đối tượng của\nnghị định này 4\nĐiều 3. Khác', 'with numbers of pages'],
      ['MỤC LỤC\nĐiều 1. Phạm vi\nĐiều 2. Đối tượng\nĐiều 3. Khác', 'with neither'],
    ].map(([text = '']) => ({ page: 1, text }));
    const text = { page: 2, text: 'Điều 1. Phạm vi\nNghị định này\nĐiều 2. Đối tượng\n1. Cơ quan\nĐiều 4. Ban hành kèm theo Quyết định này Quy chế.' };
    for (const one of contents) {
      expect(articleIn([one, text], '2')).toEqual({ page: 2, text: 'Điều 2. Đối tượng\n1. Cơ quan', isCut: false });
      expect(articleIn([{ page: 1, text: `${one.text}\n${text.text}` }], '2')?.text).toBe('Điều 2. Đối tượng\n1. Cơ quan');
      expect(articleIn([one, text], '3')).toMatchObject({ page: 1 });
    }
    // The articles of a decision stand before those of what it enacts.
    expect(articleIn([text, { page: 3, text: 'QUY CHẾ\nĐiều 4. Họp\n1. Họp hằng tháng' }], '4')).toMatchObject({ page: 2 });
  });
});

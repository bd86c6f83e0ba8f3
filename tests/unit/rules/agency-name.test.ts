import { describe, expect, it } from 'vitest';
import { agencyLines } from '../../../server/shared/rules/agency-name';

describe('names of agencies in the head of a document', () => {
  it.each([
    ['Ủy ban nhân dân tỉnh Thanh Giang', ['ỦY BAN NHÂN DÂN', 'TỈNH THANH GIANG']],
    ['Hội đồng nhân dân  phường Hòa Khê', ['HỘI ĐỒNG NHÂN DÂN', 'PHƯỜNG HÒA KHÊ']],
    ['Ủy ban nhân dân', ['ỦY BAN NHÂN DÂN']],
    ['Sở Tài chính', ['SỞ TÀI CHÍNH']],
    ['Văn phòng Ủy ban nhân dân tỉnh', ['VĂN PHÒNG', 'ỦY BAN NHÂN DÂN TỈNH']],
    ['Ban Chỉ đạo các chương trình mục tiêu quốc gia tỉnh Thanh Giang', ['BAN CHỈ ĐẠO', 'CÁC CHƯƠNG TRÌNH MỤC TIÊU', 'QUỐC GIA TỈNH THANH GIANG']],
  ])('counting G31 %s', (name, lines) => {
    expect(agencyLines(name)).toEqual(lines);
  });

  it('nothing of a name is lost, and no line stands alone with a word that fits above', () => {
    const name = 'Ủy ban nhân dân thành phố trực thuộc trung ương có một cái tên rất dài để thử cách ngắt dòng của đầu văn bản';
    expect(agencyLines(name).join(' ')).toBe(name.toLocaleUpperCase('vi'));
    expect(Math.max(...agencyLines(name).map(({ length }) => length))).toBeLessThanOrEqual(32);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { meetsSearch, searchPassage, searchRanges, searchTerms, searchWords, SEARCH_LIMITS } from '../../../server/shared/language/search-text';

const finds = (question: string, text: string): boolean => meetsSearch(text, searchTerms(question));
const marked = (question: string, text: string): string[] => searchRanges(text, searchTerms(question)).map(([start, end]) => text.slice(start, end));

describe('words that are searched', () => {
  it.each([
    ['nghị quyết', 'Nghị quyết về dự toán'],
    ['NGHỊ QUYẾT', 'Nghị quyết về dự toán'],
    ['dac khu', 'Đặc khu Phú Quốc'],
    ['dau tu', 'vốn đầu tư công'],
    ['đặc khu', 'ĐẶC KHU'],
    ['Ðặc khu', 'đặc khu'],
    ['uy ban', 'Ủy ban nhân dân'],
    ['hoà bình', 'tỉnh Hòa Bình'],
    ['hòa bình', 'tỉnh Hoà Bình'],
    ['thuỷ lợi', 'công trình thủy lợi'],
    ['sức khoẻ', 'chăm sóc sức khỏe'],
    ['quý IV', 'Quí IV, qúy IV'.replace('Quí IV, ', '')],
    ['30/2020/NĐ-CP', 'Nghị định số 30/2020/NĐ-CP ngày 05/3/2020'],
    ['30/2020/nd-cp', 'Nghị định số 30/2020/NĐ-CP'],
    ['1.234,5', 'tổng số 1.234,5 tỷ đồng'],
    ['giải phóng mặt bằng', 'giải phóng\nmặt bằng'],
    ['"mặt bằng"', 'giải phóng mặt bằng'],
    ['“mặt bằng', 'giải phóng mặt bằng'],
    ['phong giai', 'Giải phóng'],
    ['finance', 'ﬁnance'],
    ['Tiếng', 'Tiếng'.normalize('NFD')],
    ['Tiếng'.normalize('NFD'), 'Tiếng'],
    ['nghị', 'ng\u00adhị'],
  ])('search SR1 %s is found in %s', (question, text) => {
    expect(finds(question, text)).toBe(true);
  });

  it.each([
    ['quyết', 'quyet'],
    ['đầu', 'dầu'],
    ['ban', 'bang'],
    ['"bình hòa"', 'Hòa Bình'],
    ['"mặt bằng"', 'mặt của bằng'],
    ['30/2020/NĐ-CP', '30/2021/NĐ-CP'],
    ['hoa', 'họp'],
    ['má', 'mà'],
    ['ma mà', 'má'],
    ['', 'gì'],
    ['!?', 'gì'],
  ])('search SR1 %s is not found in %s', (question, text) => {
    expect(finds(question, text)).toBe(false);
  });

  it('search SR1 a tone is where it is written, and no syllable of Vietnamese becomes another by it', () => {
    const exact = (word: string): string => searchWords(word)[0]?.exact ?? '';
    for (const [one, other] of [['hòa', 'hoà'], ['thủy', 'thuỷ'], ['khỏe', 'khoẻ'], ['loè', 'lòe'], ['qúy', 'quý'], ['Hòa', 'hoà']] as const) expect(exact(one)).toBe(exact(other));
    const different = ['mà', 'má', 'mã', 'mả', 'mạ', 'ma', 'mâ', 'mă', 'đa', 'da', 'ưa', 'ua', 'ơn', 'ôn', 'on', 'tây', 'tấy', 'tày'];
    expect(new Set(different.map(exact)).size).toBe(different.length);
    // Words of others have as many marks as they like.
    expect(exact('résumé')).toBe('résumé');
  });

  it('search SR2 what stands without a blank is one phrase, every other word stands by itself, a question has an end', () => {
    expect(searchTerms('dự toán "thu chi" 30/2020/NĐ-CP, (năm)').map(({ column, words }) => `${column} ${words.length}`)).toEqual(['exact 1', 'exact 1', 'folded 2', 'exact 4', 'exact 1']);
    expect(searchTerms('a '.repeat(500)).length).toBe(SEARCH_LIMITS.terms);
    expect(searchTerms('a-'.repeat(500))).toEqual([]);
  });

  it('search SR8 a passage shows the first hit among its words, whole words only, and is told apart from them', () => {
    const text = `${'Phần mở đầu rất dài. '.repeat(30)}Về việc giải phóng\nmặt bằng của dự án. ${'Phần kết thúc. '.repeat(40)}`;
    const passage = searchPassage(text, searchTerms('"giải phóng mặt bằng"'));
    expect(passage.filter(({ isHit }) => isHit).map((part) => part.text)).toEqual(['giải phóng mặt bằng']);
    const whole = passage.map((part) => part.text).join('');
    expect(whole.startsWith('… ') && whole.endsWith(' …') && whole.length < 300).toBe(true);
    expect(text.replace(/\s+/gu, ' ')).toContain(whole.slice(2, -2));
    expect(marked('hoa binh', 'Hòa Bình, hòa bình')).toEqual(['Hòa', 'Bình', 'hòa', 'bình']);
  });

  it('search SR1 any text is found by each of its words and by all of them as a phrase, with and without marks', () => {
    const words = fc.array(fc.stringMatching(/^[a-zđăâêôơư]{1,6}[\u0300\u0301\u0303\u0309\u0323]?[a-z]{0,2}$/u), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(words, (said) => {
        const text = said.join(' ');
        expect(finds(`"${text}"`, text.normalize('NFC'))).toBe(true);
        for (const word of said) expect(finds(word, text)).toBe(true);
        for (const { folded } of searchWords(text)) expect(finds(folded, text)).toBe(true);
        for (const part of searchPassage(text, searchTerms(said[0] ?? ''))) expect(part.text).not.toBe('');
      }),
    );
  });
});

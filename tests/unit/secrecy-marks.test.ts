import { describe, expect, it } from 'vitest';
import { rulesOf } from '../../server/adapters/pdf/inspect-frames';
import { findSecrecy, linesOfText, type PlacedText } from '../../server/adapters/pdf/inspect-secret';

const line = (text: string, y: number, x = 72, height = 13): PlacedText => ({ text, x, y, height, width: text.length * height * 0.55, slanted: false });
/** The lines of one narrow column or centred heading, from the top. */
const column = (texts: string, y = 700, x = 330, height = 11): PlacedText[] => texts.split('/').map((text, index) => line(text.trim(), y - index * height * 1.3, x, height));
const turned = (text: string, x: number, y: number, turn: number, height = 11): PlacedText => ({ ...line(text, y, x, height), slanted: true, turn });
const TABLE = [line('STT', 700, 60, 11), line('KÝ HIỆU LÔ', 700, 110, 11), line('DIỆN TÍCH', 700, 220, 11), line('TẦNG CAO', 700, 430, 11)];
const HEAD = [line('ỦY BAN NHÂN DÂN', 800), line('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', 800, 300), line('TỈNH THANH GIANG', 784), line('Độc lập - Tự do - Hạnh phúc', 784, 330)];

describe('marks of state secrets', () => {
  it.each<[string, PlacedText[]]>([
    ['MẬT', [line('ỦY BAN NHÂN DÂN', 800), line('MẬT', 740)]],
    ['TỐI MẬT', [line('TỐI MẬT', 740)]],
    ['TUYỆT MẬT', [line('TUYỆT', 740), line('MẬT', 740, 72 + 42)]],
    ['TUYỆT MẬT', [line('TUYỆT', 760), line('MẬT', 742)]],
    ['MẬT', [line('M Ậ T', 740)]],
    ['MẬT', [line('[ MẬT ]', 740)]],
    ['MẬT', [line('MẬT'.normalize('NFD'), 740)]],
    ['MẬT', [line('Số: 12/BC-UBND', 760), line('MẬT', 760, 400)]],
    ['MẬT', [line('MËT', 740)]],
    ['TỐI MẬT', [line('TOÁI MAÄT', 740)]],
    ['MẬT', [{ ...line('MẬT', 700), slanted: true }]],
    ['TUYỆT MẬT', [turned('TUYỆT MẬT', 300, 500, 15)]],
    ['MẬT', [line('Số: 05/BC-UBND(M)', 760)]],
    ['TỐI MẬT', [line('Số:      /TTr-SNV (TM)', 760)]],
    ['TUYỆT MẬT', [line('Số: 01/KH-BCH(TuM)', 760)]],
    ['MẬT', [line('Độ mật: Mật', 760)]],
    // Under the number, as the form of papers has it, with the rest of the head around.
    ['MẬT', [...HEAD, line('Số: 12/BC-UBND', 766), line('Thanh Giang, ngày 26 tháng 11 năm 2026', 766, 300), line('MẬT', 749, 100)]],
    ['MẬT', [...HEAD, line('Số: 12/BC-UBND', 766), line('MẬT', 749, 100), line('Thanh Giang, ngày 26 tháng 11 năm 2026', 749, 300)]],
    ['MẬT', [line('MẬT', 750), line('ĐỘ KHẨN: HỎA TỐC', 734)]],
    ['MẬT', [line('MẬT', 750, 250), line('BÁO CÁO TÌNH HÌNH AN NINH', 733, 180)]],
    ['TỐI MẬT', [line('TÀI LIỆU', 750), line('TỐI MẬT', 733)]],
    ['MẬT', [line('CỤC HÀNG KHÔNG', 790), line('Số: 4/CV-CHK', 770), line('MẬT', 754)]],
  ])('documents S1 finds %s', (mark, items) => {
    expect(findSecrecy({ items })).toEqual({ kind: 'mark', mark });
  });

  it.each<[string, PlacedText[]]>([
    ['a law by name', [line('Luật Bảo vệ bí mật nhà nước số 117/2025/QH15', 700)]],
    ['a heading', [line('BÁO CÁO CÔNG TÁC BẢO VỆ BÍ MẬT NHÀ NƯỚC', 700)]],
    ['a heading broken before the word', [line('QUY CHẾ VỀ BẢO', 700), line('MẬT', 682, 120)]],
    ['a heading broken around the word', column('QUY CHẾ BẢO VỆ BÍ / MẬT / NHÀ NƯỚC', 760)],
    ['a heading of a table broken around the word', [...TABLE, ...column('AN TOÀN, BẢO / MẬT / THÔNG TIN')]],
    ['words set one by one', [line('BẢO', 700), line('MẬT', 700, 72 + 28)]],
    ['words set far apart', [line('BẢO', 700), line('MẬT', 700, 180)]],
    ['security of information', [line('Bảo mật', 700), line('An toàn, bảo mật thông tin', 680)]],
    ['a secret ballot', [line('Biểu quyết kín, giữ bí mật', 700)]],
    ['a plain number', [line('Số: 12/NQ-HĐND', 700), line('(M)', 660)]],
    ['a unit in brackets', [line('Số: 3/5 (m2)', 700)]],
    ['no secrecy', [line('Độ mật: Không mật', 700)]],
    ['a person', [line('Nguyễn Thị Mật', 700), line('Mật độ dân số', 680), line('MẬT ĐỘ XÂY DỰNG', 660)]],
    ['nothing', []],
    ['density of building in a narrow column', [...TABLE, ...column('MẬT / ĐỘ XÂY / DỰNG (%)')]],
    ['density of building in one column', [...TABLE, ...column('MẬT / ĐỘ / XÂY / DỰNG')]],
    ['density in two words', [...TABLE, ...column('MẬT ĐỘ / DÂN SỐ')]],
    ['density under another line', [...TABLE, ...column('CHỈ TIÊU / MẬT / ĐỘ')]],
    ['density as the title of the page', column('MẬT / ĐỘ DÂN SỐ', 780, 250, 16)],
    ['honey of the forest', column('MẬT / ONG RỪNG', 760, 250, 18)],
    ['honey of bees kept', column('NGHỀ NUÔI ONG / MẬT', 700)],
    ['a password', column('MẬT / KHẨU', 700)],
    ['cipher', column('MẬT / MÃ', 700)],
    ['molasses', column('RỈ / MẬT', 700)],
    ['a bladder', column('SỎI / MẬT', 700)],
    ['cells of a table read far apart', [line('MẬT', 700, 300), line('ĐỘ', 700, 345)]],
    ['density in an old code', column('mËt / ®é x©y dùng', 700)],
    ['density in the other old code', column('MAÄT / ÑOÄ DAÂN SOÁ', 700)],
    ['heads of columns set upright', [turned('MẬT ĐỘ', 300, 600, 90), turned('XÂY DỰNG', 314, 600, 90)]],
    ['heads of columns set upright in pieces', [turned('MẬT', 300, 600, 90), turned('ĐỘ', 300, 625, 90)]],
    ['a wrapped head of a column set upright', [turned('MẬT', 300, 600, 90), turned('ĐỘ XÂY', 314.3, 596, 90)]],
    ['a number of such a paper in a sentence', [line('Căn cứ Báo cáo số 05/BC-UBND(M) ngày 02/11/2026', 600)]],
    ['a list of levels in small letters', [line('Tuyệt mật', 500, 100), line('Tối mật', 500, 200), line('Mật', 500, 300)]],
  ])('documents S2 is not misled by %s', (_title, items) => {
    expect(findSecrecy({ items })).toBeUndefined();
  });

  it.each<[string, string, PlacedText[]]>([
    ['a word that is not known', 'MẬT HOA ĐẦU MÙA', column('MẬT / HOA ĐẦU MÙA', 760, 250, 18)],
    ['the end of a heading', 'GIỐNG CÂY CHO MẬT', column('GIỐNG CÂY CHO / MẬT', 760)],
    ['a head of a column', 'MẬT', [...TABLE, line('MẬT', 700, 330, 11)]],
    ['levels counted in a table', 'TUYỆT MẬT', [line('TUYỆT MẬT', 600, 200), line('TỐI MẬT', 600, 320), line('MẬT', 600, 430)]],
    ['the word alone below the head', 'MẬT', [line('MẬT', 300, 250)]],
    ['the word in small letters alone in the head', 'Mật', [...HEAD, line('Mật', 749, 100)]],
    ['a head of a column set upright', 'SỐ VĂN BẢN MẬT', [turned('SỐ VĂN BẢN', 300, 600, 90), turned('MẬT', 314.3, 600, 90)]],
    ['a form that offers all levels', 'Độ mật: Mật/Tối mật/Tuyệt mật', [line('Độ mật: Mật/Tối mật/Tuyệt mật', 600)]],
    ['a sentence on levels', 'Hồ sơ ghi độ mật: mật thì lưu riêng', [line('Hồ sơ ghi độ mật: mật thì lưu riêng', 600)]],
    ['a number inside a sentence', 'Căn cứ Công văn Số: 5/CV-X(M) ngày 02/11', [line('Căn cứ Công văn Số: 5/CV-X(M) ngày 02/11', 600)]],
  ])('documents S3 asks about %s', (_title, words, items) => {
    expect(findSecrecy({ items })).toMatchObject({ kind: 'doubt', words });
  });

  it('documents S4 a frame drawn around the word alone makes it a mark wherever it stands, and whatever stands near; a cell of a table does not', () => {
    const low = [line('MẬT', 300, 250)];
    expect(findSecrecy({ items: low, rules: rulesOf('q 1 w 240 292 60 24 re S Q') })).toEqual({ kind: 'mark', mark: 'MẬT' });
    // Four edges as an office program fills them, moved by a matrix.
    const edges = '1 0 0 1 240 292 cm 0 0 60 .5 re f 0 24 60 .5 re f 0 0 .5 24 re f 60 0 .5 24 re f';
    expect(findSecrecy({ items: low, rules: rulesOf(edges) })).toEqual({ kind: 'mark', mark: 'MẬT' });
    expect(findSecrecy({ items: low, rules: rulesOf('240 292 m 300 292 l 300 316 l 240 316 l s') })).toEqual({ kind: 'mark', mark: 'MẬT' });
    expect(findSecrecy({ items: column('MẬT / ĐỘ KHÁC', 700), rules: rulesOf('324 696 40 16 re S') })).toEqual({ kind: 'mark', mark: 'MẬT' });
    // Not painted, another cell beside it, or more words inside: no frame of its own.
    expect(findSecrecy({ items: low, rules: rulesOf('240 292 60 24 re n') })).toMatchObject({ kind: 'doubt' });
    expect(findSecrecy({ items: low, rules: rulesOf('240 292 60 24 re S 300 292 60 24 re S') })).toMatchObject({ kind: 'doubt' });
    expect(findSecrecy({ items: column('MẬT / ĐỘ XÂY', 700), rules: rulesOf('320 680 50 34 re S') })).toBeUndefined();
    expect(rulesOf('0 0 10 10 re S '.repeat(3_000))).toEqual({ across: [], down: [] });
  });

  it('documents S5 a mark is told although a doubt comes first, and the words shown are cut', () => {
    expect(findSecrecy({ items: [...column(`${'CAO '.repeat(60)}/ MẬT`, 780), line('TỐI MẬT', 600, 72)] })).toEqual({ kind: 'mark', mark: 'TỐI MẬT' });
    const asked = findSecrecy({ items: column(`${'CAO '.repeat(60)}/ MẬT`, 780) });
    expect(asked?.kind === 'doubt' && asked.words.length).toBe(120);
  });

  it('documents S6 text is read from line to line', () => {
    expect(linesOfText([line('hai', 600), line('một', 700), line('cột', 700, 300)])).toBe('một  cột\nhai');
  });
});

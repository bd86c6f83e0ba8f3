import { describe, expect, it } from 'vitest';
import { dayIn } from '../../../server/modules/imports/plan/day-of';
import { planByFolders, planByList, type PlanProblem } from '../../../server/modules/imports/plan/plan-import';
import { readList, type ListRow } from '../../../server/modules/imports/plan/read-list';

const TODAY = '2026-11-26';
const body = (id: string, name: string, shortName: string, validFrom = '2004-01-01', validTo: string | null = null) => ({ id, name, shortName, validFrom, validTo });
const PROVINCE = body('p', 'Ủy ban nhân dân tỉnh Thanh Giang', 'UBND tỉnh');
const COMMUNE = body('c', 'Ủy ban nhân dân xã Hòa An', 'UBND xã Hòa An');
const OLD = body('o', 'Hội đồng nhân dân tỉnh', 'HĐND tỉnh', '2004-01-01', '2025-06-30');
const NEW = body('n', 'Hội đồng nhân dân tỉnh', 'HĐND tỉnh', '2025-07-01');
const BODIES = [PROVINCE, COMMUNE, OLD, NEW];

const row = (more: Partial<ListRow> = {}): ListRow => ({ line: 2, body: 'UBND tỉnh', day: '12/05/2019', session: 'Phiên họp thường kỳ tháng 5', kind: '', place: '', chair: '', file: 'a.pdf', title: '', number: '', clearedBy: '', ...more });
const problemsOf = (rows: readonly ListRow[], paths = ['a.pdf']): PlanProblem[] => planByList(rows, paths, BODIES, TODAY).notTaken.map(({ problem }) => problem);

const TEXT = 'Tệp;Ngày họp;Phiên họp;Cơ quan;Tên tài liệu;Số, ký hiệu\r\nbáo cáo.pdf;12/05/2019;Phiên họp thường kỳ tháng 5 của Ủy ban nhân dân tỉnh;UBND tỉnh;Báo cáo kinh tế – xã hội;12/BC-UBND\r\n';
const WANTED = { line: 2, file: 'báo cáo.pdf', day: '12/05/2019', session: 'Phiên họp thường kỳ tháng 5 của Ủy ban nhân dân tỉnh', body: 'UBND tỉnh', number: '12/BC-UBND' };

/** As an old program writes it: a code for each letter, through the tables of this test's own. */
const TCVN3_LETTERS: Readonly<Record<string, string>> = { ệ: 'Ö', à: 'µ', á: '¸', ọ: 'ä', ê: 'ª', ơ: '¬', ế: 'Õ', ộ: 'é', ỳ: 'ú', ư: '­', ờ: 'ê', ủ: 'ñ', Ủ: 'ñ', ỉ: 'Ø', ố: 'è', ý: 'ý', ã: '·', â: '©', đ: '®', ị: 'Þ', ậ: 'Ë', ă: '¨', ồ: 'å', ở: 'ë', ầ: 'Ç', ạ: '¹', ô: '«' };
const tcvn3 = (text: string): Buffer => Buffer.from([...text].map((letter) => TCVN3_LETTERS[letter] ?? letter).join(''), 'latin1');
/** Windows-1258: tones are letters of their own. */
const CP1258: Readonly<Record<string, number>> = { '\u0300': 0xcc, '\u0309': 0xd2, '\u0303': 0xde, '\u0301': 0xec, '\u0323': 0xf2, ư: 0xfd, ơ: 0xf5, đ: 0xf0, ă: 0xe3, '–': 0x96 };
const parted = (letter: string): string => {
  const tone = /[\u0300\u0301\u0303\u0309\u0323]/u.exec(letter.normalize('NFD'))?.[0] ?? '';
  return letter.normalize('NFD').replace(tone, '').normalize('NFC') + tone;
};
const cp1258 = (text: string): Buffer => Buffer.from([...text].flatMap((letter) => [...parted(letter)]).map((unit) => CP1258[unit] ?? unit.charCodeAt(0)));

describe('imports', () => {
  it.each([
    ['UTF-8', Buffer.from(TEXT)],
    ['UTF-8 with its mark', Buffer.from(`\uFEFF${TEXT}`)],
    ['UTF-8 with parted letters', Buffer.from(TEXT.normalize('NFD'))],
    ['UTF-16 with its mark', Buffer.from(`\uFEFF${TEXT}`, 'utf16le')],
    ['UTF-16 without', Buffer.from(TEXT, 'utf16le')],
    ['UTF-16 the other way round', Buffer.from(`\uFEFF${TEXT}`, 'utf16le').swap16()],
    ['a separator said first', Buffer.from(`sep=;\n${TEXT}`)],
    ['Windows-1258', cp1258(TEXT)],
  ])('imports IM5 the list is read as offices write it: %s', (name, bytes) => {
    const list = readList(bytes);
    expect(list).toMatchObject({ ok: true, ignored: [], rows: [{ ...WANTED, line: name === 'a separator said first' ? 3 : 2 }] });
  });

  it('imports IM5 the list is read as offices write it: TCVN3, tabs and commas, English headings in another order', () => {
    const old = readList(tcvn3('Ten tep,Ngay hop,Phien hop,Trich yeu\na.pdf,12/5/2009,Phiên họp thường kỳ của tỉnh,Bao cao đầu tư đường bộ và cầu\n'));
    expect(old).toMatchObject({ ok: true, rows: [{ session: 'Phiên họp thường kỳ của tỉnh', file: 'a.pdf' }] });
    expect(readList(Buffer.from('Session\tFile name\tDate (*)\tChair\tColour\nMay\ta.pdf\t2019-05-12\tMr A\tred\n'))).toMatchObject({ ok: true, ignored: ['Colour'], rows: [{ session: 'May', file: 'a.pdf', day: '2019-05-12', chair: 'Mr A', title: '' }] });
    expect(readList(Buffer.from('Tệp,Phiên họp\na,b\n'))).toEqual({ ok: false, reason: 'columns', params: { columns: 'Ngày họp' } });
    expect(readList(Buffer.from('Tệp,Phiên họp,Ngày\n\n'))).toMatchObject({ reason: 'empty' });
    expect(readList(Buffer.from([0x25, 0x50, 0, 0x44, 0, 1, 2, 3, 4, 5, 6, 7, 8]))).toMatchObject({ ok: false });
    // A cell of several lines moves the ones below it; people look for where a row begins.
    expect(readList(Buffer.from('Tệp;Ngày;Phiên\na.pdf;1/2/2019;"Phiên\nmột"\nb.pdf;1/2/2019;Hai\n'))).toMatchObject({ rows: [{ line: 2 }, { line: 4, file: 'b.pdf' }] });
  });

  it.each([
    ['12/05/2019', '2019-05-12'], ['1-2-2009', '2009-02-01'], ['01.02.2009', '2009-02-01'], ['2019-05-12', '2019-05-12'], ['2019/5/2', '2019-05-02'], ['20190512 Họp', '2019-05-12'],
    ['Hà Nội, ngày 5 tháng 3 năm 2019', '2019-03-05'], ['Phiên họp 12.05.2019 (lần 2)', '2019-05-12'], ['29/02/2020', '2020-02-29'],
  ])('imports IM5 a day as it is written: %s', (words, day) => expect(dayIn(words)?.day).toBe(day));

  it.each(['', '29/02/2019', '31/4/2019', '12/13/2019', '12/05/19', 'tháng 5 năm 2019', '2019', '123/05/2019', '1/2/20190'])('imports IM5 no day: %s', (words) => expect(dayIn(words)).toBeNull());

  it('imports IM5 a body is taken as it is written, and what nearly fits is told', () => {
    const bodyOf = (name: string, day = '12/05/2019') => {
      const { sessions, notTaken } = planByList([row({ body: name, day })], ['a.pdf'], BODIES, TODAY);
      return sessions[0]?.bodyId ?? `${notTaken[0]?.problem ?? ''} ${notTaken[0]?.words ?? ''}`;
    };
    expect(bodyOf('UBND tỉnh')).toBe('p');
    expect(bodyOf('Uỷ ban nhân dân tỉnh THANH GIANG')).toBe('p');
    expect(bodyOf('Ủy ban nhân dân xã Hoà An'.normalize('NFD'))).toBe('c');
    expect(bodyOf('Ủy ban nhân dân xã Hoa An')).toBe('body_doubtful Ủy ban nhân dân xã Hoa An ≈ Ủy ban nhân dân xã Hòa An');
    expect(bodyOf('UBND huyện')).toBe('body_unknown UBND huyện');
    expect(bodyOf('')).toBe('body_missing ');
    // Two of one name: the one there was on that day; before both nobody knows which.
    expect(bodyOf('HĐND tỉnh')).toBe('o');
    expect(bodyOf('HĐND tỉnh', '12/05/2026')).toBe('n');
    expect(bodyOf('HĐND tỉnh', '12/05/1999')).toContain('body_doubtful');
    expect(planByList([row({ body: '' })], ['a.pdf'], [COMMUNE], TODAY).sessions[0]?.bodyId).toBe('c');
  });

  it('imports IM5 a file is taken by its path or a name that only one has, and every row and file that is not is told', () => {
    const found = (file: string, paths: string[]) => planByList([row({ file })], paths, BODIES, TODAY).sessions[0]?.files[0]?.path;
    expect(found('2019\\Tờ trình.PDF', ['2019/Tờ trình.pdf'.normalize('NFD')])).toBe('2019/Tờ trình.pdf'.normalize('NFD'));
    expect(found('D:\\Hồ sơ\\to trinh.pdf', ['2019/to trinh.pdf'])).toBe('2019/to trinh.pdf');
    expect(problemsOf([row({ file: 'a.pdf' })], ['x/a.pdf', 'y/a.pdf'])).toEqual(['file_doubtful', 'unlisted', 'unlisted']);
    expect(problemsOf([row({ file: 'Tờ trình.pdf' })], ['To trinh.pdf'])).toEqual(['file_doubtful', 'unlisted']);
    expect(problemsOf([row({ file: 'b.pdf' })])).toEqual(['file_missing', 'unlisted']);
    expect(problemsOf([row({ file: '' })], [])).toEqual(['file_missing']);
    expect(problemsOf([row({ day: '31/4/2019' })])).toEqual(['day']);
    expect(problemsOf([row({ day: '27/11/2026' })])).toEqual(['future']);
    expect(problemsOf([row({ session: ' ' })])).toEqual(['session']);
    expect(problemsOf([row({ session: 'x'.repeat(301) })])).toEqual(['title_long']);
    expect(problemsOf([row(), row({ line: 3 })])).toEqual(['file_twice']);
    expect(problemsOf([row()], ['a.pdf', 'b.pdf'])).toEqual(['unlisted']);
  });

  it('imports IM4 a number of a secret document is enough to refuse its file', () => {
    expect(problemsOf([row({ number: '12/BC-UBND(M)' })])).toEqual(['secret_number']);
    expect(problemsOf([row({ title: 'Báo cáo số 3/BC-CA (TM)' })])).toEqual(['secret_number']);
    expect(problemsOf([row({ number: '12/BC-UBND', title: 'Báo cáo (mới)' })])).toEqual([]);
  });

  it('imports IM1 rows of one body, day and title are one session, the oldest first; a title has its number once', () => {
    const { sessions } = planByList(
      [row({ line: 2, day: '2/1/2020', session: 'Phiên họp chuyên đề' }), row({ line: 3, file: 'b.pdf', title: 'Báo cáo', number: '12/BC' }), row({ line: 4, file: 'c.pdf', session: 'phiên họp thường kỳ tháng 5', chair: 'Ông A', title: 'Nghị quyết 5/NQ', number: '5/NQ' })],
      ['a.pdf', 'b.pdf', 'c.pdf'], BODIES, TODAY,
    );
    expect(sessions).toMatchObject([{ day: '2019-05-12', kind: 'regular', chair: 'Ông A', files: [{ path: 'b.pdf', title: 'Báo cáo (12/BC)' }, { path: 'c.pdf', title: 'Nghị quyết 5/NQ' }] }, { day: '2020-01-02', kind: 'thematic', files: [{ title: undefined }] }]);
  });

  it('imports IM1 without a list a folder with a day in its name is a session, and one above it may name the body', () => {
    const paths = ['UBND tỉnh/2019/2019-05-12 Phiên họp thường kỳ tháng 5/a.pdf', 'UBND tỉnh/2019/2019-05-12 Phiên họp thường kỳ tháng 5/phụ lục/b.pdf', 'HĐND tỉnh/12.07.2018/c.pdf', 'Tạp/d.pdf', '12.07.2018/e.pdf'];
    const { sessions, notTaken } = planByFolders(paths, BODIES, TODAY);
    expect(sessions).toMatchObject([
      { bodyId: 'o', day: '2018-07-12', title: 'Phiên họp ngày 12/07/2018', files: [{ path: paths[2] }] },
      { bodyId: 'p', day: '2019-05-12', title: 'Phiên họp thường kỳ tháng 5', files: [{ path: paths[0] }, { path: paths[1] }] },
    ]);
    expect(notTaken).toMatchObject([{ path: 'Tạp/d.pdf', problem: 'no_session_folder' }, { path: '12.07.2018/e.pdf', problem: 'body_missing' }]);
  });
});

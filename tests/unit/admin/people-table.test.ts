import { describe, expect, it } from 'vitest';
import { readPeopleTable } from '~/features/admin/people-table.server';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const rowsOf = (input: Uint8Array) => {
  const table = readPeopleTable(input);
  if (!table.ok) throw new Error(table.reason);
  return table.rows;
};
const VI = 'Họ và tên,Tên đăng nhập,Chức vụ,Đơn vị,Email,Vai trò\nCù Minh Thạc,cu.minh.thac,"Giám đốc, Ủy viên",Sở Tài chính,thac@thanhgiang.example,Chuyên viên; Văn thư\n';
const THAC = { line: 2, fullName: 'Cù Minh Thạc', userName: 'cu.minh.thac', title: 'Giám đốc, Ủy viên', unit: 'Sở Tài chính', email: 'thac@thanhgiang.example', roles: 'officer;clerk' };

describe('reading a table of people', () => {
  it.each([
    ['commas', bytes(VI)],
    ['a byte order mark', bytes(`\ufeff${VI}`)],
    ['Windows line ends', bytes(VI.replaceAll('\n', '\r\n'))],
    ['semicolons, as Excel writes in Vietnamese', bytes('Họ và tên;Tên đăng nhập;Chức vụ;Đơn vị;Email;Vai trò\nCù Minh Thạc;cu.minh.thac;Giám đốc, Ủy viên;Sở Tài chính;thac@thanhgiang.example;"Chuyên viên; Văn thư"\n')],
    ['English names in another order', bytes('Roles,User_name,E-mail,TITLE,Unit,Full Name\n"officer,clerk",cu.minh.thac,thac@thanhgiang.example,"Giám đốc, Ủy viên",Sở Tài chính,Cù Minh Thạc\n')],
    ['UTF-16 with its mark', new Uint8Array(Buffer.from(`\ufeff${VI}`, 'utf16le'))],
    ['required columns marked as forms do', bytes(VI.replace('Họ và tên,Tên đăng nhập', 'Họ và tên (*),Tên đăng nhập *'))],
    ['headings in NFD', bytes(`${VI.split('\n')[0]?.normalize('NFD')}\n${VI.split('\n')[1]}\n`)],
  ])('takes %s', (_what, input) => {
    expect(rowsOf(input)).toEqual([THAC]);
  });

  it('names the line of a row in the file, empty lines included', () => {
    expect(rowsOf(bytes('Họ tên,Tài khoản\n\nA B,a.b\n,,\nC D,c.d\n')).map(({ line, userName }) => [line, userName])).toEqual([[3, 'a.b'], [5, 'c.d']]);
  });

  it('takes the separator of the line that is for Excel, and counts that line', () => {
    expect(rowsOf(bytes('\ufeffsep=;\r\nHọ tên;Tài khoản\r\n"A, B";a.b\r\n'))).toMatchObject([{ line: 3, fullName: 'A, B', userName: 'a.b' }]);
    expect(readPeopleTable(bytes('sep=,\nHọ tên,Tài khoản\n"A B,a.b\n'))).toMatchObject({ ok: false, reason: 'csv_broken', params: { line: 3 } });
  });

  it('a row with line breaks in its cells is named by its first line', () => {
    expect(rowsOf(bytes('Họ tên,Tài khoản,Chức vụ\n"A B",a.b,"Giám đốc\nỦy viên"\nC D,c.d,x\n')).map(({ line, userName }) => [line, userName])).toEqual([[2, 'a.b'], [4, 'c.d']]);
  });

  it('keeps unknown roles so that they are refused by name, and tells of columns not used', () => {
    expect(readPeopleTable(bytes('Họ tên,Tài khoản,Vai trò,Ghi chú\nA B,a.b,Chủ tịch nước,x\n'))).toEqual({
      ok: true,
      ignored: ['Ghi chú'],
      rows: [{ line: 2, fullName: 'A B', userName: 'a.b', title: '', unit: '', email: '', roles: 'chu_tich_nuoc' }],
    });
  });

  it.each([
    ['a file that is not UTF-8', new Uint8Array(Buffer.from('Họ tên,Tài khoản\nC\xf9 Minh,c.m\n', 'latin1')), 'csv_encoding', {}],
    ['a PDF', bytes('%PDF-1.7\n\u0000\u0001'), 'csv_encoding', {}],
    ['an open quotation mark', bytes('Họ tên,Tài khoản\n"A B,a.b\n'), 'csv_broken', { line: 2 }],
    ['a missing column', bytes('Họ tên,Chức vụ\nA B,x\n'), 'csv_columns', { columns: 'Tên đăng nhập' }],
    ['an empty file', new Uint8Array(), 'csv_columns', { columns: 'Họ và tên, Tên đăng nhập' }],
    ['a heading alone', bytes('Họ tên,Tài khoản\n'), 'csv_empty', {}],
    ['too many rows', bytes(`Họ tên,Tài khoản\n${'A B,a.b\n'.repeat(5_001)}`), 'csv_too_large', {}],
    ['too many bytes', bytes(`Họ tên,Tài khoản\n${'x'.repeat(2 * 1024 * 1024)}`), 'csv_too_large', {}],
  ])('refuses %s in words', (_what, input, reason, params) => {
    const table = readPeopleTable(input);
    expect(table).toMatchObject({ ok: false, reason });
    if (!table.ok && reason !== 'csv_broken') expect(table.params).toEqual(params);
  });
});

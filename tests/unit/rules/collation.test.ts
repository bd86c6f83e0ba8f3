import BetterSqlite3 from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { collationKey, nameKey } from '../../../server/shared/language/collation';
import { sampleMembers } from '../../../prisma/seed/province';

/** In the order of the database itself, which compares bytes. */
function sorted(texts: readonly string[], key: (text: string) => string): string[] {
  const db = new BetterSqlite3(':memory:');
  db.exec('CREATE TABLE t (text TEXT, key TEXT)');
  const add = db.prepare('INSERT INTO t VALUES (?, ?)');
  for (const text of texts) add.run(text, key(text));
  const rows = db.prepare('SELECT text FROM t ORDER BY key').pluck().all() as string[];
  db.close();
  return rows;
}

describe('order of Vietnamese words and names', () => {
  it('letters before tones, đ after d, in either form of Unicode', () => {
    expect(sorted(['đa', 'da', 'dạ', 'dà', 'dá', 'dả', 'dã', 'dô', 'do', 'dơ', 'dă', 'dâ'], collationKey)).toEqual(['da', 'dà', 'dả', 'dã', 'dá', 'dạ', 'dă', 'dâ', 'do', 'dô', 'dơ', 'đa']);
    expect(collationKey('Nguyễn')).toBe(collationKey('Nguyễn'.normalize('NFD')));
  });

  it('a word comes before the longer ones that begin with it, whatever their tones', () => {
    expect(sorted(['Anh', 'Ạn', 'An', 'An Bình'], collationKey)).toEqual(['An', 'Ạn', 'An Bình', 'Anh']);
  });

  it('letters that look like đ are sorted as đ', () => {
    for (const letter of ['Ð', 'ð', 'Ɖ', 'đ']) expect(collationKey(`${letter}ức`)).toBe(collationKey('Đức'));
  });
  it('persons by given name, then family name', () => {
    const names = ['Lục Thị Quế Chi', 'Đỗ Khắc Trường Vân', 'Cù Minh Thạc', 'Đàm Thị Ngọc Ước', 'Thạch Ngọc Biền', 'Đỗ Văn An', 'Bùi Văn An', 'Đỗ Thị Ân', 'Ngô Văn Ấn'];
    expect(sorted(names, nameKey)).toEqual(['Bùi Văn An', 'Đỗ Văn An', 'Đỗ Thị Ân', 'Ngô Văn Ấn', 'Thạch Ngọc Biền', 'Lục Thị Quế Chi', 'Cù Minh Thạc', 'Đàm Thị Ngọc Ước', 'Đỗ Khắc Trường Vân']);
  });

  it('agrees with the full locale data of this engine on the members of the sample', () => {
    const names = sampleMembers.map(({ name }) => name);
    const collator = new Intl.Collator('vi');
    const given = (name: string): string => name.split(' ').at(-1) ?? '';
    expect(sorted(names, nameKey)).toEqual([...names].sort((a, b) => collator.compare(given(a), given(b)) || collator.compare(a, b)));
  });
});

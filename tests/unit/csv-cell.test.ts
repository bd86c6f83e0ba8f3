import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvText } from '../../server/shared/rules/csv-cell';
import { projectRoot } from '../../server/adapters/project-root';

describe('a text in a table file', () => {
  it.each([
    ['=HYPERLINK("x")', `"'=HYPERLINK(""x"")"`],
    [`A,=cmd|'/c calc'!A0`, `"A,'=cmd|'/c calc'!A0"`],
    ['A;\t+1', `"A;'+1"`],
    ['a\n@SUM(1)', `"a @SUM(1)"`],
    ['\t=1', `"'=1"`],
    ['＝1', `"'＝1"`],
    ['"=1', `"""'=1"`],
    ['Tờ trình; "khẩn"', '"Tờ trình; ""khẩn"""'],
    ['3 - 2 = 1', '"3 - 2 = 1"'],
  ])('metrics P9 is never run by a spreadsheet: %j', (text, cell) => {
    expect(csvText(text)).toBe(cell);
  });

  it('metrics P9 whatever separator the program takes, no piece begins like a formula', () => {
    const piece = fc.constantFrom('=', '+', '-', '@', '＝', ',', ';', '\t', '\n', '\r', '"', "'", '|', ' ', '\u200b', 'a', '1');
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const cell = csvText(pieces.join(''));
        for (const separator of [',', ';', '\t', '\n']) {
          for (const cut of cell.slice(1, -1).replaceAll('""', '"').split(separator)) expect(cut.replace(/^["\s\u200b]+/u, '')).not.toMatch(/^[=+\-@＝]/u);
        }
      }),
    );
  });

  it('metrics P9 is written by one function: no other file quotes cells', () => {
    const files = ['app', 'server'].flatMap((folder) => readdirSync(path.join(projectRoot, folder), { recursive: true, encoding: 'utf8' }).map((name) => path.join(folder, name)));
    // Names in SQL are quoted alike; they are no cells.
    const quoting = files.filter((file) => /\.tsx?$/.test(file) && !file.startsWith(path.join('server', 'adapters', 'db')) && readFileSync(path.join(projectRoot, file), 'utf8').includes(`replaceAll('"', '""')`));
    expect(quoting).toEqual(['server/shared/rules/csv-cell.ts']);
  });
});

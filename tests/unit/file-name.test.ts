import { describe, expect, it } from 'vitest';
import { cleanFileName, pdfFileName } from '../../server/transports/http/file-name';

describe('the name of a paper', () => {
  it.each([
    ['afdp.exe', 'afdp.pdf'],
    ['bao-cao.pdf.exe', 'bao-cao.pdf'],
    ['hoa-don.exe.pdf', 'hoa-don.pdf'],
    ['a.EXE .pdf', 'a.pdf'],
    ['Tờ trình 12.2026', 'Tờ trình 12.2026.pdf'],
    ['Tờ trình.DOCX', 'Tờ trình.pdf'],
    ['x.html', 'x.pdf'],
    ['.exe', 'exe.pdf'],
    ['Báo cáo.PDF', 'Báo cáo.pdf'],
    ['an\u202Efdp.exe', 'anfdp.pdf'],
    ['a\uFF0Eexe', 'a\uFF0Eexe.pdf'],
  ])('documents D14 ends in what the file is, whatever it was called: %s', (sent, name) => {
    expect(pdfFileName(cleanFileName(sent))).toBe(name);
  });
  it('documents D14 fits a file system also when it is made longer', () => {
    const name = pdfFileName(cleanFileName(`${'ệ'.repeat(300)}.exe`));
    expect(Buffer.byteLength(name)).toBeLessThanOrEqual(200);
    expect(name.endsWith('.pdf')).toBe(true);
  });
});

import { sectionsFor } from './sections';
import type { DataExport } from './repository';

const ABSENT: Readonly<Record<DataExport['viewer'], { vi: string; en: string }>> = {
  officer: { vi: 'Không có trong gói: ghi chú riêng của người dự họp (chỉ người viết đọc được), khóa ký, mật khẩu.', en: 'Not in here: private marks of people (only their author reads them), signing keys, passwords.' },
  administrator: { vi: 'Không có trong gói: phiên họp, tài liệu, ghi chú riêng. Quản trị viên không đọc được những thứ đó.', en: 'Not in here: sessions, papers, private marks. Administrators read none of them.' },
  self: { vi: 'Không có trong gói: tài liệu họp và dữ liệu về người khác; mật khẩu và mã PIN (không ai biết).', en: 'Not in here: papers of sessions and data about other people; passwords and PINs (nobody knows them).' },
  console: { vi: 'Không có trong gói: ghi chú riêng, mật khẩu, mã PIN, khóa ký.', en: 'Not in here: private marks, passwords, PINs, signing keys.' },
};

/** How the archive is read without this program: for whoever opens it in ten years. */
export function readme({ kind, viewer, requestedBy, subjectId, id }: DataExport, title: string, at: Date): string {
  const lines = sectionsFor(kind, viewer).map(({ name, title: words }) => `  data/${name}.json, data/${name}.csv: ${words.vi} / ${words.en}`);
  return `${title}
Phiên – gói dữ liệu / data export ${id}
${kind} ${subjectId}
${at.toISOString()} – ${requestedBy}

TIẾNG VIỆT
Mọi tệp ở định dạng mở: JSON (UTF-8), CSV (UTF-8 có BOM, ngăn cách bằng dấu chấm phẩy, mở được bằng bảng tính), PDF, InkML (nét bút, chuẩn W3C).
manifest.json liệt kê từng tệp với kích thước và mã băm SHA-256; kiểm tra bằng: phien export verify TỆP.zip, hoặc giải nén rồi so bằng sha256sum.
schema.json nói mỗi cột là gì. Thời gian trong JSON và CSV là UTC. Trong CSV mỗi ô nằm trên một dòng và không chạy công thức; nguyên văn nằm trong JSON.
PDF đã ký giữ nguyên từng byte: chữ ký kiểm tra được bằng bất kỳ phần mềm PAdES nào; tệp .verification.json là kết quả kiểm tra lúc xuất.
Mục missing của manifest.json nêu tệp mà hồ sơ có tên nhưng kho lưu trữ không còn nguyên vẹn.
${ABSENT[viewer].vi}

ENGLISH
All files are in open formats: JSON (UTF-8), CSV (UTF-8 with BOM, semicolons, for spreadsheets), PDF, InkML (strokes, W3C).
manifest.json lists every file with size and SHA-256; check with: phien export verify FILE.zip, or unpack and compare by sha256sum.
schema.json says what each column is. Times are UTC. In CSV each cell is one line and runs no formula; the text to the letter is in the JSON.
Signed PDFs are the very bytes that were signed: any PAdES software verifies them; .verification.json is the report made with this export.
"missing" in manifest.json names files that the record names and the store no longer has as they were.
${ABSENT[viewer].en}

${lines.join('\n')}
${kind === 'body' ? '  sessions/…/: mỗi phiên họp một thư mục / a folder for each session\n' : ''}`;
}

/** Of every section its columns, as JSON Schema with words. */
export function schemaOf({ kind, viewer }: Pick<DataExport, 'kind' | 'viewer'>): object {
  const kinds = kind === 'body' ? (['body', 'session'] as const) : ([kind] as const);
  const sections = kinds.flatMap((one) => sectionsFor(one, viewer));
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'phien-export/1',
    $defs: Object.fromEntries(
      sections.map(({ name, title, columns }) => [
        name,
        { title: title.en, description: title.vi, type: 'array', items: { type: 'object', properties: Object.fromEntries(Object.entries(columns).map(([column, words]) => [column, { description: words }])), required: Object.keys(columns), additionalProperties: false } },
      ]),
    ),
  };
}

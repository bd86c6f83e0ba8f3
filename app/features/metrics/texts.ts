import { defineTexts, registerErrorTexts } from '~/ui/i18n';

export const paperTexts = defineTexts({
  vi: {
    onPaper: 'Nhập từ ghi chép: từ {at:time} ngày {at:date} phiên họp tiến hành trên giấy (lý do: {reason}), nhập lúc {entered:time} ngày {entered:date}, {by}. Tài liệu của phần họp trên giấy không tính là tiết kiệm; bản in được tính là đã in.',
    title: 'Giấy tiết kiệm', measured: 'Đo được', estimated: 'Ước tính', ended: 'Kết thúc {at:time} ngày {at:date}. Số liệu tính lại được từ dữ liệu phiên họp.', running: 'Phiên họp chưa kết thúc; số liệu tính đến lúc này.',
    pagesSaved: 'trang không phải in, bằng {sheets:number} tờ A4', formula: '{pages:number} trang × {people:number} người nhận − {printed:number} trang đã in', people: '{members:number} thành viên (hoặc người dự thay) và {guests:number} đại biểu mời',
    ratio: 'Tài liệu điện tử {share}', openFormula: 'Mở công thức', formulaCaption: 'Công thức theo từng tài liệu',
    colItemNumber: 'Nội dung số', colDocument: 'Tài liệu', colPages: 'Trang', colEntitled: 'Người nhận', colPrinted: 'Bản đã in', colAvoided: 'Trang không in', colSheets: 'Tờ không in', total: 'Cộng', noDocuments: 'Phiên họp chưa có tài liệu.',
    factorsOf: 'Hệ số bản {version:number}', mass: 'Khối lượng giấy', co2: 'Phát thải CO₂ tương đương', hours: 'Thời gian in, đóng bộ', trees: 'Quy ra cây', cost: 'Chi phí', notComputed: 'Chưa tính', noSource: 'Chưa có nguồn cho đơn giá',
    kg: '{value} kg', hoursValue: '{value} giờ máy', treesValue: '{value} cây', sources: 'Nguồn của từng hệ số', sourceLine: '{value} {unit}, năm {year}, bản {version}',
    length: 'Họp {actual:number} phút, kế hoạch {planned:number}', early: 'Sớm {minutes:number} phút', late: 'Quá {minutes:number} phút', onTime: 'Đúng giờ', notHeld: 'chưa họp', lengthNote: 'Vạch đứng là kế hoạch; số bên phải là phút chênh.', lengthTable: 'Bảng số', lengthPending: 'Thời lượng sẽ có sau khi phiên họp kết thúc.',
    colItem: 'Nội dung', colPlanned: 'Kế hoạch (phút)', colActual: 'Thực tế (phút)', colDifference: 'Chênh',
    prints: 'Bản giấy đã in', printedSets: '{count:number} bộ in khi chuẩn bị phiên họp', printLine: '{copies:number} bản, {what}', allDocuments: 'trọn bộ tài liệu', declare: 'Khai bản giấy đã in', declareTitle: 'Khai bản giấy đã in thêm', what: 'Tài liệu', copies: 'Số bản', reason: 'Lý do', copiesNeeded: 'Ghi số bản đã in.', reasonNeeded: 'Ghi lý do in thêm, ít nhất 3 ký tự.', reasonHint: 'Ví dụ: đại biểu đề nghị bản giấy.', declareNote: 'Bản đã khai được trừ khỏi số trang tiết kiệm và không xóa được.', close: 'Đóng', saved: 'Đã khai bản giấy', noPrints: 'Không in bản giấy nào.',
    steps: 'Cách tính từng số', colFigure: 'Đại lượng', colKind: 'Loại', colFormula: 'Công thức', colNumbers: 'Thay số', colResult: 'Kết quả', colLow: 'Cận dưới', colHigh: 'Cận trên', colFactor: 'Hệ số', colValue: 'Trị số', colUnit: 'Đơn vị', colSource: 'Nguồn', colYear: 'Năm', colVersion: 'Bản', colBy: 'Người khai', colAt: 'Lúc', colCopies: 'Bản không in', colSheetsEach: 'Tờ mỗi bản',
    pagesPerSheet: 'Trang trên một tờ', pagesPrinted: 'Trang đã in', setsAvoided: 'Bộ không phải đóng', paperlessRatio: 'Tỷ lệ tài liệu điện tử', reams: 'Ram giấy', printHours: 'Thời gian in', hour: 'giờ', moment: '{at:time} ngày {at:date}',
    export: 'Tải bảng số (CSV)', print: 'In bảng tính', range: 'Khoảng {low} – {high} kg',
    sheet_mass: 'Khối lượng một tờ A4', sheets_per_ream: 'Số tờ một ram', co2e_per_sheet: 'CO₂ tương đương một tờ', sheets_per_tree: 'Số tờ một cây', pages_per_minute: 'Tốc độ in', collating_minutes: 'Đóng một bộ', cost_per_page: 'Đơn giá một trang', cost_per_sheet: 'Đơn giá một tờ',
  },
  en: {
    onPaper: 'Entered from notes: from {at:time} on {at:date} the session was held on paper (reason: {reason}), entered at {entered:time} on {entered:date} by {by}. Papers of what was held on paper count as not saved; what was printed counts as printed.',
    title: 'Paper saved', measured: 'Measured', estimated: 'Estimated', ended: 'Ended at {at:time}, {at:date}. The figures can be computed again from the data of the session.', running: 'The session has not ended; figures as of now.',
    pagesSaved: 'pages not printed, or {sheets:number} {sheets:plural:sheet|sheets} of A4', formula: '{pages:number} {pages:plural:page|pages} × {people:number} {people:plural:recipient|recipients} − {printed:number} {printed:plural:page|pages} printed', people: '{members:number} {members:plural:member|members} (or their substitutes) and {guests:number} {guests:plural:guest|guests}',
    ratio: 'Electronic papers {share}', openFormula: 'Open the formula', formulaCaption: 'The formula, document by document',
    colItemNumber: 'Item no.', colDocument: 'Document', colPages: 'Pages', colEntitled: 'Recipients', colPrinted: 'Copies printed', colAvoided: 'Pages saved', colSheets: 'Sheets saved', total: 'Total', noDocuments: 'The session has no documents yet.',
    factorsOf: 'Factors, version {version:number}', mass: 'Mass of paper', co2: 'CO₂ equivalent', hours: 'Printing and collating', trees: 'In trees', cost: 'Cost', notComputed: 'Not computed', noSource: 'The unit prices have no source yet',
    kg: '{value} kg', hoursValue: '{value} machine {value:plural:hour|hours}', treesValue: '{value} {value:plural:tree|trees}', sources: 'Source of each factor', sourceLine: '{value} {unit}, {year}, version {version}',
    length: 'Held {actual:number} {actual:plural:minute|minutes}, planned {planned:number}', early: '{minutes:number} {minutes:plural:minute|minutes} early', late: '{minutes:number} {minutes:plural:minute|minutes} over', onTime: 'On time', notHeld: 'not held', lengthNote: 'The upright mark is the plan; the figure at the end is the difference in minutes.', lengthTable: 'Table', lengthPending: 'The length is known once the session has ended.',
    colItem: 'Item', colPlanned: 'Planned (min)', colActual: 'Actual (min)', colDifference: 'Difference',
    prints: 'Paper copies printed', printedSets: '{count:number} {count:plural:set|sets} printed while preparing', printLine: '{copies:number} {copies:plural:copy|copies}, {what}', allDocuments: 'all documents', declare: 'Declare paper copies', declareTitle: 'Declare further paper copies', what: 'Document', copies: 'Copies', reason: 'Reason', copiesNeeded: 'Enter the number of copies.', reasonNeeded: 'Give the reason for printing, at least 3 characters.', reasonHint: 'For example: a delegate asked for paper.', declareNote: 'Declared copies are taken off the pages saved and cannot be removed.', close: 'Close', saved: 'The copies were declared', noPrints: 'Nothing was printed.',
    steps: 'How each figure is made', colFigure: 'Figure', colKind: 'Kind', colFormula: 'Formula', colNumbers: 'In numbers', colResult: 'Result', colLow: 'Low', colHigh: 'High', colFactor: 'Factor', colValue: 'Value', colUnit: 'Unit', colSource: 'Source', colYear: 'Year', colVersion: 'Version', colBy: 'Declared by', colAt: 'At', colCopies: 'Copies saved', colSheetsEach: 'Sheets per copy',
    pagesPerSheet: 'Pages per sheet', pagesPrinted: 'Pages printed', setsAvoided: 'Sets not collated', paperlessRatio: 'Share of electronic papers', reams: 'Reams', printHours: 'Printing', hour: 'hours', moment: '{at:time}, {at:date}',
    export: 'Download the figures (CSV)', print: 'Print the account', range: 'Range {low} – {high} kg',
    sheet_mass: 'Mass of one A4 sheet', sheets_per_ream: 'Sheets per ream', co2e_per_sheet: 'CO₂ equivalent per sheet', sheets_per_tree: 'Sheets per tree', pages_per_minute: 'Printing speed', collating_minutes: 'Collating one set', cost_per_page: 'Price per page', cost_per_sheet: 'Price per sheet',
  },
});

registerErrorTexts(
  defineTexts({
    vi: { 'metrics.imported': 'Phiên này nhập từ hồ sơ cũ nên không tính giấy tiết kiệm.', 'metrics.not_published': 'Phiên họp chưa được gửi giấy mời nên chưa có số liệu giấy.' },
    en: { 'metrics.imported': 'This session was imported from an archive; no saved paper is counted for it.', 'metrics.not_published': 'The session has not been published, so there is no paper account yet.' },
  }),
);

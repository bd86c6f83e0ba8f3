import type { Block } from '../../../server/shared/protocol/administrative-document';
import { slashed, type SessionCalendar } from './calendar';
import { KEEPING_COST, WORK_KINDS, keepingCost, provinceQuantity, quantity, type WorkKind } from './data/infrastructure';
import { CHAIR, COMMUNES, agency } from './data/province';
import { REGULATION } from './item-4-regulation';
import { COMMITTEE, PARENT, administrative, type SampleDocuments } from './sample-document';
import { annex, article, centred, column, figure, group, h1, italic, landscape, opening, p, ps, row, signature, table, total } from './writing';

const SUBJECT = 'Quy định phân cấp quản lý công trình hạ tầng kỹ thuật cho Ủy ban nhân dân cấp xã trên địa bàn tỉnh Thanh Giang';

function amount(kind: WorkKind, value: number): string {
  return figure(value, kind.unit === 'km' || kind.unit === 'ha' ? 1 : 0);
}

function kindTable(caption: string): Block {
  return table(
    [column('TT', 11, 'center'), column('Loại công trình', 38), column('Phạm vi phân cấp', null), column('Nội dung quản lý', 48)],
    WORK_KINDS.map((one, i) => row(String(i + 1), one.name, one.scope, one.duties)),
    { caption },
  );
}

function amountTable(caption: string): Block {
  return table(
    [column('TT', 11, 'center'), column('Loại công trình', null), column('Đơn vị tính', 28, 'center'), column('Khối lượng', 28, 'right'), column('Kinh phí duy trì (triệu đồng/năm)', 42, 'right')],
    [...WORK_KINDS.map((one, i) => row(String(i + 1), one.name, one.unit, amount(one, provinceQuantity(one)), figure(COMMUNES.reduce((a, _x, k) => a + Math.round(quantity(one, k) * one.cost), 0)))), total('', 'Tổng số', '', '', figure(KEEPING_COST))],
    { caption },
  );
}

function costTable(caption: string): Block {
  return table(
    [column('TT', 11, 'center'), column('Địa bàn', null), column('Dân số (người)', 32, 'right'), column('Số công trình cầu, cống', 34, 'right'), column('Kinh phí duy trì (triệu đồng/năm)', 42, 'right')],
    [...COMMUNES.map((one, i) => row(String(i + 1), one.name, figure(one.population), figure(quantity(WORK_KINDS[2] as WorkKind, i)), figure(keepingCost(i)))), total('', 'Tổng số', figure(COMMUNES.reduce((a, o) => a + o.population, 0)), figure(provinceQuantity(WORK_KINDS[2] as WorkKind)), figure(KEEPING_COST))],
    { caption },
  );
}

function communeSheets(): Block[] {
  return COMMUNES.flatMap((commune, i) => [
    table(
      [column('TT', 11, 'center'), column('Loại công trình', 54), column('Đơn vị', 24, 'center'), column('Khối lượng', 24, 'right'), column('Kinh phí duy trì (triệu đồng)', null, 'right')],
      [...WORK_KINDS.map((one, k) => row(String(k + 1), one.name, one.unit, amount(one, quantity(one, i)), figure(Math.round(quantity(one, i) * one.cost)))), total('', 'Cộng', '', '', figure(keepingCost(i)))],
      { caption: `${i + 1}. ${commune.name.charAt(0).toUpperCase()}${commune.name.slice(1)}` },
    ),
  ]);
}

function handoverTable(): Block {
  return table(
    [column('TT', 11, 'center'), column('Bên nhận', 44), column('Công trình', null), column('Thời hạn', 40, 'center')],
    COMMUNES.map((one, i) => row(String(i + 1), `UBND ${one.name}`, `${amount(WORK_KINDS[0] as WorkKind, quantity(WORK_KINDS[0] as WorkKind, i))} km đường đô thị; ${figure(quantity(WORK_KINDS[2] as WorkKind, i))} cầu, cống; ${figure(quantity(WORK_KINDS[3] as WorkKind, i))} bộ đèn; ${amount(WORK_KINDS[4] as WorkKind, quantity(WORK_KINDS[4] as WorkKind, i))} km thoát nước`, `${15 + (i % 4) * 15} ngày kể từ ngày có hiệu lực`)),
    { caption: 'Kế hoạch bàn giao theo địa bàn' },
  );
}

const UPKEEP = [
  ['Kiểm tra thường xuyên', 'Hằng tuần', 'Ghi nhật ký điện tử, ảnh hiện trường'],
  ['Kiểm tra định kỳ', 'Hằng quý', 'Biên bản kiểm tra, đánh giá cấp độ hư hỏng'],
  ['Bảo dưỡng, duy tu', 'Theo kế hoạch năm', 'Đạt ít nhất 95% khối lượng kế hoạch'],
  ['Sửa chữa định kỳ, nâng cấp', 'Chu kỳ 3 đến 5 năm', 'Nghiệm thu theo quy định về bảo trì công trình'],
  ['Xử lý sự cố, thiên tai', 'Trong 24 giờ', 'Khôi phục tạm thời, báo cáo trên hệ thống'],
] as const;

function upkeepTable(): Block {
  return table(
    [column('TT', 11, 'center'), column('Công việc', null), column('Tần suất, thời hạn', 42), column('Yêu cầu', 58)],
    WORK_KINDS.flatMap((kind, k) => [group(['I', 'II', 'III', 'IV', 'V', 'VI', 'VII', 'VIII'][k] ?? '', kind.name), ...UPKEEP.map(([work, often, want], i) => row(String(i + 1), work, often, want))]),
  );
}

/** Verdict of the appraisal on each article of the draft. */
function articleTable(): Block {
  const remarks: Record<number, string> = {
    2: 'Bổ sung tổ chức, cá nhân sử dụng hạ tầng kỹ thuật dùng chung.', 5: 'Nêu tên cơ quan chịu trách nhiệm chính đối với công trình liên xã.', 8: 'Không quy định lại trình tự, thủ tục đã có ở văn bản cấp trên.',
    13: 'Bổ sung điều kiện kinh phí và nguồn khi phát sinh công trình.', 19: 'Quy định chuyển tiếp đối với hợp đồng duy trì.',
  };
  return table(
    [column('Điều', 14, 'center'), column('Tên điều', 62), column('Ý kiến thẩm định', null)],
    REGULATION.flatMap((chapter) => chapter.articles).map((one, i) => row(String(i + 1), one.title, remarks[i + 1] ?? 'Phù hợp với văn bản cấp trên; nhất trí với dự thảo.')),
    { caption: 'Ý kiến thẩm định theo từng điều của dự thảo Quy định' },
  );
}

/** What every commune asked of a kind of works: index of the kind, the comment with its amount, the answer. */
const REQUESTS: ReadonlyArray<readonly [kind: number, said: (amount: string) => string, answer: string]> = [
  [2, (n) => `Đề nghị kiểm định ${n} cầu, cống trước khi bàn giao; cầu yếu phải được sửa chữa hoặc cắm biển hạn chế tải trọng.`, 'Tiếp thu: khoản 3 Điều 12 quy định cấp tỉnh sửa chữa hoặc bố trí kinh phí trước khi bàn giao.'],
  [4, (n) => `Đề nghị bàn giao bản vẽ hoàn công ${n} km cống, rãnh thoát nước mưa; làm rõ cửa xả liên xã.`, 'Tiếp thu: cửa xả, tuyến cống liên lưu vực do cấp tỉnh quản lý theo Điều 5; hồ sơ bàn giao theo Điều 12.'],
  [5, (n) => `Đề nghị hướng dẫn định mức chăm sóc ${n} ha công viên, cây xanh và thẩm quyền chặt hạ cây nguy hiểm.`, 'Tiếp thu: Điều 7 giao Ủy ban nhân dân cấp xã quyết định; định mức theo Phụ lục III.'],
  [1, (n) => `Đề nghị xác định mốc giới hành lang của ${n} km đường xã, đường thôn trước khi giao cho thôn tự quản.`, 'Tiếp thu: mốc giới là thành phần bắt buộc của hồ sơ bàn giao theo khoản 1 Điều 12.'],
  [7, (n) => `Đề nghị hướng dẫn quản lý ${n} nghĩa trang, nhà tang lễ và mức thu dịch vụ.`, 'Giải trình: mức thu thực hiện theo quy định về giá dịch vụ; Sở Xây dựng hướng dẫn quy chế quản lý mẫu.'],
  [6, (n) => `Đề nghị hỗ trợ kỹ thuật vận hành ${n} công trình cấp nước nông thôn tập trung trong sáu tháng đầu.`, 'Tiếp thu: Sở Nông nghiệp và Môi trường hướng dẫn, hỗ trợ theo Điều 17.'],
];

function submission(c: SessionCalendar): Block[] {
  return [
    ...opening({ agency: ['SỞ XÂY DỰNG'], parent: PARENT, number: '274', notation: 'TTr-SXD', date: c.documents, kind: 'TỜ TRÌNH', abstract: `Về việc ban hành Quyết định ${SUBJECT.charAt(0).toLowerCase()}${SUBJECT.slice(1)}`.replace('Quyết định quy định', 'Quy định'), to: ['Ủy ban nhân dân tỉnh Thanh Giang'] }),
    p('Thực hiện quy định của Luật Ban hành văn bản quy phạm pháp luật, Sở Xây dựng trình Ủy ban nhân dân tỉnh dự thảo Quyết định như sau:'),
    h1('I. SỰ CẦN THIẾT BAN HÀNH'),
    ...ps(
      '1. Cơ sở pháp lý: Luật Tổ chức chính quyền địa phương quy định việc phân quyền, phân cấp phải gắn với điều kiện bảo đảm và trách nhiệm kiểm tra, giám sát. Pháp luật về xây dựng, giao thông đường bộ, cấp nước, thoát nước, chiếu sáng và cây xanh giao Ủy ban nhân dân tỉnh quy định phân cấp quản lý trên địa bàn.',
      '2. Cơ sở thực tiễn: từ ngày 01 tháng 7 năm 2025, cấp huyện kết thúc hoạt động, nhiều công trình hạ tầng kỹ thuật do cấp huyện quản lý trước đây được tạm giao cho Ủy ban nhân dân cấp xã nhưng chưa xác định rõ phạm vi, nguồn kinh phí và trách nhiệm bảo trì. Việc xử lý hư hỏng, ngập úng, sự cố chiếu sáng có nơi chậm do phải xin ý kiến nhiều cấp.',
      `3. Qua kiểm kê, khối lượng công trình dự kiến phân cấp gồm ${amount(WORK_KINDS[0] as WorkKind, provinceQuantity(WORK_KINDS[0] as WorkKind))} km đường đô thị, ${amount(WORK_KINDS[1] as WorkKind, provinceQuantity(WORK_KINDS[1] as WorkKind))} km đường xã, ${figure(provinceQuantity(WORK_KINDS[2] as WorkKind))} cầu, cống và ${figure(provinceQuantity(WORK_KINDS[3] as WorkKind))} bộ đèn chiếu sáng; kinh phí duy trì ${figure(KEEPING_COST)} triệu đồng mỗi năm.`,
    ),
    amountTable('Bảng 1. Khối lượng công trình phân cấp'),
    h1('II. MỤC ĐÍCH, QUAN ĐIỂM XÂY DỰNG'),
    ...ps(
      '1. Xác định rõ việc gì cấp tỉnh quản lý, việc gì cấp xã quyết định; một việc chỉ giao một cơ quan chịu trách nhiệm chính.',
      '2. Phân cấp đi đôi với bảo đảm kinh phí, nhân lực và cơ sở dữ liệu; công trình liên xã, có kỹ thuật phức tạp do cấp tỉnh quản lý.',
      '3. Không làm gián đoạn việc duy trì công trình trong thời gian bàn giao; không phát sinh tổ chức, biên chế.',
    ),
    h1('III. QUÁ TRÌNH XÂY DỰNG DỰ THẢO'),
    ...ps(
      'Sở Xây dựng đã tổ chức 03 hội nghị lấy ý kiến tại các cụm; gửi lấy ý kiến 13 sở, ngành, 09 Ủy ban nhân dân cấp xã, Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh; đăng tải trên Cổng Thông tin điện tử tỉnh 20 ngày. Các ý kiến được tổng hợp, tiếp thu, giải trình tại Bảng kèm theo.',
      'Sở Tư pháp đã thẩm định tại Báo cáo thẩm định số 98/BC-STP; Sở Xây dựng tiếp thu, chỉnh lý 100% ý kiến thẩm định.',
    ),
    h1('IV. BỐ CỤC VÀ NỘI DUNG CƠ BẢN'),
    p(`Dự thảo Quyết định gồm 03 điều; Quy định kèm theo gồm ${REGULATION.length} chương, ${REGULATION.reduce((a, ch) => a + ch.articles.length, 0)} điều:`),
    ...REGULATION.map((chapter, i) => p(`- Chương ${['I', 'II', 'III', 'IV', 'V'][i]}. ${chapter.title.charAt(0)}${chapter.title.slice(1).toLowerCase()}: gồm ${chapter.articles.length} điều, quy định ${chapter.articles.map((one) => one.title.charAt(0).toLowerCase() + one.title.slice(1)).join('; ')}.`)),
    kindTable('Bảng 2. Phạm vi phân cấp theo loại công trình'),
    h1('V. NGUỒN LỰC THỰC HIỆN'),
    p(`Kinh phí duy trì ${figure(KEEPING_COST)} triệu đồng/năm được cân đối trong dự toán chi thường xuyên của ngân sách cấp xã, từ nguồn đã bố trí cho cấp huyện trước đây và phần tăng thêm của ngân sách tỉnh.`),
    costTable('Bảng 3. Kinh phí duy trì theo địa bàn'),
    p('Khối lượng và kinh phí duy trì của từng xã, phường, đặc khu như sau:'),
    ...communeSheets(),
    h1('VI. NỘI DUNG CÒN Ý KIẾN KHÁC NHAU VÀ KIẾN NGHỊ'),
    ...ps(
      `Về thời điểm có hiệu lực, Sở Xây dựng xin ý kiến theo hai phương án: Phương án 1, từ ngày 01/01/${c.nextYear}, đồng bộ với năm ngân sách; Phương án 2, từ ngày 01/3/${c.nextYear}, có thêm thời gian bàn giao hồ sơ. Sở Xây dựng đề nghị chọn Phương án 1.`,
      'Sở Xây dựng kính trình Ủy ban nhân dân tỉnh xem xét, quyết định./.',
    ),
    signature(['GIÁM ĐỐC'], agency('xaydung').head, ['- Như trên;', '- Sở Tư pháp, Sở Tài chính;', '- UBND cấp xã;', '- Lưu: VT, HTKT.']),
  ];
}

function decision(c: SessionCalendar): Block[] {
  return [
    ...opening({ agency: COMMITTEE, notation: `QĐ-UBND`, date: `Thanh Giang, ngày      tháng      năm ${c.year}`, kind: 'QUYẾT ĐỊNH', abstract: `Ban hành ${SUBJECT}`, draft: 'DỰ THẢO' }),
    ...['Căn cứ Luật Tổ chức chính quyền địa phương;', 'Căn cứ Luật Ban hành văn bản quy phạm pháp luật;', 'Căn cứ Luật Xây dựng; Luật Đường bộ;', 'Căn cứ các nghị định của Chính phủ về thoát nước, cấp nước, chiếu sáng, quản lý cây xanh đô thị và quản lý nghĩa trang;', 'Theo đề nghị của Giám đốc Sở Xây dựng;', 'Ủy ban nhân dân tỉnh ban hành Quyết định ban hành Quy định phân cấp quản lý công trình hạ tầng kỹ thuật cho Ủy ban nhân dân cấp xã trên địa bàn tỉnh Thanh Giang.'].map(italic),
    article(1, 'Ban hành kèm theo Quyết định này'),
    p(`${SUBJECT}.`),
    article(2, 'Hiệu lực thi hành'),
    ...ps(
      `1. Quyết định này có hiệu lực từ ngày 01 tháng 01 năm ${c.nextYear} (Phương án 1) hoặc từ ngày 01 tháng 3 năm ${c.nextYear} (Phương án 2).`,
      '2. Bãi bỏ các quyết định của Ủy ban nhân dân tỉnh về phân cấp quản lý công trình hạ tầng kỹ thuật cho Ủy ban nhân dân cấp huyện đã ban hành trước ngày 01 tháng 7 năm 2025.',
      '3. Việc duy trì công trình theo hợp đồng đã ký trước ngày Quyết định này có hiệu lực được tiếp tục thực hiện đến hết thời hạn của hợp đồng.',
    ),
    article(3, 'Tổ chức thực hiện'),
    ...ps(
      '1. Sở Xây dựng chủ trì hướng dẫn, kiểm tra việc thực hiện; hoàn thành bàn giao hồ sơ, mốc giới, cơ sở dữ liệu công trình trong 60 ngày kể từ ngày Quyết định có hiệu lực.',
      '2. Chánh Văn phòng Ủy ban nhân dân tỉnh, Giám đốc các sở, thủ trưởng các ban, ngành thuộc Ủy ban nhân dân tỉnh, Chủ tịch Ủy ban nhân dân các xã, phường, đặc khu và các tổ chức, cá nhân có liên quan chịu trách nhiệm thi hành Quyết định này./.',
    ),
    signature(['TM. ỦY BAN NHÂN DÂN', 'CHỦ TỊCH'], CHAIR, ['- Bộ Xây dựng;', '- Cục Kiểm tra văn bản, Bộ Tư pháp;', '- Thường trực Tỉnh ủy, HĐND tỉnh;', '- Thành viên UBND tỉnh;', '- Như Điều 3;', '- Công báo tỉnh;', '- Lưu: VT, CN.']),
    { t: 'break' },
    annex('Phụ lục', 'KẾ HOẠCH BÀN GIAO CÔNG TRÌNH CHO ỦY BAN NHÂN DÂN CẤP XÃ', '(Kèm theo Quyết định của Ủy ban nhân dân tỉnh)'),
    handoverTable(),
  ];
}

function regulation(): Block[] {
  let number = 0;
  return [
    ...opening({ agency: COMMITTEE, notation: '', date: '', kind: 'QUY ĐỊNH', abstract: SUBJECT.replace('Quy định phân cấp', 'Phân cấp') }).map((block) => (block.t === 'header' ? { ...block, header: { ...block.header, notation: null, placeDate: null }, draft: 'DỰ THẢO' } : block)),
    { t: 'p', text: '(Ban hành kèm theo Quyết định của Ủy ban nhân dân tỉnh Thanh Giang)', italic: true, align: 'center' },
    ...REGULATION.flatMap((chapter, i) => [
      centred(`Chương ${['I', 'II', 'III', 'IV', 'V'][i]}\n${chapter.title}`),
      ...chapter.articles.flatMap((one) => { number += 1; return [article(number, one.title), ...one.text.map(p)]; }),
    ]),
    signature(['TM. ỦY BAN NHÂN DÂN', 'CHỦ TỊCH'], CHAIR, []),
    { t: 'break' },
    annex('Phụ lục I', 'LOẠI CÔNG TRÌNH, PHẠM VI VÀ NỘI DUNG PHÂN CẤP', '(Ban hành kèm theo Quy định)'),
    kindTable('Công trình phân cấp cho Ủy ban nhân dân cấp xã'),
    { t: 'break' },
    annex('Phụ lục II', 'KHỐI LƯỢNG CÔNG TRÌNH PHÂN CẤP THEO ĐỊA BÀN', '(Ban hành kèm theo Quy định)'),
    ...communeSheets(),
    amountTable('Tổng hợp toàn tỉnh'),
    { t: 'break' },
    annex('Phụ lục III', 'TẦN SUẤT KIỂM TRA, BẢO TRÌ VÀ YÊU CẦU CHẤT LƯỢNG', '(Ban hành kèm theo Quy định)'),
    upkeepTable(),
    { t: 'break' },
    annex('Phụ lục IV', 'KINH PHÍ DUY TRÌ VÀ KẾ HOẠCH BÀN GIAO', '(Ban hành kèm theo Quy định)'),
    costTable('Kinh phí duy trì theo địa bàn'),
    handoverTable(),
  ];
}

function appraisal(c: SessionCalendar): Block[] {
  return [
    ...opening({ agency: ['SỞ TƯ PHÁP'], parent: PARENT, number: '98', notation: 'BC-STP', date: c.documents, kind: 'BÁO CÁO THẨM ĐỊNH', abstract: `Dự thảo Quyết định ban hành ${SUBJECT}`, to: ['Sở Xây dựng'] }),
    p('Trên cơ sở hồ sơ đề nghị thẩm định của Sở Xây dựng, căn cứ Luật Ban hành văn bản quy phạm pháp luật, Sở Tư pháp thẩm định dự thảo Quyết định như sau:'),
    h1('I. PHẠM VI, ĐỐI TƯỢNG VÀ SỰ CẦN THIẾT'),
    ...ps(
      '1. Dự thảo điều chỉnh việc phân cấp quản lý, bảo trì công trình hạ tầng kỹ thuật giữa cấp tỉnh và cấp xã; phù hợp với mô hình chính quyền địa phương hai cấp.',
      '2. Việc ban hành văn bản là cần thiết để thay thế các quy định phân cấp cho cấp huyện không còn phù hợp, bảo đảm công trình được duy trì liên tục.',
    ),
    h1('II. TÍNH HỢP HIẾN, HỢP PHÁP VÀ THỐNG NHẤT'),
    ...ps(
      'Nội dung dự thảo phù hợp Hiến pháp, pháp luật và thuộc thẩm quyền của Ủy ban nhân dân tỉnh. Tuy nhiên, đề nghị cơ quan soạn thảo chỉnh lý các nội dung sau:',
      '1. Điều 2: quy định rõ tổ chức, cá nhân sử dụng hạ tầng kỹ thuật dùng chung là đối tượng áp dụng.',
      '2. Điều 5: thay cụm từ "theo phân công" bằng tên cơ quan chịu trách nhiệm, bảo đảm nguyên tắc một việc giao một cơ quan.',
      '3. Điều 8: không quy định lại trình tự, thủ tục hành chính đã có trong văn bản của cấp trên.',
      '4. Điều 13: bổ sung điều kiện kinh phí kèm theo nhiệm vụ được phân cấp; xác định nguồn khi phát sinh công trình mới.',
      '5. Điều 19: quy định chuyển tiếp đối với hợp đồng duy trì đang thực hiện.',
    ),
    h1('III. THẨM ĐỊNH THEO TỪNG CHƯƠNG'),
    ...REGULATION.map((chapter, i) => p(`${i + 1}. Chương ${['I', 'II', 'III', 'IV', 'V'][i]} (${chapter.articles.length} điều): ${chapter.opinion}`)),
    articleTable(),
    h1('IV. ĐIỀU KIỆN BẢO ĐẢM THI HÀNH'),
    p(`Hồ sơ đã đánh giá nguồn lực tài chính ${figure(KEEPING_COST)} triệu đồng/năm, phân bổ theo địa bàn. Đề nghị Sở Xây dựng phối hợp với Sở Tài chính xác định rõ phần ngân sách tỉnh bổ sung và lộ trình bố trí.`),
    costTable('Kinh phí duy trì dự kiến theo địa bàn'),
    amountTable('Khối lượng công trình phân cấp'),
    p('Về tính khả thi của phạm vi phân cấp, Sở Tư pháp đã đối chiếu từng loại công trình với quy định của pháp luật chuyên ngành, không phát hiện trùng lặp thẩm quyền:'),
    kindTable('Phạm vi phân cấp được thẩm định'),
    handoverTable(),
    h1('V. NGÔN NGỮ, THỂ THỨC VÀ TRÌNH TỰ SOẠN THẢO'),
    ...ps(
      'Dự thảo được soạn thảo đúng trình tự; ngôn ngữ rõ ràng. Đề nghị rà soát lỗi viện dẫn, thống nhất cách dùng từ "bảo trì", "duy trì"; sử dụng đúng tên loại đơn vị hành chính "xã, phường, đặc khu".',
      'Kết luận: dự thảo Quyết định đủ điều kiện trình Ủy ban nhân dân tỉnh sau khi tiếp thu, chỉnh lý theo ý kiến thẩm định./.',
    ),
    signature(['GIÁM ĐỐC'], agency('tuphap').head, ['- Như trên;', '- UBND tỉnh;', '- Lưu: VT, XD&KTVB.']),
  ];
}

const DEPARTMENT_COMMENTS: ReadonlyArray<readonly [string, string, string]> = [
  ['taichinh', 'Điều 13: đề nghị xác định nguồn kinh phí ngay trong năm đầu thực hiện, không để cấp xã ứng vốn.', 'Tiếp thu: bổ sung khoản 2 Điều 13 về bổ sung có mục tiêu từ ngân sách tỉnh.'],
  ['tuphap', 'Điều 5: quy định rõ cơ quan chịu trách nhiệm chính đối với công trình liên xã.', 'Tiếp thu, chỉnh lý khoản 3 Điều 5.'],
  ['noivu', 'Không quy định phát sinh biên chế; đề nghị hướng dẫn vị trí việc làm quản lý hạ tầng ở cấp xã.', 'Tiếp thu, bổ sung trách nhiệm của Sở Nội vụ tại Điều 17.'],
  ['congthuong', 'Đề nghị loại trừ công trình điện lực ra khỏi phạm vi điều chỉnh.', 'Tiếp thu, bổ sung khoản 2 Điều 1.'],
  ['nnmt', 'Làm rõ ranh giới giữa cấp nước nông thôn tập trung và công trình thủy lợi; làm rõ kinh phí duy tu trong năm đầu.', 'Tiếp thu: phân cấp công trình cấp nước dưới 1.000 m³/ngày đêm; công trình thủy lợi thực hiện theo quy định riêng.'],
  ['khcn', 'Bổ sung yêu cầu cập nhật cơ sở dữ liệu số về công trình, dùng mã định danh thống nhất.', 'Tiếp thu, bổ sung Điều 11.'],
  ['vhttdl', 'Bổ sung quy định về công viên, vườn hoa gắn với di tích.', 'Tiếp thu một phần: thực hiện theo pháp luật về di sản văn hóa.'],
  ['gddt', 'Ưu tiên duy tu đường, cầu phục vụ học sinh đến trường.', 'Tiếp thu, bổ sung tiêu chí ưu tiên tại Điều 9.'],
  ['yte', 'Đề nghị quy định kiểm tra chất lượng nước sau phân cấp.', 'Giải trình: thực hiện theo quy chuẩn của ngành y tế, không quy định lại.'],
  ['dttg', 'Quan tâm định mức cho địa bàn đồng bào dân tộc thiểu số.', 'Tiếp thu: áp dụng hệ số địa bàn trong phân bổ kinh phí.'],
  ['thanhtra', 'Bổ sung chế độ kiểm tra định kỳ và xử lý khi không thực hiện bảo trì.', 'Tiếp thu, bổ sung Điều 15.'],
  ['ngoaivu', 'Thống nhất với dự thảo.', 'Ghi nhận.'],
  ['vanphong', 'Thực hiện báo cáo trên hệ thống, không yêu cầu báo cáo giấy.', 'Tiếp thu, sửa Điều 18.'],
];

function commentTable(c: SessionCalendar): Block[] {
  const cells = [column('TT', 12, 'center'), column('Cơ quan góp ý', 46), column('Nội dung góp ý', null), column('Ý kiến tiếp thu, giải trình của Sở Xây dựng', 96)];
  let number = 0;
  const next = () => String((number += 1));
  return [landscape(
    annex('BẢNG TIẾP THU, GIẢI TRÌNH', `Ý KIẾN ĐỐI VỚI DỰ THẢO QUYẾT ĐỊNH BAN HÀNH ${SUBJECT.toUpperCase()}`, `(Kèm theo Tờ trình số 274/TTr-SXD ngày ${slashed(c.documents)} của Sở Xây dựng)`),
    table(cells, [
      group('A', 'Ý KIẾN CỦA CÁC SỞ, NGÀNH'),
      ...DEPARTMENT_COMMENTS.map(([key, said, answer]) => row(next(), agency(key).name, said, answer)),
      group('B', 'Ý KIẾN CỦA ỦY BAN NHÂN DÂN CẤP XÃ'),
      ...COMMUNES.flatMap((commune, i) => [
        row(next(), `UBND ${commune.name}`, `Khối lượng đường đô thị, đường xã dự kiến phân cấp (${amount(WORK_KINDS[0] as WorkKind, quantity(WORK_KINDS[0] as WorkKind, i))} km; ${amount(WORK_KINDS[1] as WorkKind, quantity(WORK_KINDS[1] as WorkKind, i))} km) cần được đối chiếu với hồ sơ quản lý tại thực địa trước khi bàn giao.`, 'Tiếp thu: quy định lập biên bản bàn giao ba bên, xác nhận khối lượng theo thực tế; số liệu tại Phụ lục II đã được đối chiếu.'),
        ...REQUESTS.map(([kind, said, answer]) => { const one = WORK_KINDS[kind] as WorkKind; return row(next(), `UBND ${commune.name}`, said(amount(one, quantity(one, i))), answer); }),
        row(next(), `UBND ${commune.name}`, `Đề nghị bảo đảm đủ ${figure(keepingCost(i))} triệu đồng mỗi năm cho duy trì công trình; hướng dẫn định mức chiếu sáng cho ${figure(quantity(WORK_KINDS[3] as WorkKind, i))} bộ đèn.`, 'Tiếp thu: đưa vào Phụ lục II và kiến nghị Sở Tài chính bố trí trong dự toán; định mức theo quy định hiện hành của tỉnh.'),
      ]),
      group('C', 'Ý KIẾN CỦA TỔ CHỨC CHÍNH TRỊ – XÃ HỘI, DOANH NGHIỆP VÀ NGƯỜI DÂN'),
      row(next(), 'Ủy ban MTTQ Việt Nam tỉnh', 'Bổ sung vai trò giám sát đầu tư của cộng đồng đối với công trình phân cấp.', 'Tiếp thu, bổ sung Điều 16.'),
      row(next(), 'Công ty Cấp thoát nước Thanh Giang', 'Làm rõ điểm đấu nối giữa mạng cấp I, II và mạng phân phối khu dân cư.', 'Tiếp thu, quy định điểm bàn giao tại hố van, hố ga đầu nhánh.'),
      row(next(), 'Công ty Môi trường đô thị', 'Bảo đảm tiếp tục thực hiện hợp đồng duy trì đã ký.', 'Tiếp thu, quy định chuyển tiếp tại Điều 19.'),
      row(next(), 'Ý kiến qua Cổng Thông tin điện tử', 'Công khai đường dây nóng tiếp nhận phản ánh hư hỏng hạ tầng của từng xã, phường, đặc khu.', 'Tiếp thu, bổ sung khoản 4 Điều 10.'),
    ]),
  )];
}

export const devolutionDocuments: SampleDocuments = (c) => [
  administrative({ item: 4, order: 1, key: 'phan-cap-to-trinh', title: 'Tờ trình', kind: 'to_trinh', pages: 7 }, submission(c)),
  administrative({ item: 4, order: 2, key: 'phan-cap-du-thao-quyet-dinh', title: 'Dự thảo Quyết định', kind: 'du_thao', pages: 3 }, decision(c)),
  administrative({ item: 4, order: 3, key: 'phan-cap-du-thao-quy-dinh', title: 'Dự thảo Quy định', kind: 'du_thao', pages: 18 }, regulation()),
  administrative({ item: 4, order: 4, key: 'phan-cap-bao-cao-tham-dinh', title: 'Báo cáo thẩm định của Sở Tư pháp', kind: 'bao_cao', pages: 6 }, appraisal(c)),
  administrative({ item: 4, order: 5, key: 'phan-cap-bang-tiep-thu', title: 'Bảng tiếp thu, giải trình', kind: 'bang_tiep_thu', pages: 11 }, commentTable(c)),
];

import type { Block } from '../../../server/shared/protocol/administrative-document';
import { slashed, two, type SessionCalendar } from './calendar';
import { DIGITAL_BUDGET, DIGITAL_TARGETS, DIGITAL_TASKS, PILLARS, budgetByPillar, type PillarKey } from './data/digital';
import { CHAIR, COMMUNES, agency } from './data/province';
import { COMMITTEE, PARENT, administrative, type SampleDocuments } from './sample-document';
import { annex, article, column, figure, group, h1, h2, italic, landscape, opening, p, ps, row, signature, table, total } from './writing';

const GOALS: Record<PillarKey, string> = {
  nhanthuc: 'Chuyển biến nhận thức từ người đứng đầu; công chức cấp xã làm chủ công cụ số, người dân được hỗ trợ tại thôn, tổ dân phố.',
  thechu: 'Hoàn thiện quy chế dữ liệu, họp không giấy tờ và định mức chi; cắt giảm thành phần hồ sơ đã có trong cơ sở dữ liệu.',
  hatang: 'Bảo đảm đường truyền hai hướng tới 9/9 đơn vị cấp xã, nâng cấp trung tâm dữ liệu, thiết bị điểm cầu và máy tính bảng phục vụ họp.',
  dulieu: 'Làm sạch, kết nối và khai thác dữ liệu dân cư, đất đai, hạ tầng kỹ thuật, tài sản công; công bố dữ liệu mở.',
  chinhquyen: 'Giải quyết công việc trên môi trường mạng, thay báo cáo giấy bằng báo cáo điện tử, họp không giấy tờ đến toàn bộ sở, ngành và cấp xã.',
  kinhte: 'Hỗ trợ doanh nghiệp nhỏ và vừa, hộ kinh doanh, hợp tác xã ứng dụng công nghệ số; đưa nông sản lên sàn thương mại điện tử.',
  xahoi: 'Học bạ số, khám, chữa bệnh từ xa, chi trả an sinh không dùng tiền mặt và điểm hỗ trợ dịch vụ công tại cơ sở.',
  antoan: 'Bảo đảm an toàn hệ thống thông tin theo cấp độ, giám sát liên tục, xác thực đa yếu tố và khôi phục dữ liệu trong 24 giờ.',
};

function targetTable(c: SessionCalendar): Block {
  return table([column('TT', 11, 'center'), column('Chỉ tiêu', null), column('Đơn vị tính', 26, 'center'), column(`Ước năm ${c.year}`, 28, 'right'), column(`Mục tiêu ${c.nextYear}`, 28, 'right')], DIGITAL_TARGETS.map((one, i) => row(String(i + 1), ...one)), { caption: 'Chỉ tiêu chủ yếu' });
}

function budgetTable(caption: string): Block {
  return table(
    [column('TT', 11, 'center'), column('Nhóm nhiệm vụ', null), column('Số nhiệm vụ', 30, 'center'), column('Kinh phí', 36, 'right')],
    [...budgetByPillar().map((one, i) => row(String(i + 1), one.label, String(one.count), figure(one.budget))), total('', 'Tổng số', String(DIGITAL_TASKS.length), figure(DIGITAL_BUDGET))],
    { caption, unit: 'triệu đồng' },
  );
}

function communeTable(): Block {
  return table(
    [column('TT', 11, 'center'), column('Đơn vị', null), column('Dân số (người)', 32, 'right'), column('Thôn, tổ dân phố', 32, 'center'), column('Kinh phí (triệu đồng)', 40, 'right')],
    COMMUNES.map((one, i) => row(String(i + 1), `UBND ${one.name}`, figure(one.population), String(one.villages), figure(DIGITAL_TASKS.filter((t) => t.lead === `UBND ${one.name}`).reduce((a, t) => a + t.budget, 0)))),
    { caption: 'Nhiệm vụ giao Ủy ban nhân dân cấp xã' },
  );
}

const pillars = Object.keys(PILLARS) as PillarKey[];
const chart: Block = { t: 'chart', form: 'bar', caption: 'Kinh phí theo nhóm nhiệm vụ', unit: 'triệu đồng', labels: ['Nhận thức', 'Thể chế', 'Hạ tầng', 'Dữ liệu', 'Chính quyền', 'Kinh tế', 'Xã hội', 'An toàn'], series: [{ name: 'Kinh phí', values: budgetByPillar().map((one) => one.budget) }], height: 55 };

/** Agencies that lead tasks of the plan, communes apart. */
function leads(): string[] {
  const communes = new Set(COMMUNES.map((one) => `UBND ${one.name}`));
  return [...new Set(DIGITAL_TASKS.map((one) => one.lead))].filter((name) => !communes.has(name));
}

function quarterTable(c: SessionCalendar): Block {
  return table(
    [column('TT', 11, 'center'), column('Nhóm nhiệm vụ', null), ...['I', 'II', 'III', 'IV'].map((q) => column(`Quý ${q}`, 22, 'center')), column('Cả năm', 22, 'center')],
    pillars.map((key, i) => {
      const own = DIGITAL_TASKS.filter((one) => one.pillar === key);
      return row(String(i + 1), PILLARS[key], ...[0, 1, 2, 3].map((q) => String(own.filter((one) => Math.floor((one.month - 1) / 3) === q).length)), String(own.length));
    }),
    { caption: `Số nhiệm vụ hoàn thành theo quý năm ${c.nextYear}` },
  );
}

const RISKS: ReadonlyArray<readonly [string, string, string]> = [
  ['Nhân lực công nghệ thông tin cấp xã thiếu', 'Điều động, thuê dịch vụ; tập huấn theo cụm', 'Sở Nội vụ'],
  ['Mua sắm thiết bị chậm', 'Mua sắm tập trung từ quý I; thuê dịch vụ đối với hạng mục phù hợp', 'Sở Tài chính'],
  ['Gián đoạn đường truyền tại xã vùng cao, đảo', 'Đường dự phòng; tải trước tài liệu họp để đọc ngoại tuyến', 'Sở KH&CN'],
  ['Dữ liệu không thống nhất sau sắp xếp đơn vị hành chính', 'Đối soát theo mã định danh; quy trình xác nhận tại cấp xã', 'Sở Tư pháp'],
  ['Tấn công mạng, lộ lọt dữ liệu', 'Giám sát liên tục, xác thực đa yếu tố, diễn tập ứng cứu', 'Công an tỉnh'],
  ['Thói quen sử dụng văn bản giấy', 'Không tiếp nhận báo cáo giấy; công khai số trang in của từng cơ quan', 'Văn phòng UBND tỉnh'],
  ['Người cao tuổi, người khuyết tật khó tiếp cận', 'Điểm hỗ trợ tại thôn; giao diện chữ lớn', 'UBND cấp xã'],
  ['Kinh phí bố trí không đủ', 'Sắp xếp thứ tự ưu tiên; lồng ghép chương trình, dự án', 'Sở Tài chính'],
];

function riskTable(): Block {
  return table([column('TT', 11, 'center'), column('Rủi ro', 58), column('Biện pháp', null), column('Cơ quan theo dõi', 40)], RISKS.map((one, i) => row(String(i + 1), ...one)), { caption: 'Rủi ro và biện pháp bảo đảm thực hiện' });
}

function submission(c: SessionCalendar): Block[] {
  return [
    ...opening({ agency: ['SỞ KHOA HỌC VÀ CÔNG NGHỆ'], parent: PARENT, number: '146', notation: 'TTr-SKHCN', date: c.documents, kind: 'TỜ TRÌNH', abstract: `Về việc ban hành Kế hoạch chuyển đổi số tỉnh năm ${c.nextYear}`, to: ['Ủy ban nhân dân tỉnh Thanh Giang'] }),
    ...['Căn cứ Luật Giao dịch điện tử; Luật An ninh mạng;', 'Căn cứ chương trình chuyển đổi số quốc gia và nghị quyết của Tỉnh ủy về chuyển đổi số;'].map(italic),
    p(`Sở Khoa học và Công nghệ trình Ủy ban nhân dân tỉnh xem xét, thông qua dự thảo Kế hoạch chuyển đổi số tỉnh năm ${c.nextYear} như sau:`),
    h1('I. SỰ CẦN THIẾT'),
    ...ps(
      `Năm ${c.year}, tỉnh đã hoàn thành 46/48 chỉ tiêu chuyển đổi số; 89% hồ sơ thủ tục hành chính được tiếp nhận trực tuyến; Hệ thống họp không giấy tờ sử dụng tại Ủy ban nhân dân tỉnh và 9/9 đơn vị cấp xã. Tuy nhiên tỷ lệ hồ sơ công việc xử lý trên môi trường mạng ở cấp xã mới đạt 71,8%, còn 5/24 hệ thống thông tin chưa được phê duyệt cấp độ an toàn.`,
      `Việc ban hành Kế hoạch năm ${c.nextYear} là cần thiết để khắc phục hạn chế, gắn nhiệm vụ với nguồn lực và trách nhiệm của từng cơ quan.`,
    ),
    h1('II. NỘI DUNG CHỦ YẾU CỦA DỰ THẢO'),
    p(`Dự thảo gồm ${DIGITAL_TARGETS.length} chỉ tiêu, ${DIGITAL_TASKS.length} nhiệm vụ thuộc ${pillars.length} nhóm, tổng kinh phí ${figure(DIGITAL_BUDGET)} triệu đồng.`),
    targetTable(c), budgetTable('Kinh phí theo nhóm nhiệm vụ'),
    ...pillars.map((key, i) => p(`${i + 1}. ${PILLARS[key]}: ${GOALS[key]}`)),
    h1('III. QUÁ TRÌNH LẤY Ý KIẾN'),
    p('Dự thảo đã lấy ý kiến 13 sở, ngành và 09 Ủy ban nhân dân cấp xã; các ý kiến thống nhất, tập trung vào nguồn lực cấp xã và an toàn thông tin, đã được tiếp thu vào dự thảo.'),
    communeTable(),
    h1('IV. KIẾN NGHỊ'),
    p('Sở Khoa học và Công nghệ kính trình Ủy ban nhân dân tỉnh xem xét, quyết định./.'),
    signature(['GIÁM ĐỐC'], agency('khcn').head, ['- Như trên;', '- Sở Tài chính;', '- Lưu: VT, CĐS.']),
  ];
}

function decision(c: SessionCalendar): Block[] {
  return [
    ...opening({ agency: COMMITTEE, notation: 'QĐ-UBND', date: `Thanh Giang, ngày      tháng      năm ${c.year}`, kind: 'QUYẾT ĐỊNH', abstract: `Ban hành Kế hoạch chuyển đổi số tỉnh Thanh Giang năm ${c.nextYear}`, draft: 'DỰ THẢO' }),
    { t: 'p', text: [{ s: 'ỦY BAN NHÂN DÂN TỈNH THANH GIANG', b: true }], align: 'center' },
    ...['Căn cứ Luật Tổ chức chính quyền địa phương;', 'Căn cứ Luật Giao dịch điện tử;', `Theo đề nghị của Giám đốc Sở Khoa học và Công nghệ tại Tờ trình số 146/TTr-SKHCN ngày ${slashed(c.documents)},`].map(italic),
    { t: 'p', text: [{ s: 'QUYẾT ĐỊNH:', b: true }], align: 'center' },
    article(1, `Ban hành kèm theo Quyết định này Kế hoạch chuyển đổi số tỉnh Thanh Giang năm ${c.nextYear}.`),
    article(2, 'Trách nhiệm thực hiện'),
    ...ps(
      '1. Sở Khoa học và Công nghệ chủ trì tổ chức thực hiện, theo dõi, đánh giá trên hệ thống và báo cáo Ủy ban nhân dân tỉnh hằng quý.',
      `2. Sở Tài chính tham mưu bố trí kinh phí ${figure(DIGITAL_BUDGET)} triệu đồng từ ngân sách và các nguồn hợp pháp khác, lồng ghép với các chương trình, dự án.`,
      '3. Các sở, ban, ngành và Ủy ban nhân dân cấp xã xây dựng kế hoạch của cơ quan, địa phương trước ngày 15 tháng 01; người đứng đầu chịu trách nhiệm về kết quả.',
    ),
    budgetTable('Kinh phí theo nhóm nhiệm vụ'),
    article(3, 'Điều khoản thi hành'),
    p('Quyết định này có hiệu lực kể từ ngày ký. Chánh Văn phòng Ủy ban nhân dân tỉnh, Giám đốc các sở, thủ trưởng các ban, ngành, Chủ tịch Ủy ban nhân dân các xã, phường, đặc khu chịu trách nhiệm thi hành Quyết định này./.'),
    signature(['TM. ỦY BAN NHÂN DÂN', 'CHỦ TỊCH'], CHAIR, ['- Bộ Khoa học và Công nghệ;', '- Thường trực Tỉnh ủy, HĐND tỉnh;', '- Như Điều 3;', '- Lưu: VT, KGVX.']),
  ];
}

function plan(c: SessionCalendar): Block[] {
  return [
    ...opening({ agency: COMMITTEE, notation: 'KH-UBND', date: `Thanh Giang, ngày      tháng      năm ${c.year}`, kind: 'KẾ HOẠCH', abstract: `Chuyển đổi số tỉnh Thanh Giang năm ${c.nextYear}`, draft: 'DỰ THẢO' }),
    h1('I. MỤC ĐÍCH, YÊU CẦU'),
    ...ps(
      '1. Lấy người dân, doanh nghiệp làm trung tâm; đổi mới phương thức làm việc của cơ quan nhà nước từ giấy sang dữ liệu; nâng cao hiệu quả chính quyền hai cấp.',
      '2. Mỗi nhiệm vụ có một cơ quan chủ trì, một sản phẩm, một thời hạn; không đầu tư trùng lặp, ưu tiên nền tảng dùng chung.',
      '3. Bảo đảm an toàn thông tin, bảo vệ dữ liệu cá nhân và bí mật nhà nước; tài liệu mật chỉ sử dụng bản giấy theo quy định.',
    ),
    h1('II. MỤC TIÊU'), p(`Phấn đấu đến hết năm ${c.nextYear} đạt ${DIGITAL_TARGETS.length} chỉ tiêu sau:`), targetTable(c),
    ...DIGITAL_TARGETS.map(([name, unit, now, next], i) => p(`${i + 1}. ${name}: từ ${now} ${unit} lên ${next} ${unit}. Sở Khoa học và Công nghệ theo dõi trên hệ thống, công khai kết quả hằng quý theo từng cơ quan.`)),
    h1('III. NHIỆM VỤ VÀ GIẢI PHÁP'),
    ...pillars.flatMap((key, i) => {
      const own = DIGITAL_TASKS.filter((one) => one.pillar === key);
      return [
        h2(`${i + 1}. ${PILLARS[key]}`), p(GOALS[key]),
        ...own.filter((one) => !one.lead.startsWith('UBND xã') && !one.lead.startsWith('UBND phường') && !one.lead.startsWith('UBND đặc khu')).map((one) => p(`- ${one.name}: ${one.lead} chủ trì, ${one.partners} phối hợp; sản phẩm: ${one.product.charAt(0).toLowerCase()}${one.product.slice(1)}; hoàn thành trong tháng ${one.month} năm ${c.nextYear}${one.budget > 0 ? `; kinh phí ${figure(one.budget)} triệu đồng` : '; thực hiện trong chức năng, nhiệm vụ, không phát sinh kinh phí'}.`)),
      ];
    }),
    h1('IV. KINH PHÍ'), p(`Tổng kinh phí thực hiện ${figure(DIGITAL_BUDGET)} triệu đồng, từ ngân sách tỉnh, ngân sách cấp xã và nguồn hợp pháp khác.`), budgetTable('Kinh phí theo nhóm nhiệm vụ'), chart,
    h1('V. NHIỆM VỤ CỦA ỦY BAN NHÂN DÂN CẤP XÃ'), communeTable(),
    ...COMMUNES.map((one, i) => p(`${i + 1}. Ủy ban nhân dân ${one.name}: vận hành họp không giấy tờ cho toàn bộ phiên họp của Ủy ban nhân dân; bố trí ${one.villages} điểm hỗ trợ dịch vụ công trực tuyến tại thôn, tổ dân phố; hoàn thành cập nhật dữ liệu đất đai, hộ tịch của ${figure(one.population)} người dân trên địa bàn; phân công một lãnh đạo phụ trách chuyển đổi số.`)),
    table([column('TT', 11, 'center'), column('Nhiệm vụ', null), column('Sản phẩm', 56), column('Kinh phí (triệu đồng)', 28, 'right')], DIGITAL_TASKS.filter((one) => COMMUNES.some((commune) => one.lead === `UBND ${commune.name}`)).map((one, i) => row(String(i + 1), one.name, one.product, figure(one.budget))), { caption: 'Danh mục nhiệm vụ của cấp xã' }),
    h1('VI. PHÂN CÔNG THEO CƠ QUAN CHỦ TRÌ'),
    ...leads().map((name, i) => { const own = DIGITAL_TASKS.filter((one) => one.lead === name); return p(`${i + 1}. ${name} chủ trì ${own.length} nhiệm vụ, kinh phí ${figure(own.reduce((a, o) => a + o.budget, 0))} triệu đồng: ${own.map((one) => one.name.charAt(0).toLowerCase() + one.name.slice(1)).join('; ')}.`); }),
    quarterTable(c),
    riskTable(),
    h1('VII. TỔ CHỨC THỰC HIỆN'),
    ...ps(
      '1. Sở Khoa học và Công nghệ là cơ quan thường trực, hướng dẫn, kiểm tra, đánh giá mức độ chuyển đổi số của từng cơ quan, địa phương; sơ kết 6 tháng, tổng kết năm.',
      '2. Văn phòng Ủy ban nhân dân tỉnh vận hành Hệ thống họp không giấy tờ, theo dõi tỷ lệ cuộc họp không in tài liệu và số trang giấy tiết kiệm được.',
      '3. Sở Tài chính bố trí kinh phí, hướng dẫn mua sắm tập trung; Kho bạc Nhà nước khu vực kiểm soát chi đúng quy định.',
      '4. Công an tỉnh chủ trì bảo đảm an ninh mạng, kết nối cơ sở dữ liệu dân cư; Bộ Chỉ huy quân sự tỉnh phối hợp bảo vệ hạ tầng trọng yếu.',
      '5. Sở Nội vụ đưa kết quả chuyển đổi số vào tiêu chí thi đua, đánh giá người đứng đầu.',
      '6. Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh và các tổ chức thành viên vận động người dân tham gia, giám sát việc thực hiện.',
      'Trong quá trình thực hiện, trường hợp cần điều chỉnh, các cơ quan gửi đề xuất về Sở Khoa học và Công nghệ để tổng hợp, trình Ủy ban nhân dân tỉnh xem xét, quyết định./.',
    ),
    signature(['TM. ỦY BAN NHÂN DÂN', 'CHỦ TỊCH'], CHAIR, ['- Bộ Khoa học và Công nghệ;', '- Thường trực Tỉnh ủy, HĐND tỉnh;', '- Các sở, ban, ngành;', '- UBND cấp xã;', '- Lưu: VT, KGVX.']),
    { t: 'break' },
    annex('Phụ lục', `LỘ TRÌNH THỰC HIỆN THEO THÁNG NĂM ${c.nextYear}`, '(Kèm theo Kế hoạch của Ủy ban nhân dân tỉnh)'),
    table([column('Tháng', 20, 'center'), column('Nhiệm vụ hoàn thành', null), column('Cơ quan chủ trì', 52)], Array.from({ length: 12 }, (_, i) => i + 1).flatMap((month) => DIGITAL_TASKS.filter((one) => one.month === month).map((one) => row(two(month), one.name, one.lead)))),
  ];
}

function taskAnnex(c: SessionCalendar): Block[] {
  return [landscape(
    annex('Phụ lục I', `DANH MỤC NHIỆM VỤ CHUYỂN ĐỔI SỐ NĂM ${c.nextYear}`, `(Kèm theo Tờ trình số 146/TTr-SKHCN ngày ${slashed(c.documents)} của Sở Khoa học và Công nghệ)`),
    table(
      [column('TT', 12, 'center'), column('Nhiệm vụ', null), column('Cơ quan chủ trì', 46), column('Phối hợp', 40), column('Sản phẩm', 48), column('Thời hạn', 22, 'center'), column('Kinh phí (triệu đồng)', 24, 'right')],
      [
        total('', 'TỔNG SỐ', '', '', '', '', figure(DIGITAL_BUDGET)),
        ...pillars.flatMap((key, k) => {
          const own = DIGITAL_TASKS.filter((one) => one.pillar === key);
          return [group(['I', 'II', 'III', 'IV', 'V', 'VI', 'VII', 'VIII'][k] ?? '', `${PILLARS[key]} (${own.length} nhiệm vụ, ${figure(own.reduce((a, o) => a + o.budget, 0))} triệu đồng)`), ...own.map((one, i) => row(String(i + 1), one.name, one.lead, one.partners, one.product, `${two(one.month)}/${c.nextYear}`, figure(one.budget)))];
        }),
      ],
      { numberRow: true },
    ),
  ), landscape(
    annex('Phụ lục II', `NHIỆM VỤ NĂM ${c.nextYear} THEO CƠ QUAN CHỦ TRÌ`, `(Kèm theo Tờ trình số 146/TTr-SKHCN ngày ${slashed(c.documents)} của Sở Khoa học và Công nghệ)`),
    table(
      [column('TT', 12, 'center'), column('Nhiệm vụ', null), column('Nhóm nhiệm vụ', 50), column('Sản phẩm', 60), column('Thời hạn', 22, 'center')],
      [...new Set(DIGITAL_TASKS.map((one) => one.lead))].flatMap((name) => {
        const own = DIGITAL_TASKS.filter((one) => one.lead === name);
        return [group('', `${name} (${own.length} nhiệm vụ)`), ...own.map((one, i) => row(String(i + 1), one.name, PILLARS[one.pillar], one.product, `${two(one.month)}/${c.nextYear}`))];
      }),
      { padY: 1.9 },
    ),
  )];
}

export const digitalDocuments: SampleDocuments = (c) => [
  administrative({ item: 5, order: 1, key: 'chuyen-doi-so-to-trinh', title: 'Tờ trình', kind: 'to_trinh', pages: 5 }, submission(c)),
  administrative({ item: 5, order: 2, key: 'chuyen-doi-so-du-thao-quyet-dinh', title: 'Dự thảo Quyết định', kind: 'du_thao', pages: 2 }, decision(c)),
  administrative({ item: 5, order: 3, key: 'chuyen-doi-so-du-thao-ke-hoach', title: 'Dự thảo Kế hoạch', kind: 'du_thao', pages: 22 }, plan(c)),
  administrative({ item: 5, order: 4, key: 'chuyen-doi-so-phu-luc', title: 'Phụ lục nhiệm vụ', kind: 'phu_luc', pages: 14 }, taskAnnex(c)),
];

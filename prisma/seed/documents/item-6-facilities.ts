import type { Block } from '../../../server/shared/protocol/administrative-document';
import { slashed, type SessionCalendar } from './calendar';
import { FACILITIES, PLANS, facilitiesByPlan, type Facility } from './data/facilities';
import { CHAIR, COMMUNES } from './data/province';
import { COMMITTEE, PARENT, administrative, type SampleDocuments } from './sample-document';
import { annex, column, figure, h1, h2, opening, p, pageBreak, ps, row, signature, sum, table, total } from './writing';

const LAND = sum(FACILITIES, (one) => one.land);
const FLOOR = sum(FACILITIES, (one) => one.floor);
const RESIDUAL = sum(FACILITIES, (one) => one.residual);
const DEPUTY = 'Mẫn Thế Tường';

function planTable(caption: string): Block {
  return table(
    [column('TT', 11, 'center'), column('Hình thức xử lý', null), column('Số cơ sở', 18, 'center'), column('Diện tích đất (m²)', 26, 'right'), column('Diện tích sàn (m²)', 26, 'right'), column('Giá trị còn lại (triệu đồng)', 28, 'right')],
    [...facilitiesByPlan().map((s, i) => row(String(i + 1), s.label, String(s.count), figure(s.land), figure(s.floor), figure(s.residual))), total('', 'Tổng số', String(FACILITIES.length), figure(LAND), figure(FLOOR), figure(RESIDUAL))],
    { caption },
  );
}

function communeTable(): Block {
  return table(
    [column('TT', 11, 'center'), column('Địa bàn', null), column('Số cơ sở', 20, 'center'), column('Diện tích đất (m²)', 30, 'right'), column('Diện tích sàn (m²)', 30, 'right'), column('Giá trị còn lại (triệu đồng)', 32, 'right')],
    [
      ...COMMUNES.map((commune, i) => {
        const own = FACILITIES.filter((one) => one.commune === commune.name);
        return row(String(i + 1), commune.name, String(own.length), figure(sum(own, (o) => o.land)), figure(sum(own, (o) => o.floor)), figure(sum(own, (o) => o.residual)));
      }),
      total('', 'Tổng số', String(FACILITIES.length), figure(LAND), figure(FLOOR), figure(RESIDUAL)),
    ],
    { caption: 'Bảng 2. Cơ sở nhà, đất dôi dư theo địa bàn' },
  );
}

function byPlace(): Block[] {
  return COMMUNES.flatMap((commune, i) => {
    const own = FACILITIES.filter((one) => one.commune === commune.name);
    return [
      p(`${i + 1}. Trên địa bàn ${commune.name} có ${own.length} cơ sở, diện tích đất ${figure(sum(own, (o) => o.land))} m², diện tích sàn ${figure(sum(own, (o) => o.floor))} m². Ủy ban nhân dân ${commune.name} đã thống nhất phương án, cam kết bố trí người trông coi, bảo quản trong thời gian chờ xử lý.`),
      table(
        [column('Mã', 16, 'center'), column('Cơ sở nhà, đất', null), column('Năm xây dựng', 20, 'center'), column('Đất (m²)', 20, 'right'), column('Chất lượng', 42)],
        own.map((one) => row(one.code, one.name, String(one.built), figure(one.land), one.quality)),
      ),
    ];
  });
}

/** Renovation of what stays in public use: a share of the original cost by quality, million đồng. */
function renovationTable(): Block {
  const share = (one: Facility) => (one.quality === 'Còn tốt' ? 0.04 : one.quality === 'Xuống cấp' ? 0.21 : 0.11);
  const cost = (one: Facility) => Math.round((one.value * share(one)) / 10) * 10;
  const kept = FACILITIES.filter((one) => one.plan === 'keep' || one.plan === 'transfer' || one.plan === 'local');
  return table(
    [column('Mã', 16, 'center'), column('Cơ sở nhà, đất', null), column('Chất lượng', 44), column('Kinh phí cải tạo', 32, 'right')],
    [...kept.map((one) => row(one.code, one.name, one.quality, figure(cost(one)))), total('', 'Tổng số', '', figure(sum(kept, cost)))],
    { caption: 'Bảng 4. Kinh phí cải tạo các cơ sở tiếp tục sử dụng vào mục đích công', unit: 'triệu đồng' },
  );
}

function scheduleTable(c: SessionCalendar, caption: string): Block {
  return table(
    [column('Mã', 16, 'center'), column('Cơ sở nhà, đất', null), column('Đơn vị tiếp nhận, thực hiện', 56), column('Thời hạn', 34, 'center')],
    FACILITIES.map((one) => row(one.code, one.name, one.receiver, `Quý ${one.quarter}/${c.nextYear}`)),
    { caption },
  );
}

function describe(one: Facility, i: number): Block {
  return p(`${i + 1}. ${one.name} (${one.address}, ${one.commune}): đất ${figure(one.land)} m², sàn ${figure(one.floor)} m², giá trị còn lại ${figure(one.residual)} triệu đồng. Phương án: ${PLANS[one.plan].toLowerCase()}; đơn vị tiếp nhận: ${one.receiver}. ${one.note}.`);
}

function report(c: SessionCalendar): Block[] {
  return [
    ...opening({ agency: ['SỞ TÀI CHÍNH'], parent: PARENT, number: '361', notation: 'BC-STC', date: c.documents, kind: 'BÁO CÁO', abstract: 'Phương án xử lý trụ sở, tài sản công dôi dư sau sắp xếp đơn vị hành chính' }),
    p('Thực hiện chủ trương sắp xếp đơn vị hành chính và tổ chức chính quyền địa phương hai cấp từ ngày 01 tháng 7 năm 2025, Sở Tài chính đã phối hợp với các cơ quan và Ủy ban nhân dân cấp xã kiểm kê, phân loại trụ sở, tài sản công dôi dư, báo cáo Ủy ban nhân dân tỉnh như sau:'),
    h1('I. TÌNH HÌNH TRỤ SỞ, TÀI SẢN CÔNG DÔI DƯ'),
    ...ps(
      `Toàn tỉnh có ${FACILITIES.length} cơ sở nhà, đất cần xử lý với ${figure(LAND)} m² đất, ${figure(FLOOR)} m² sàn sử dụng, giá trị còn lại trên sổ kế toán ${figure(RESIDUAL)} triệu đồng. Trong đó ${FACILITIES.filter((one) => one.quality === 'Xuống cấp').length} cơ sở đã xuống cấp, ${FACILITIES.filter((one) => one.built >= 2009).length} cơ sở xây dựng từ năm 2009 trở lại đây còn sử dụng tốt.`,
      'Hồ sơ pháp lý của 22/26 cơ sở đã có giấy chứng nhận quyền sử dụng đất; 04 cơ sở đang hoàn thiện hồ sơ đo đạc, xác nhận ranh giới. Tài sản gắn liền với đất, máy móc, phương tiện được kiểm kê, bàn giao theo biên bản ba bên.',
    ),
    planTable('Bảng 1. Tổng hợp theo hình thức xử lý'),
    communeTable(),
    { t: 'chart', form: 'bar', caption: 'Hình 1. Giá trị còn lại theo hình thức xử lý', unit: 'triệu đồng', labels: ['Giữ lại', 'Điều chuyển', 'Giao địa phương', 'Bán', 'Thu hồi'], series: [{ name: 'Giá trị', values: facilitiesByPlan().map((s) => s.residual) }], height: 52 },
    h2('Tình hình tại từng địa bàn'),
    ...byPlace(),
    h1('II. NGUYÊN TẮC SẮP XẾP, XỬ LÝ'),
    ...ps(
      '1. Ưu tiên bố trí cho y tế, giáo dục, văn hóa, trung tâm phục vụ hành chính công và công an cấp xã; không để trụ sở bỏ trống gây lãng phí, thất thoát.',
      '2. Chỉ bán, chuyển nhượng quyền sử dụng đất khi không còn nhu cầu sử dụng công, phù hợp quy hoạch và thực hiện qua đấu giá công khai.',
      '3. Trong thời gian chờ xử lý, đơn vị đang quản lý chịu trách nhiệm bảo quản, phòng cháy, chữa cháy, chống lấn chiếm.',
      '4. Kinh phí cải tạo bố trí từ nguồn ngân sách địa phương và nguồn thu từ xử lý tài sản theo phân cấp.',
    ),
    h1('III. PHƯƠNG ÁN XỬ LÝ TỪNG CƠ SỞ'),
    ...(Object.keys(PLANS) as Array<keyof typeof PLANS>).flatMap((plan, k) => [h2(`${k + 1}. ${PLANS[plan]}`), ...FACILITIES.filter((one) => one.plan === plan).map(describe)]),
    scheduleTable(c, 'Bảng 3. Lộ trình xử lý'),
    h2('Kinh phí cải tạo dự kiến'),
    renovationTable(),
    h1('IV. KHÓ KHĂN, VƯỚNG MẮC VÀ KIẾN NGHỊ'),
    ...ps(
      'Khó khăn: một số cơ sở nằm ngoài quy hoạch sử dụng đất mới; nhu cầu mua, thuê tại khu vực nông thôn thấp; kinh phí cải tạo để chuyển đổi công năng lớn, nhất là các trụ sở xây dựng trước năm 2003.',
      '1. Đề nghị Ủy ban nhân dân tỉnh thống nhất phương án xử lý 26 cơ sở nhà, đất theo Phụ lục kèm theo.',
      '2. Giao Sở Xây dựng cập nhật quy hoạch, kiểm định chất lượng 06 công trình xuống cấp trước khi cải tạo.',
      '3. Giao Ủy ban nhân dân cấp xã tiếp nhận, đưa vào sử dụng, báo cáo kết quả hằng tháng.',
      'Sở Tài chính kính báo cáo Ủy ban nhân dân tỉnh xem xét, quyết định./.',
    ),
    signature(['KT. GIÁM ĐỐC', 'PHÓ GIÁM ĐỐC'], DEPUTY, ['- UBND tỉnh;', '- Sở Xây dựng;', '- UBND cấp xã;', '- Lưu: VT, QLCS.']),
  ];
}

function sheet(one: Facility, index: number, c: SessionCalendar): Block[] {
  const line = (n: number, label: string, value: string) => row(String(n), label, value);
  const bands = [one.floor * 0.58, one.floor * 0.24];
  const [work = 0, meeting = 0] = bands.map((v) => Math.round(v / 10) * 10);
  return [
    ...(index === 0 ? [] : [pageBreak]),
    annex(`Phiếu số ${one.code.slice(3)}`, one.name.toUpperCase(), `(Kèm theo Báo cáo số 361/BC-STC ngày ${slashed(c.documents)} của Sở Tài chính)`),
    table([column('TT', 11, 'center'), column('Chỉ tiêu', 62), column('Nội dung', null)], [
      line(1, 'Mã cơ sở nhà, đất', one.code), line(2, 'Địa chỉ', `${one.address}, ${one.commune}, tỉnh Thanh Giang`), line(3, 'Cơ quan, đơn vị đang quản lý', one.manager),
      line(4, 'Diện tích khuôn viên đất', `${figure(one.land)} m²`), line(5, 'Số tầng, năm xây dựng', `${one.floors} tầng, năm ${one.built}`), line(6, 'Chất lượng công trình', one.quality),
    ], { caption: 'I. THÔNG TIN CHUNG' }),
    table([column('TT', 11, 'center'), column('Hạng mục', null), column('Diện tích (m²)', 34, 'right'), column('Nguyên giá', 34, 'right'), column('Giá trị còn lại', 34, 'right')], [
      row('1', 'Nhà làm việc', figure(work), figure(Math.round(one.value * 0.62)), figure(Math.round(one.residual * 0.62))),
      row('2', 'Hội trường, nhà họp', figure(meeting), figure(Math.round(one.value * 0.25)), figure(Math.round(one.residual * 0.25))),
      row('3', 'Nhà công vụ, nhà phụ trợ, kho', figure(one.floor - work - meeting), figure(one.value - Math.round(one.value * 0.62) - Math.round(one.value * 0.25)), figure(one.residual - Math.round(one.residual * 0.62) - Math.round(one.residual * 0.25))),
      total('', 'Cộng', figure(one.floor), figure(one.value), figure(one.residual)),
    ], { caption: 'II. TÀI SẢN TRÊN ĐẤT', unit: 'triệu đồng' }),
    table([column('TT', 11, 'center'), column('Chỉ tiêu', 62), column('Nội dung', null)], [
      line(1, 'Hình thức xử lý đề xuất', PLANS[one.plan]), line(2, 'Đơn vị tiếp nhận, thực hiện', one.receiver), line(3, 'Lý do, mục đích sử dụng', one.note),
      line(4, 'Thời hạn hoàn thành', `Quý ${one.quarter} năm ${c.nextYear}`), line(5, 'Trách nhiệm bảo quản khi chờ xử lý', one.manager),
    ], { caption: 'III. PHƯƠNG ÁN XỬ LÝ' }),
  ];
}

function directive(c: SessionCalendar): Block[] {
  return [
    ...opening({ agency: COMMITTEE, notation: 'UBND-KTTH', date: `Thanh Giang, ngày      tháng      năm ${c.year}`, subject: 'xử lý trụ sở, tài sản công\ndôi dư sau sắp xếp đơn vị\nhành chính', draft: 'DỰ THẢO', to: ['Các sở, ban, ngành;', 'Ủy ban nhân dân các xã, phường, đặc khu;', 'Trung tâm Phát triển quỹ đất tỉnh.'] }),
    p(`Xét đề nghị của Sở Tài chính tại Báo cáo số 361/BC-STC ngày ${slashed(c.documents)} về phương án xử lý trụ sở, tài sản công dôi dư sau sắp xếp đơn vị hành chính và kết luận của Ủy ban nhân dân tỉnh tại phiên họp thường kỳ tháng ${c.month}, Chủ tịch Ủy ban nhân dân tỉnh có ý kiến chỉ đạo như sau:`),
    ...ps(
      `1. Thống nhất phương án xử lý ${FACILITIES.length} cơ sở nhà, đất với tổng diện tích đất ${figure(LAND)} m², diện tích sàn ${figure(FLOOR)} m² theo đề nghị của Sở Tài chính.`,
      '2. Sở Tài chính chủ trì trình ban hành quyết định xử lý đối với từng cơ sở; hướng dẫn trình tự bàn giao, hạch toán, báo cáo kê khai tài sản; tổng hợp nhu cầu kinh phí cải tạo, trình cấp có thẩm quyền bố trí trong dự toán năm sau.',
      '3. Sở Xây dựng kiểm định chất lượng các công trình xuống cấp; hướng dẫn phương án cải tạo, chuyển đổi công năng thành trường học, trạm y tế, trung tâm văn hóa bảo đảm quy chuẩn.',
      '4. Sở Nông nghiệp và Môi trường hoàn thiện hồ sơ đất đai của 04 cơ sở chưa có giấy chứng nhận; cập nhật kế hoạch sử dụng đất.',
      '5. Trung tâm Phát triển quỹ đất tỉnh tiếp nhận các cơ sở thu hồi, lập phương án khai thác ngắn hạn, tổ chức đấu giá theo quy định.',
      '6. Ủy ban nhân dân cấp xã quản lý, bảo quản tài sản trong thời gian chờ xử lý; tiếp nhận, đưa vào sử dụng đúng mục đích; báo cáo kết quả trước ngày 25 hằng tháng trên Hệ thống.',
      '7. Văn phòng Ủy ban nhân dân tỉnh theo dõi, đôn đốc việc thực hiện.',
    ),
    planTable('Tổng hợp phương án xử lý'),
    scheduleTable(c, 'Phân công, thời hạn thực hiện'),
    p('Yêu cầu các cơ quan, đơn vị, địa phương nghiêm túc thực hiện; trường hợp có vướng mắc, báo cáo về Sở Tài chính để tổng hợp, trình Chủ tịch Ủy ban nhân dân tỉnh xem xét, giải quyết./.'),
    signature(['TM. ỦY BAN NHÂN DÂN', 'CHỦ TỊCH'], CHAIR, ['- Như trên;', '- Thường trực Tỉnh ủy (b/c);', '- Các PCT UBND tỉnh;', '- Lưu: VT, KTTH.']),
  ];
}

export const facilityDocuments: SampleDocuments = (c) => [
  administrative({ item: 6, order: 1, key: 'tru-so-bao-cao', title: 'Báo cáo', kind: 'bao_cao', pages: 13 }, report(c)),
  administrative({ item: 6, order: 2, key: 'tru-so-phu-luc', title: 'Phụ lục cơ sở nhà, đất', kind: 'phu_luc', pages: 26 }, FACILITIES.flatMap((one, i) => sheet(one, i, c))),
  administrative({ item: 6, order: 3, key: 'tru-so-cong-van', title: 'Dự thảo công văn chỉ đạo', kind: 'du_thao', pages: 3 }, directive(c)),
];

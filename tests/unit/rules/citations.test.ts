import { describe, expect, it } from 'vitest';
import { citationsIn, kindOfNumber, lawWords, numberKey } from '../../../server/shared/rules/citations';

/** Text → what it cites: "kind number", or "kind: name of a law" as far as the text may go, with " năm" and " điều". */
const said = (text: string): string[] =>
  citationsIn(text).map(({ kind, number, name, year, article }) => `${kind} ${number ?? `"${name.join(' | ')}"`}${year ? ` ${year}` : ''}${article ? ` @${article}` : ''}`);

const FORMS: readonly (readonly [text: string, ...cited: string[]])[] = [
  // Decrees.
  ['Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ về công tác văn thư;', 'nghi_dinh 30/2020/nd-cp 2020'],
  ['Nghị định 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020', 'nghi_dinh 30/2020/nd-cp 2020'],
  ['theo Nghị định 30/2020/NĐ-CP.', 'nghi_dinh 30/2020/nd-cp 2020'],
  ['theo Nghị định 30/2020 của Chính phủ', 'nghi_dinh 30/2020/nd-cp 2020'],
  ['NĐ 30/2020/NĐ-CP', 'nghi_dinh 30/2020/nd-cp 2020'],
  ['(NĐ số 30/2020/NĐ-CP)', 'nghi_dinh 30/2020/nd-cp 2020'],
  ['Nghi dinh so 30/2020/ND-CP', 'nghi_dinh 30/2020/nd-cp 2020'],
  ['NGHỊ ĐỊNH SỐ 30/2020/NĐ-CP', 'nghi_dinh 30/2020/nd-cp 2020'],
  ['nghị định số 30/2020/nđ-cp', 'nghi_dinh 30/2020/nd-cp 2020'],
  ['Nghị định\nsố 30/2020/NĐ-CP', 'nghi_dinh 30/2020/nd-cp 2020'],
  ['Nghị\nđịnh số\n30/2020/NĐ-CP', 'nghi_dinh 30/2020/nd-cp 2020'],
  ['Nghị định số 30/2020/NĐ-\nCP ngày 05 tháng 3\nnăm 2020', 'nghi_dinh 30/2020/nd-cp 2020'],
  ['Nghị định số 30/2020/\nNĐ-CP', 'nghi_dinh 30/2020/nd-cp 2020'],
  ['Nghị định số 30 / 2020 / NĐ - CP', 'nghi_dinh 30/2020/nd-cp 2020'],
  ['Nghị định số 30/2020/NĐ–CP', 'nghi_dinh 30/2020/nd-cp 2020'],
  ['Nghị định số 30/2020/NÐ-CP', 'nghi_dinh 30/2020/nd-cp 2020'],
  ['Nghị định số 30/2020/NĐ-CP'.normalize('NFD'), 'nghi_dinh 30/2020/nd-cp 2020'],
  ['Nghị định số 09/2019/NĐ-CP', 'nghi_dinh 9/2019/nd-cp 2019'],
  ['Nghị định của Chính phủ số 191/2026/NĐ-CP', 'nghi_dinh 191/2026/nd-cp 2026'],
  ['Nghị định số 64-CP ngày 27/9/1993', 'nghi_dinh 64-cp 1993'],
  ['Nghị định số 64/CP ngày 27 tháng 9 năm 1993', 'nghi_dinh 64/cp 1993'],
  ['Nghị định số 150/2025/NĐ-CP (ngày 12/6/2025)', 'nghi_dinh 150/2025/nd-cp 2025'],
  ['các Nghị định số 113/2025/NĐ-CP, số 356/2025/NĐ-CP và 331/2026/NĐ-CP', 'nghi_dinh 113/2025/nd-cp 2025', 'nghi_dinh 356/2025/nd-cp 2025', 'nghi_dinh 331/2026/nd-cp 2026'],
  ['30/2020/NĐ-CP', 'nghi_dinh 30/2020/nd-cp 2020'],
  ['số 30/2020/NĐ-CP', 'nghi_dinh 30/2020/nd-cp 2020'],
  // Articles.
  ['Điều 5 Nghị định số 30/2020/NĐ-CP', 'nghi_dinh 30/2020/nd-cp 2020 @5'],
  ['khoản 2 Điều 15 Nghị định số 30/2020/NĐ-CP', 'nghi_dinh 30/2020/nd-cp 2020 @15'],
  ['điểm a khoản 2 Điều 15 Nghị định 30/2020/NĐ-CP', 'nghi_dinh 30/2020/nd-cp 2020 @15'],
  ['điểm đ, khoản 3, Điều 12a của Nghị định 30/2020/NĐ-CP', 'nghi_dinh 30/2020/nd-cp 2020 @12a'],
  ['quy định tại Điều\n5 Nghị định\n30/2020/NĐ-CP', 'nghi_dinh 30/2020/nd-cp 2020 @5'],
  ['khoản 1, khoản 2 Điều 8 Thông tư số 05/2025/TT-BNV', 'thong_tu 5/2025/tt-bnv 2025 @8'],
  ['Điều 14, Nghị định số 191/2026/NĐ-CP', 'nghi_dinh 191/2026/nd-cp 2026 @14'],
  ['Điều 41 Luật Tổ chức chính quyền địa phương năm 2025', 'luat "to chuc chinh quyen dia phuong" 2025 @41'],
  ['điểm b khoản 1 Điều 79 của Luật Đất đai 2024', 'luat "dat dai" 2024 @79'],
  ['Điều 28 Hiến pháp năm 2013', 'hien_phap "" 2013 @28'],
  // Circulars.
  ['Thông tư số 05/2025/TT-BNV ngày 14 tháng 5 năm 2025 của Bộ Nội vụ', 'thong_tu 5/2025/tt-bnv 2025'],
  ['Thông tư 01/2011/TT-BNV', 'thong_tu 1/2011/tt-bnv 2011'],
  ['TT 06/2026/TT-BKHCN', 'thong_tu 6/2026/tt-bkhcn 2026'],
  ['TT số 19/2023/TT-BTTTT', 'thong_tu 19/2023/tt-btttt 2023'],
  ['Thông tư liên tịch số 01/2014/TTLT-BNV-BTC', 'thong_tu_lien_tich 1/2014/ttlt-bnv-btc 2014'],
  ['TTLT 55/2005/TTLT-BNV-VPCP', 'thong_tu_lien_tich 55/2005/ttlt-bnv-vpcp 2005'],
  ['Thông tư số 12/2022/TT-BTTTT và Thông tư số 02/2019/TT-BNV', 'thong_tu 12/2022/tt-btttt 2022', 'thong_tu 2/2019/tt-bnv 2019'],
  // Decisions.
  ['Quyết định số 749/QĐ-TTg ngày 03/6/2020 của Thủ tướng Chính phủ', 'quyet_dinh 749/qd-ttg 2020'],
  ['Quyết định 33/2025/QĐ-TTg', 'quyet_dinh 33/2025/qd-ttg 2025'],
  ['QĐ 168/QĐ-VPCP', 'quyet_dinh 168/qd-vpcp'],
  ['Quyết định số 05/2024/QĐ-UBND của Ủy ban nhân dân tỉnh', 'quyet_dinh 5/2024/qd-ubnd 2024'],
  ['Quyết định số 1234/QĐ-UBND', 'quyet_dinh 1234/qd-ubnd'],
  ['Quyết định số 28/2018/QĐ-TTg ngày 12.7.2018', 'quyet_dinh 28/2018/qd-ttg 2018'],
  ['số 749/QĐ-TTg', 'quyet_dinh 749/qd-ttg'],
  ['quyet dinh so 749/qd-ttg', 'quyet_dinh 749/qd-ttg'],
  ['Quyết định của Thủ tướng Chính phủ số 749/QĐ-TTg', 'quyet_dinh 749/qd-ttg'],
  // Resolutions.
  ['Nghị quyết số 05/NQ-UBND', 'nghi_quyet 5/nq-ubnd'],
  ['Nghị quyết số 05/NQ-UBND ngày 26 tháng 11 năm 2026', 'nghi_quyet 5/nq-ubnd 2026'],
  ['Nghị quyết 76/2025/UBTVQH15', 'nghi_quyet 76/2025/ubtvqh15 2025'],
  ['Nghị quyết số 1211/2016/UBTVQH13', 'nghi_quyet 1211/2016/ubtvqh13 2016'],
  ['Nghị quyết số 203/2025/QH15', 'nghi_quyet 203/2025/qh15 2025'],
  ['Nghị quyết số 12/NQ-HĐND', 'nghi_quyet 12/nq-hdnd'],
  ['Nghị quyết số 17/2025/NQ-HĐND', 'nghi_quyet 17/2025/nq-hdnd 2025'],
  ['Nghị quyết số 57-NQ/TW ngày 22/12/2024 của Bộ Chính trị', 'nghi_quyet 57-nq/tw 2024'],
  ['NQ 57-NQ/TW', 'nghi_quyet 57-nq/tw'],
  ['Nghị quyết liên tịch số 403/2017/NQLT-UBTVQH14-CP-ĐCTUBTWMTTQVN', 'nghi_quyet 403/2017/nqlt-ubtvqh14-cp-dctubtwmttqvn 2017'],
  ['Nghị quyết 01/NQ-CP', 'nghi_quyet 1/nq-cp'],
  ['NQ số 18-NQ/TW', 'nghi_quyet 18-nq/tw'],
  // Directives, notices, conclusions, plans and what else a house writes.
  ['Chỉ thị số 05-CT/TW', 'chi_thi 5-ct/tw'],
  ['Chỉ thị 16/CT-TTg', 'chi_thi 16/ct-ttg'],
  ['Kết luận số 126-KL/TW ngày 14 tháng 02 năm 2025', 'ket_luan 126-kl/tw 2025'],
  ['Thông báo số 12/TB-UBND', 'thong_bao 12/tb-ubnd'],
  ['Thông báo kết luận số 07/TB-UBND ngày 12 tháng 11 năm 2026', 'thong_bao 7/tb-ubnd 2026'],
  ['TB 12/TB-UBND', 'thong_bao 12/tb-ubnd'],
  ['Thông báo số 45-TB/TU', 'thong_bao 45-tb/tu'],
  ['Kế hoạch số 2342/KH-UBND', 'ke_hoach 2342/kh-ubnd'],
  ['KH 12/KH-STC', 'ke_hoach 12/kh-stc'],
  ['Báo cáo số 118/BC-UBND', 'bao_cao 118/bc-ubnd'],
  ['Tờ trình số 45/TTr-STC ngày 01/11/2026', 'to_trinh 45/ttr-stc 2026'],
  ['Biên bản số 05/BB-UBND', 'bien_ban 5/bb-ubnd'],
  ['Công điện số 01/CĐ-TTg', 'cong_dien 1/cd-ttg'],
  ['Lệnh số 10/2024/L-CTN', 'lenh 10/2024/l-ctn 2024'],
  ['Pháp lệnh số 03/2022/UBTVQH15', 'phap_lenh 3/2022/ubtvqh15 2022'],
  // Laws by number.
  ['Luật số 72/2025/QH15', 'luat 72/2025/qh15 2025'],
  ['Bộ luật số 91/2015/QH13', 'bo_luat 91/2015/qh13 2015'],
  ['Luật 33/2024/QH15', 'luat 33/2024/qh15 2024'],
  ['72/2025/QH15', 'luat 72/2025/qh15 2025'],
  // Laws by name.
  ['Luật Tổ chức chính quyền địa phương 2025', 'luat "to chuc chinh quyen dia phuong" 2025'],
  ['Luật Tổ chức chính quyền địa phương năm 2025', 'luat "to chuc chinh quyen dia phuong" 2025'],
  ['Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025;', 'luat "to chuc chinh quyen dia phuong" 2025'],
  ['Luật Tổ chức chính quyền\nđịa phương ngày\n16 tháng 6 năm 2025', 'luat "to chuc chinh quyen dia phuong" 2025'],
  ['Luật Tổ chức chính quyền địa phương số 72/2025/QH15', 'luat "to chuc chinh quyen dia phuong"', 'luat 72/2025/qh15 2025'],
  ['LUẬT TỔ CHỨC CHÍNH QUYỀN ĐỊA PHƯƠNG', 'luat "to chuc chinh quyen dia phuong"'],
  ['Luật Ban hành văn bản quy phạm pháp luật ngày 19 tháng 02 năm 2025', 'luat "ban hanh van ban quy pham phap luat" 2025'],
  ['Luật Đất đai ngày 18/01/2024', 'luat "dat dai" 2024'],
  ['theo Luật Đất đai.', 'luat "dat dai"'],
  ['theo Luật Lưu trữ, các nghị định', 'luat "luu tru | cac nghi dinh"'],
  ['Luật Phòng, chống tham nhũng năm 2018', 'luat "phong | chong tham nhung" 2018'],
  ['Luật Cán bộ, công chức;', 'luat "can bo | cong chuc"'],
  ['Luật Thi đua, khen thưởng số 06/2022/QH15', 'luat "thi dua | khen thuong"', 'luat 6/2022/qh15 2022'],
  ['Luật Thực hành tiết kiệm, chống lãng phí và Luật Đấu thầu', 'luat "thuc hanh tiet kiem | chong lang phi | va"', 'luat "dau thau"'],
  ['Luật Hòa giải, đối thoại tại Tòa án ngày 16 tháng 6 năm 2020', 'luat "hoa giai | doi thoai | tai toa an" 2020'],
  ['Luật Đơn vị hành chính - kinh tế đặc biệt.', 'luat "don vi hanh chinh | kinh te dac biet"'],
  ['Luật Lưu trữ, khoản 2 Điều 5 Luật Đất đai; Luật Kế toán, Nghị định số 30/2020/NĐ-CP', 'luat "luu tru"', 'luat "dat dai" @5', 'luat "ke toan"', 'nghi_dinh 30/2020/nd-cp 2020'],
  ['Luật Ban hành văn bản quy phạm pháp luật của Quốc hội', 'luat "ban hanh van ban quy pham phap luat | cua quoc hoi"'],
  ['Luật Đầu tư công', 'luat "dau tu cong"'],
  ['Căn cứ Hiến pháp nước Cộng hòa xã hội chủ nghĩa Việt Nam năm 2013;', 'hien_phap "" 2013'],
  ['Luật Giao dịch điện tử (2023)', 'luat "giao dich dien tu" 2023'],
  ['Bộ luật Dân sự năm 2015', 'bo_luat "dan su" 2015'],
  ['Bộ luật Lao động', 'bo_luat "lao dong"'],
  ['Luật sửa đổi, bổ sung một số điều của Luật Đầu tư công năm 2025', 'luat "sua doi bo sung mot so dieu cua luat dau tu cong" 2025'],
  ['Pháp lệnh Dân chủ ở xã, phường năm 2007', 'phap_lenh "dan chu o xa | phuong" 2007'],
  ['Hiến pháp năm 2013', 'hien_phap "" 2013'],
  ['Hiến pháp 2013', 'hien_phap "" 2013'],
  ['Luat To chuc chinh quyen dia phuong nam 2025', 'luat "to chuc chinh quyen dia phuong" 2025'],
  ['Luật Ngân sách nhà nước được thông qua', 'luat "ngan sach nha nuoc | duoc thong qua"'],
];

const NONE: readonly string[] = [
  'Số: 30/2020/NĐ-CP', 'Số: 12/TB-UBND', 'Số : 05/NQ-UBND', 'ngày 30/4/2020', 'sinh ngày 02/9/1945', 'đạt 12/20 đại biểu', 'có 18/21 thành viên dự', 'tỷ lệ 30/2020', 'trong quý III/2026', 'tháng 11/2026',
  'nhiệm kỳ 2021/2026', 'số 12/5 đường Trần Phú', 'số 45/2 phố Huế', 'Hợp đồng số 01/2020/HĐ-XD', 'biển số 36A-123.45', 'Điều 5 Quy chế làm việc', 'tại Điều 5 của quy chế này', 'Nghị định này', 'theo nghị định nêu trên',
  'luật sư Nguyễn Văn A', 'pháp luật về đất đai', 'Văn phòng luật sư', 'theo luật định', 'luật này có hiệu lực', 'Hiến pháp và pháp luật', 'quyết định số lượng cấp phó', 'thông báo số điện thoại 0237', 'kế hoạch số 1 của năm 2026',
  'nghị quyết kỳ họp thứ 5', 'Nghị quyết số 1', 'ISO/IEC 27001', 'TCVN 14423:2026', 'tỷ giá 25.000/USD', 'http://phien.example/30/2020/ND', 'bản đồ tỷ lệ 1/2000', 'tuyến QL1A - km 30/2020', 'ND 12', 'mã hồ sơ TB-12/2026', 'tổ 3/5 khu phố 2/QĐ',
  'phường 12/TB', 'theo pháp luật Việt Nam', `Quyết định số 12/QĐ${'-UBNDTHANHPHOTHANHGIANG'.repeat(4)}`, `Luật ${'Đ'.repeat(31)}, rất dài`, 'nghị định 30', 'Thông tư liên quan', 'QĐ 15 người', 'lớp 12/CT', 'công suất 110/22 kV', 'Lệnh điều động xe', 'chương trình 135/2016',
];

describe('citations in a text', () => {
  it.each(FORMS)('library LB6 %s', (text, ...cited) => {
    expect(said(text)).toEqual(cited);
  });

  it.each(NONE)('library LB6 no document is cited by "%s"', (text) => {
    expect(said(text)).toEqual([]);
  });

  it('library LB6 knows where in the text a citation stands, whatever way its letters are composed', () => {
    const text = 'Căn cứ khoản 2 Điều 15 Nghị định số\n30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ; Luật Đất đai và các quy định.';
    for (const form of ['NFC', 'NFD'] as const) {
      const shown = text.normalize(form);
      expect(citationsIn(shown).map(({ start, end }) => shown.slice(start, end).normalize('NFC'))).toEqual([
        'khoản 2 Điều 15 Nghị định số\n30/2020/NĐ-CP ngày 05 tháng 3 năm 2020', 'Luật Đất đai và các quy định',
      ]);
      const [, law] = citationsIn(shown);
      expect(shown.slice(law?.start, law?.nameEnds[1]).normalize('NFC')).toBe('Luật Đất đai');
    }
  });

  it('library LB6 compares numbers without marks, blanks and leading zeros, and knows a kind by its sign', () => {
    expect(['05/NQ-UBND', '5 / nq – ubnd', '005/NQ-UBND'].map(numberKey)).toEqual(['5/nq-ubnd', '5/nq-ubnd', '5/nq-ubnd']);
    expect(['30/2020/NĐ-CP', '72/2025/QH15', '57-NQ/TW', '749/QĐ-TTg', 'không số'].map(kindOfNumber)).toEqual(['nghi_dinh', null, 'nghi_quyet', 'quyet_dinh', null]);
    expect(lawWords('Luật Tổ chức chính quyền địa phương')).toEqual(['to', 'chuc', 'chinh', 'quyen', 'dia', 'phuong']);
  });

  it('library LB6 reads a long page in no time, whatever stands on it', () => {
    const page = `${'điểm a khoản 2 Điều 15 '.repeat(400)}${'Luật Tổ chức '.repeat(400)}${'số 12/'.repeat(2_000)}${'- '.repeat(3_000)}`;
    const began = process.cpuUsage().user;
    citationsIn(page);
    expect((process.cpuUsage().user - began) / 1_000).toBeLessThan(1_500);
  });

  it.each(['khoản 1, ', 'khoản 1 và ', 'điểm a khoản 1, ', 'Điều 1, ', 'Luật Đ, ', 'Luật sửa đổi, bổ sung ', 'Nghị định của ', 'số 12/', '1/A-', 'QĐ '])('library LB6 a page that says "%s" again and again takes no more than three times as long as another of its length', (piece) => {
    const timeOf = (text: string): number => {
      const began = process.cpuUsage().user;
      citationsIn(text);
      return process.cpuUsage().user - began;
    };
    const [other, hostile] = ['Ủy ban nhân dân tỉnh họp phiên thường kỳ, thảo luận. ', piece].map((words) => words.repeat(48_000 / words.length)) as [string, string];
    const [others, hostiles] = [[], []] as [number[], number[]];
    for (let round = 0; round < 5; round += 1) {
      others.push(timeOf(other));
      hostiles.push(timeOf(hostile));
    }
    // Five times and more where each place looks through all that follows.
    expect(Math.min(...hostiles) / Math.min(...others)).toBeLessThan(3);
  });

  it('library LB6 of what is longer than any page only the beginning is read', () => {
    const at = (letters: number): string[] => said(`${' chữ'.repeat(letters / 4)} Nghị định 30/2020/NĐ-CP`);
    expect([at(40_000), at(80_000)]).toEqual([['nghi_dinh 30/2020/nd-cp 2020'], []]);
  });
});

/** Monthly socio-economic indicators of the province: every table, chart and sentence takes its figures from here. */

export interface Indicator { key: string; name: string; unit: string; base: number; growth: number; digits: number; kind: 'flow' | 'rate'; season: number; parts: string[]; whole: string | null }
export interface IndicatorTable { key: string; title: string; indicators: Indicator[] }

/** Factors of the twelve months by kind of season: even, industry, harvest, trade. */
const SEASONS: ReadonlyArray<readonly number[]> = [
  [0.99, 0.97, 1.0, 1.0, 1.01, 1.0, 1.0, 1.01, 1.0, 1.01, 1.02, 1.03],
  [0.93, 0.86, 0.99, 1.0, 1.01, 1.02, 1.01, 1.03, 1.03, 1.04, 1.06, 1.08],
  [0.72, 0.66, 0.81, 1.12, 1.48, 1.22, 0.88, 0.91, 1.26, 1.34, 0.95, 0.84],
  [1.12, 1.05, 0.95, 0.97, 0.99, 1.02, 1.01, 1.0, 0.97, 0.98, 1.0, 1.06],
];
/** Reference month of `base`: January 2026. */
const REFERENCE = 2026 * 12;

/**
 * One indicator a line: key | name | unit | value in a normal month | growth of a year | decimals | season | relation. The relation
 * is `= a + b …` for a total of others and `< a` for a share of another ("trong đó"), so that no table contradicts itself.
 */
function parse(lines: string): Indicator[] {
  return lines.trim().split('\n').map((text) => {
    const [key = '', name = '', unit = '', base = '0', growth = '0', digits = '0', season = '0', relation = ''] = text.split('|').map((part) => part.trim());
    return { key, name, unit, base: Number(base), growth: Number(growth), digits: Number(digits), season: Number(season), kind: unit === '%' || unit.startsWith('chỉ số') ? 'rate' as const : 'flow' as const, parts: relation.startsWith('=') ? relation.slice(1).split('+').map((part) => part.trim()) : [], whole: relation.startsWith('<') ? relation.slice(1).trim() : null };
  });
}

/** Value of a month (`month` 1–12), rounded to the indicator's decimals; of a total the sum of its parts. */
export function monthly(one: Indicator, year: number, month: number): number {
  const factor = 10 ** one.digits;
  const index = year * 12 + month - 1;
  if (one.parts.length > 0) return Math.round(one.parts.reduce((all, key) => all + monthly(indicator(key), year, month), 0) * factor) / factor;
  if (one.whole) {
    const whole = indicator(one.whole);
    const drift = ((1 + one.growth) / (1 + whole.growth)) ** ((index - REFERENCE) / 12);
    return Math.round(monthly(whole, year, month) * (one.base / whole.base) * drift * factor) / factor;
  }
  const season = SEASONS[one.season]?.[month - 1] ?? 1;
  const ripple = 1 + (((index * 7 + one.base * 3) % 9) - 4) / (one.kind === 'rate' ? 1600 : 180);
  const trend = (1 + one.growth) ** ((index - REFERENCE) / 12);
  return Math.round(one.base * (one.kind === 'rate' ? 1 + (season - 1) / 8 : season) * ripple * trend * factor) / factor;
}

/** Sum (flows) or mean (rates) of January…`month`. */
export function cumulative(one: Indicator, year: number, month: number): number {
  let total = 0;
  for (let m = 1; m <= month; m += 1) total += monthly(one, year, m);
  return one.kind === 'rate' ? total / month : total;
}

/** Cumulated value over the same months of the year before, percent. */
export function against(one: Indicator, year: number, month: number): number {
  return (cumulative(one, year, month) / cumulative(one, year - 1, month)) * 100;
}

export const TABLES: readonly IndicatorTable[] = [
  { key: 'iip', title: 'Chỉ số sản xuất công nghiệp', indicators: parse(`
iip|Toàn ngành công nghiệp|chỉ số, %|109.4|0.004|1|1
iip_kk|Khai khoáng|chỉ số, %|102.1|0.002|1|1
iip_cb|Công nghiệp chế biến, chế tạo|chỉ số, %|110.6|0.005|1|1
iip_tp|- Chế biến thực phẩm|chỉ số, %|108.3|0.004|1|1
iip_det|- Dệt, may trang phục|chỉ số, %|111.9|0.003|1|1
iip_go|- Chế biến gỗ và sản phẩm từ gỗ|chỉ số, %|113.5|0.006|1|1
iip_giay|- Sản xuất giấy và sản phẩm từ giấy|chỉ số, %|106.2|0.002|1|1
iip_hc|- Hóa chất, phân bón|chỉ số, %|104.8|0.003|1|1
iip_vlxd|- Vật liệu xây dựng|chỉ số, %|107.4|0.004|1|1
iip_dt|- Linh kiện điện tử, thiết bị điện|chỉ số, %|115.7|0.008|1|1
iip_dien|Sản xuất và phân phối điện|chỉ số, %|107.9|0.003|1|1
iip_nuoc|Cung cấp nước, xử lý rác thải|chỉ số, %|106.7|0.002|1|1`) },
  { key: 'products', title: 'Sản phẩm công nghiệp chủ yếu', indicators: parse(`
da|Đá xây dựng các loại|nghìn m³|214|0.05|1|1
ximang|Xi măng|nghìn tấn|168|0.04|1|1
gach|Gạch nung quy chuẩn|triệu viên|31.2|0.03|1|1
thuysan_cb|Thủy sản chế biến đông lạnh|tấn|2640|0.07|0|1
chebien_nong|Nông sản chế biến|tấn|5180|0.06|0|1
may|Quần áo may sẵn|nghìn cái|3425|0.09|0|1
go|Gỗ ghép, ván ép|m³|18400|0.11|0|1
giay|Bao bì giấy|tấn|1960|0.05|0|1
phanbon|Phân bón NPK|tấn|7250|0.04|0|1
linhkien|Linh kiện điện tử|nghìn cái|8640|0.15|0|1
dien|Điện sản xuất|triệu kWh|186|0.06|1|1
dientp|Điện thương phẩm|triệu kWh|159|0.08|1|1
nuoc|Nước máy ghi thu|nghìn m³|2180|0.05|0|0`) },
  { key: 'crops', title: 'Sản xuất nông, lâm nghiệp và thủy sản', indicators: parse(`
lua|Sản lượng lúa|nghìn tấn|24.6|0.02|1|2
ngo|Sản lượng ngô|tấn|3150|0.03|0|2
rau|Rau, đậu các loại|tấn|11850|0.04|0|2
che|Chè búp tươi|tấn|1280|0.03|0|2
caan|Cây ăn quả có múi|tấn|2460|0.08|0|2
thit_lon|Thịt lợn hơi xuất chuồng|tấn|4120|0.05|0|3
thit_gc|Thịt gia cầm hơi|tấn|1870|0.06|0|3
trung|Trứng gia cầm|triệu quả|16.4|0.05|1|3
sua|Sữa tươi|tấn|640|0.09|0|0
rung|Diện tích rừng trồng mới tập trung|ha|412|0.03|0|2
go_kt|Gỗ rừng trồng khai thác|nghìn m³|38.7|0.05|1|1
ts_kt|Thủy sản khai thác|tấn|3960|0.02|0|2
ts_nt|Thủy sản nuôi trồng|tấn|2230|0.07|0|2`) },
  { key: 'retail', title: 'Tổng mức bán lẻ hàng hóa và doanh thu dịch vụ', indicators: parse(`
banle|Tổng mức bán lẻ hàng hóa và doanh thu dịch vụ tiêu dùng|tỷ đồng|4286|0.112|0|3|= bl_hang + luutru + luhanh + dvkhac
bl_hang|Bán lẻ hàng hóa|tỷ đồng|3214|0.108|0|3|= bl_lt + bl_may + bl_gd + bl_xd + bl_xang + bl_khac
bl_lt|- Lương thực, thực phẩm|tỷ đồng|1236|0.1|0|3
bl_may|- Hàng may mặc|tỷ đồng|318|0.09|0|3
bl_gd|- Đồ dùng, thiết bị gia đình|tỷ đồng|402|0.12|0|3
bl_xd|- Gỗ và vật liệu xây dựng|tỷ đồng|287|0.11|0|3
bl_xang|- Xăng, dầu các loại|tỷ đồng|496|0.08|0|3
bl_khac|- Hàng hóa khác|tỷ đồng|475|0.13|0|3
luutru|Dịch vụ lưu trú, ăn uống|tỷ đồng|564|0.145|0|3
luhanh|Du lịch lữ hành|tỷ đồng|42|0.21|0|3
dvkhac|Dịch vụ tiêu dùng khác|tỷ đồng|466|0.095|0|3
khach|Lượt khách du lịch|nghìn lượt|286|0.17|0|3
khach_qt|- Khách quốc tế|nghìn lượt|14.8|0.24|1|3|< khach`) },
  { key: 'trade', title: 'Xuất, nhập khẩu hàng hóa', indicators: parse(`
xk|Kim ngạch xuất khẩu|triệu USD|164.2|0.134|1|1|= xk_may + xk_dt + xk_ts + xk_go + xk_nong + xk_khac
xk_may|- Hàng dệt may|triệu USD|46.8|0.11|1|1
xk_dt|- Linh kiện điện tử|triệu USD|52.4|0.18|1|1
xk_ts|- Thủy sản|triệu USD|21.6|0.09|1|1
xk_go|- Gỗ và sản phẩm gỗ|triệu USD|28.9|0.13|1|1
xk_nong|- Nông sản chế biến|triệu USD|9.7|0.12|1|1
xk_khac|- Hàng hóa khác|triệu USD|4.8|0.08|1|1
nk|Kim ngạch nhập khẩu|triệu USD|118.6|0.121|1|1|= nk_may + nk_nl + nk_dt + nk_khac
nk_may|- Máy móc, thiết bị|triệu USD|37.2|0.16|1|1
nk_nl|- Nguyên phụ liệu dệt may, da giày|triệu USD|34.5|0.1|1|1
nk_dt|- Linh kiện, vật tư điện tử|triệu USD|36.1|0.12|1|1
nk_khac|- Hàng hóa khác|triệu USD|10.8|0.07|1|1`) },
  { key: 'budget', title: 'Thu ngân sách nhà nước trên địa bàn', indicators: parse(`
thu|Tổng thu ngân sách nhà nước trên địa bàn|tỷ đồng|842|0.118|0|3|= thu_nd + thu_xnk
thu_nd|Thu nội địa|tỷ đồng|735|0.121|0|3|= thu_dnnn + thu_fdi + thu_nqd + thu_tncn + thu_lptb + thu_dat + thu_xs + thu_khac
thu_dnnn|- Doanh nghiệp nhà nước|tỷ đồng|96|0.06|0|3
thu_fdi|- Doanh nghiệp có vốn đầu tư nước ngoài|tỷ đồng|118|0.15|0|3
thu_nqd|- Khu vực ngoài quốc doanh|tỷ đồng|174|0.13|0|3
thu_tncn|- Thuế thu nhập cá nhân|tỷ đồng|64|0.12|0|3
thu_lptb|- Lệ phí trước bạ|tỷ đồng|31|0.09|0|3
thu_dat|- Thu tiền sử dụng đất|tỷ đồng|168|0.16|0|3
thu_xs|- Xổ số kiến thiết|tỷ đồng|26|0.07|0|3
thu_khac|- Thu khác|tỷ đồng|58|0.05|0|3
thu_xnk|Thu từ hoạt động xuất, nhập khẩu|tỷ đồng|107|0.1|0|1`) },
  { key: 'spending', title: 'Chi ngân sách địa phương', indicators: parse(`
chi|Tổng chi cân đối ngân sách địa phương|tỷ đồng|1128|0.094|0|1|= chi_dt + chi_tx + chi_khac
chi_dt|Chi đầu tư phát triển|tỷ đồng|286|0.13|0|1
chi_tx|Chi thường xuyên|tỷ đồng|817|0.08|0|0|= chi_gd + chi_yt + chi_kh + chi_vh + chi_xh + chi_kt + chi_ql + chi_qp
chi_gd|- Giáo dục, đào tạo và dạy nghề|tỷ đồng|336|0.08|0|0
chi_yt|- Y tế, dân số và gia đình|tỷ đồng|92|0.09|0|0
chi_kh|- Khoa học, công nghệ, chuyển đổi số|tỷ đồng|18|0.24|0|0
chi_vh|- Văn hóa, thể thao, truyền thông|tỷ đồng|21|0.07|0|0
chi_xh|- Bảo đảm xã hội|tỷ đồng|74|0.1|0|0
chi_kt|- Sự nghiệp kinh tế, môi trường|tỷ đồng|108|0.09|0|0
chi_ql|- Quản lý hành chính|tỷ đồng|143|0.04|0|0
chi_qp|- Quốc phòng, an ninh địa phương|tỷ đồng|25|0.08|0|0
chi_khac|Chi khác trong cân đối|tỷ đồng|25|0.05|0|0`) },
  { key: 'prices', title: 'Chỉ số giá tiêu dùng', indicators: parse(`
cpi|Chỉ số giá tiêu dùng chung|chỉ số, %|103.2|0.001|2|0
cpi_an|Hàng ăn và dịch vụ ăn uống|chỉ số, %|103.9|0.001|2|0
cpi_uong|Đồ uống và thuốc lá|chỉ số, %|102.4|0.001|2|0
cpi_may|May mặc, mũ nón, giày dép|chỉ số, %|101.6|0.001|2|0
cpi_nha|Nhà ở, điện, nước, vật liệu xây dựng|chỉ số, %|104.8|0.002|2|0
cpi_tb|Thiết bị và đồ dùng gia đình|chỉ số, %|101.5|0.001|2|0
cpi_yt|Thuốc và dịch vụ y tế|chỉ số, %|106.1|0.002|2|0
cpi_gt|Giao thông|chỉ số, %|98.7|0.001|2|0
cpi_bc|Bưu chính, viễn thông|chỉ số, %|99.4|0|2|0
cpi_gd|Giáo dục|chỉ số, %|104.3|0.002|2|0
cpi_vh|Văn hóa, giải trí, du lịch|chỉ số, %|102.2|0.001|2|0
cpi_khac|Hàng hóa và dịch vụ khác|chỉ số, %|103.7|0.001|2|0`) },
  { key: 'transport', title: 'Vận tải và kho bãi', indicators: parse(`
vt_dt|Doanh thu vận tải, kho bãi|tỷ đồng|468|0.127|0|3
vt_hk|Hành khách vận chuyển|nghìn lượt|1860|0.09|0|3|= vt_hk_bo + vt_hk_bien
vt_hk_bo|- Đường bộ|nghìn lượt|1742|0.09|0|3
vt_hk_bien|- Đường thủy, tuyến đảo Hòn Ngọc|nghìn lượt|118|0.13|0|3
vt_hklc|Hành khách luân chuyển|triệu lượt.km|132|0.1|1|3
vt_hh|Hàng hóa vận chuyển|nghìn tấn|2340|0.11|0|1|= vt_hh_bo + vt_hh_bien
vt_hh_bo|- Đường bộ|nghìn tấn|1985|0.11|0|1
vt_hh_bien|- Đường thủy|nghìn tấn|355|0.1|0|1
vt_hhlc|Hàng hóa luân chuyển|triệu tấn.km|176|0.11|1|1
vt_cang|Hàng thông qua cảng|nghìn tấn|268|0.12|0|1`) },
  { key: 'enterprises', title: 'Phát triển doanh nghiệp và thu hút đầu tư', indicators: parse(`
dn_moi|Doanh nghiệp thành lập mới|doanh nghiệp|96|0.14|0|1
dn_von|Vốn đăng ký của doanh nghiệp mới|tỷ đồng|812|0.16|0|1
dn_ld|Lao động đăng ký|người|1140|0.08|0|1
dn_lai|Doanh nghiệp quay trở lại hoạt động|doanh nghiệp|34|0.1|0|3
dn_ngung|Doanh nghiệp tạm ngừng kinh doanh|doanh nghiệp|41|-0.04|0|3
dn_gt|Doanh nghiệp giải thể|doanh nghiệp|9|-0.06|0|3
hkd|Hộ kinh doanh đăng ký mới|hộ|318|0.12|0|1
da_cap|Dự án được chấp thuận chủ trương đầu tư|dự án|5|0.1|0|1
da_von|Vốn đăng ký của dự án trong nước|tỷ đồng|684|0.15|0|1
da_fdi|Vốn đăng ký có vốn đầu tư nước ngoài|triệu USD|11.4|0.18|1|1
htx|Hợp tác xã thành lập mới|hợp tác xã|4|0.05|0|0`) },
  { key: 'society', title: 'Văn hóa – xã hội, lao động, y tế', indicators: parse(`
vl|Giải quyết việc làm mới|người|1920|0.06|0|1
vl_xk|- Đi làm việc ở nước ngoài theo hợp đồng|người|146|0.09|0|1|< vl
dtn|Tuyển sinh giáo dục nghề nghiệp|người|870|0.07|0|2
bhxh|Người tham gia bảo hiểm xã hội tăng thêm|người|610|0.1|0|0
bhyt|Lượt khám, chữa bệnh bảo hiểm y tế|nghìn lượt|98.6|0.05|1|0
kb|Lượt khám bệnh từ xa|lượt|1450|0.28|0|0
tc|Trẻ em tiêm chủng đầy đủ|trẻ|1030|0.01|0|0
hs|Học sinh được cấp học bạ số|nghìn học sinh|12.4|0.2|1|0
tt|Người cao tuổi, người có công được chi trả qua tài khoản|nghìn người|38.2|0.11|1|0
nha|Nhà ở xóa tạm, xóa dột nát hoàn thành|căn|64|-0.1|0|2
le|Sự kiện văn hóa, thể thao, du lịch|sự kiện|17|0.06|0|3
ddvh|Lượt khách tham quan di tích, bảo tàng|nghìn lượt|61.5|0.13|1|3`) },
  { key: 'order', title: 'Cải cách hành chính, trật tự, an toàn xã hội', indicators: parse(`
hs_tn|Hồ sơ thủ tục hành chính tiếp nhận|hồ sơ|48600|0.09|0|1
hs_tt|- Tiếp nhận trực tuyến|hồ sơ|43250|0.09|0|1|< hs_tn
hs_dh|- Giải quyết đúng và trước hạn|hồ sơ|47980|0.09|0|1|< hs_tn
hs_xa|- Tiếp nhận tại cấp xã|hồ sơ|31900|0.12|0|1|< hs_tn
tt_tt|Thanh toán trực tuyến|giao dịch|26400|0.19|0|1
vb|Văn bản điện tử gửi, nhận có ký số|văn bản|92300|0.08|0|1
td|Lượt công dân được tiếp|lượt|412|-0.02|0|0
don|Đơn khiếu nại, tố cáo, phản ánh tiếp nhận|đơn|286|-0.03|0|0
don_gq|- Đơn thuộc thẩm quyền đã giải quyết|đơn|94|-0.01|0|0|< don
tngt|Vụ tai nạn giao thông|vụ|19|-0.09|0|3
tngt_c|- Số người chết|người|8|-0.1|0|3|< tngt
chay|Vụ cháy|vụ|4|-0.08|0|3`) },
];

export function indicator(key: string): Indicator {
  for (const table of TABLES) {
    const found = table.indicators.find((one) => one.key === key);
    if (found) return found;
  }
  throw new RangeError(`no indicator ${key}`);
}

import { sum } from '../writing';

/** Land and installation facilities left over after the communes were rearranged (1 July 2025). Areas m², value million đồng. */
export interface Facility {
  code: string;
  name: string;
  address: string;
  commune: string;
  manager: string;
  land: number;
  floor: number;
  floors: number;
  built: number;
  value: number;
  residual: number;
  quality: string;
  plan: FacilityPlan;
  receiver: string;
  quarter: string;
  note: string;
}

export const PLANS = {
  keep: 'Giữ lại tiếp tục sử dụng',
  transfer: 'Điều chuyển',
  local: 'Chuyển giao về địa phương quản lý, xử lý',
  sell: 'Bán tài sản trên đất, chuyển nhượng quyền sử dụng đất',
  recover: 'Thu hồi',
} as const;
export type FacilityPlan = keyof typeof PLANS;

/** name | address | commune | manager | land | floor | floors | built | value | plan | receiver | note */
const LINES = `
Trụ sở Huyện ủy Vân Khê (cũ)|Số 02 đường Vân Khê|xã Hòa Khê|Văn phòng Tỉnh ủy|8640|3250|3|2009|41600|local|UBND xã Hòa Khê|Bố trí làm trụ sở Đảng ủy, HĐND, UBND xã
Trụ sở UBND huyện Vân Khê (cũ)|Số 06 đường Vân Khê|xã Hòa Khê|UBND xã Hòa Khê|9120|4180|4|2012|58200|keep|UBND xã Hòa Khê|Trụ sở làm việc các phòng thuộc UBND xã
Trụ sở Phòng Giáo dục và Đào tạo huyện (cũ)|Số 11 đường Vân Khê|xã Hòa Khê|UBND xã Hòa Khê|1860|920|3|2006|9400|transfer|Trường THCS Hòa Khê|Mở rộng trường, bổ sung phòng học bộ môn
Trụ sở Phòng Lao động huyện (cũ)|Số 15 đường Vân Khê|xã Hòa Khê|UBND xã Hòa Khê|1120|640|2|2003|5200|transfer|Trạm Y tế xã Hòa Khê|Trạm y tế cũ diện tích nhỏ, xuống cấp
Nhà khách huyện Vân Khê (cũ)|Số 21 đường Vân Khê|xã Hòa Khê|UBND xã Hòa Khê|3240|1780|3|2001|14300|sell|Trung tâm Phát triển quỹ đất tỉnh|Không còn nhu cầu sử dụng, vị trí thuận lợi thương mại
Kho lưu trữ huyện Vân Khê (cũ)|Số 27 đường Vân Khê|xã Hòa Khê|Sở Nội vụ|980|720|2|2014|6800|transfer|Trung tâm Lưu trữ lịch sử tỉnh|Lưu trữ tài liệu của đơn vị hành chính kết thúc hoạt động
Trụ sở UBND xã Vân Lâm (cũ)|Thôn Vân Lâm 2|xã Thượng Vân|UBND xã Thượng Vân|2460|780|2|2005|6100|keep|UBND xã Thượng Vân|Điểm tiếp nhận thủ tục hành chính số 2
Trụ sở UBND xã Vân Thượng (cũ)|Thôn Thượng 1|xã Thượng Vân|UBND xã Thượng Vân|2710|860|2|2008|7300|keep|UBND xã Thượng Vân|Trụ sở chính UBND xã
Trạm Thú y liên xã Thượng Vân (cũ)|Thôn Nà Lại|xã Thượng Vân|Sở NN&MT|640|210|1|1998|1150|local|UBND xã Thượng Vân|Làm nhà văn hóa thôn Nà Lại
Trụ sở UBND xã Mường Lý (cũ)|Bản Lý|xã Mường Sáng|UBND xã Mường Sáng|3020|690|2|2007|5600|transfer|Trường PTDT bán trú Mường Sáng|Bố trí nhà ở bán trú cho 96 học sinh
Trụ sở UBND xã Sáng Trên (cũ)|Bản Sáng|xã Mường Sáng|UBND xã Mường Sáng|2880|740|2|2010|6400|keep|UBND xã Mường Sáng|Trụ sở chính UBND xã
Trạm Kiểm lâm Mường Sáng (cũ)|Km 21 đường tỉnh 514|xã Mường Sáng|Chi cục Kiểm lâm|1460|320|1|1996|1480|local|UBND xã Mường Sáng|Làm nhà sinh hoạt cộng đồng
Trụ sở UBND xã Đông Thành (cũ)|Thôn Đông 3|xã Đông Lạc|UBND xã Đông Lạc|2340|810|2|2004|5900|transfer|Công an xã Đông Lạc|Công an xã chưa có trụ sở độc lập
Trụ sở UBND xã Lạc Thủy (cũ)|Thôn Lạc 1|xã Đông Lạc|UBND xã Đông Lạc|2580|900|2|2011|7900|keep|UBND xã Đông Lạc|Trụ sở chính UBND xã
Hạt Quản lý đường bộ Đông Lạc (cũ)|Km 8 đường tỉnh 507|xã Đông Lạc|Sở Xây dựng|1940|280|1|1994|2350|recover|Trung tâm Phát triển quỹ đất tỉnh|Không sử dụng từ ngày 01/7/2025
Trụ sở UBND xã Phú Hòa (cũ)|Thôn Phú 5|xã Phú Vân|UBND xã Phú Vân|2260|760|2|2006|5700|transfer|Trường mầm non Phú Vân|Điểm trường phân tán, thiếu 4 phòng học
Trụ sở UBND xã Vân Sơn (cũ)|Thôn Sơn 2|xã Phú Vân|UBND xã Phú Vân|2490|840|2|2009|7100|keep|UBND xã Phú Vân|Trụ sở chính UBND xã
Trại giống cây trồng Phú Vân (cũ)|Thôn Phú 8|xã Phú Vân|Sở NN&MT|12400|560|1|1992|8600|recover|Trung tâm Phát triển quỹ đất tỉnh|Đơn vị sự nghiệp đã giải thể
Trụ sở UBND phường Cửa Nam (cũ)|Số 48 đường Hải Thượng|phường Vân Hải|UBND phường Vân Hải|1180|1040|3|2010|13900|transfer|Trung tâm Phục vụ hành chính công phường|Điểm tiếp nhận hồ sơ, bán kính phục vụ 2 km
Trụ sở UBND phường Hải Tiến (cũ)|Số 112 đường Trần Phú|phường Vân Hải|UBND phường Vân Hải|1260|1150|3|2013|16200|local|UBND phường Vân Hải|Trạm y tế phường và nhà văn hóa khu phố
Trụ sở Chi cục Thống kê liên huyện (cũ)|Số 9 đường Lê Lợi|phường Vân Hải|Thống kê tỉnh|860|780|3|2002|8800|sell|Trung tâm Phát triển quỹ đất tỉnh|Đã bố trí trụ sở mới tại khu hành chính tập trung
Trụ sở UBND phường Lạc Đạo (cũ)|Số 5 đường Bình Lạc|phường Bình Lạc|UBND phường Bình Lạc|1340|980|3|2008|11500|transfer|Trường tiểu học Bình Lạc|Bổ sung 8 phòng học, sân chơi
Trụ sở UBND phường Bình An (cũ)|Số 77 đường 30 tháng 4|phường Bình Lạc|UBND phường Bình Lạc|1290|1020|3|2012|12700|keep|UBND phường Bình Lạc|Trụ sở chính UBND phường
Trụ sở UBND phường Khê Đông (cũ)|Số 33 đường Tân Khê|phường Tân Khê|UBND phường Tân Khê|1410|940|3|2007|10400|local|UBND phường Tân Khê|Trung tâm văn hóa – thể thao phường
Nhà làm việc Ban Quản lý cảng cá (cũ)|Khu Bến Ngọc|đặc khu Hòn Ngọc|Sở NN&MT|1760|430|2|2000|4200|transfer|Đồn Biên phòng Hòn Ngọc|Bố trí trạm kiểm soát tàu cá
Trụ sở UBND xã Ngọc Vừng Trong (cũ)|Thôn Trong|đặc khu Hòn Ngọc|UBND đặc khu Hòn Ngọc|1980|690|2|2011|6900|keep|UBND đặc khu Hòn Ngọc|Điểm phục vụ hành chính công thôn Trong`;

export const FACILITIES: readonly Facility[] = LINES.trim().split('\n').map((text, index) => {
  const [name = '', address = '', commune = '', manager = '', land = '0', floor = '0', floors = '0', built = '0', value = '0', plan = 'keep', receiver = '', note = ''] = text.split('|');
  const built_ = Number(built);
  const residual = Math.round((Number(value) * Math.max(0.18, 1 - (2026 - built_) * 0.031)) / 10) * 10;
  return {
    code: `CS-${String(index + 1).padStart(2, '0')}`, name, address, commune, manager,
    land: Number(land), floor: Number(floor), floors: Number(floors), built: built_, value: Number(value), residual,
    quality: built_ >= 2009 ? 'Còn tốt' : built_ >= 2003 ? 'Trung bình, cần sửa chữa' : 'Xuống cấp',
    plan: plan as FacilityPlan, receiver,
    quarter: ['I', 'II', 'III'][index % 3] ?? 'I',
    note,
  };
});

export function facilitiesByPlan(): Array<{ plan: FacilityPlan; label: string; count: number; land: number; floor: number; residual: number }> {
  return (Object.keys(PLANS) as FacilityPlan[]).map((plan) => {
    const own = FACILITIES.filter((one) => one.plan === plan);
    return { plan, label: PLANS[plan], count: own.length, land: sum(own, (one) => one.land), floor: sum(own, (one) => one.floor), residual: sum(own, (one) => one.residual) };
  });
}

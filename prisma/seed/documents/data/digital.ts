import { COMMUNES } from './province';

/** Tasks of the digital plan of the coming year; budget million đồng. */
export interface DigitalTask { pillar: PillarKey; name: string; lead: string; partners: string; product: string; month: number; budget: number }

export const PILLARS = {
  nhanthuc: 'Nhận thức số, nhân lực số',
  thechu: 'Thể chế số',
  hatang: 'Hạ tầng số',
  dulieu: 'Dữ liệu số',
  chinhquyen: 'Chính quyền số',
  kinhte: 'Kinh tế số',
  xahoi: 'Xã hội số',
  antoan: 'An toàn thông tin mạng',
} as const;
export type PillarKey = keyof typeof PILLARS;

/** pillar | name | lead | partners | product | month due | budget */
const LINES = `
nhanthuc|Tập huấn kỹ năng số cho công chức cấp xã|Sở KH&CN|Sở Nội vụ|18 lớp, 1.260 người|6|1240
nhanthuc|Duy trì Tổ công nghệ số cộng đồng tại 161 thôn, tổ dân phố|UBND cấp xã|Sở KH&CN|161 tổ hoạt động|12|965
nhanthuc|Chuyên trang chuyển đổi số trên Báo và phát thanh, truyền hình tỉnh|Báo và PTTH tỉnh|Sở KH&CN|48 chuyên mục|12|380
nhanthuc|Bồi dưỡng dữ liệu và trí tuệ nhân tạo cho lãnh đạo, quản lý|Sở Nội vụ|Sở KH&CN|4 lớp, 220 người|9|620
nhanthuc|Ngày Chuyển đổi số của tỉnh|Sở KH&CN|Các sở, ngành|Chuỗi sự kiện|10|410
thechu|Quy chế quản lý, khai thác dữ liệu dùng chung|Sở KH&CN|Sở Tư pháp|Quyết định của UBND tỉnh|4|0
thechu|Quy chế vận hành Hệ thống họp không giấy tờ|Văn phòng UBND tỉnh|Sở KH&CN|Quyết định của UBND tỉnh|3|0
thechu|Danh mục dữ liệu mở|Sở KH&CN|Các sở, ngành|Quyết định ban hành danh mục|5|0
thechu|Định mức chi cho chuyển đổi số cấp xã|Sở Tài chính|Sở KH&CN|Hướng dẫn liên ngành|3|0
thechu|Cắt giảm thành phần hồ sơ đã có trong cơ sở dữ liệu|Văn phòng UBND tỉnh|Các sở, ngành|Giảm ít nhất 20% thành phần|8|0
hatang|Nâng cấp Trung tâm dữ liệu tỉnh|Sở KH&CN|Sở Tài chính|Bổ sung 24 máy chủ, 480 TB lưu trữ|10|28600
hatang|Mạng truyền số liệu chuyên dùng hai hướng tới cấp xã|Sở KH&CN|UBND cấp xã|9/9 đơn vị có đường dự phòng|6|3150
hatang|Thiết bị điểm cầu trực tuyến cấp xã|Văn phòng UBND tỉnh|UBND cấp xã|9 phòng họp đạt chuẩn|5|4680
hatang|Phủ sóng 5G khu vực trung tâm các xã, đặc khu|Doanh nghiệp viễn thông|Sở KH&CN|100% trung tâm xã|12|0
hatang|Máy tính bảng phục vụ họp không giấy tờ|Văn phòng UBND tỉnh|Sở Tài chính|120 thiết bị được quản lý tập trung|4|1860
hatang|Mạng không dây tại nơi tiếp nhận thủ tục hành chính|UBND cấp xã|Sở KH&CN|27 điểm|7|540
dulieu|Kho dữ liệu dùng chung của tỉnh giai đoạn tiếp theo|Sở KH&CN|Các sở, ngành|42 bộ dữ liệu|11|9400
dulieu|Làm sạch dữ liệu hộ tịch, dân cư|Sở Tư pháp|Công an tỉnh|100% bản ghi được đối soát|9|1720
dulieu|Cơ sở dữ liệu đất đai toàn tỉnh|Sở NN&MT|UBND cấp xã|9/9 đơn vị vận hành|12|18300
dulieu|Cơ sở dữ liệu công trình hạ tầng kỹ thuật phân cấp|Sở Xây dựng|UBND cấp xã|Bản đồ số công trình|10|2260
dulieu|Cơ sở dữ liệu tài sản công|Sở Tài chính|Các cơ quan, đơn vị|100% cơ sở nhà, đất|8|890
dulieu|Công bố dữ liệu mở|Sở KH&CN|Các sở, ngành|60 bộ dữ liệu|12|320
chinhquyen|Nâng cấp Hệ thống giải quyết thủ tục hành chính|Văn phòng UBND tỉnh|Sở KH&CN|Phiên bản theo mô hình hai cấp|6|6200
chinhquyen|Họp không giấy tờ tại 100% sở, ngành và cấp xã|Văn phòng UBND tỉnh|Sở KH&CN|35 cơ quan, đơn vị|9|3480
chinhquyen|Trợ lý ảo hỗ trợ công chức tra cứu quy định|Sở KH&CN|Sở Tư pháp|Phục vụ 2.400 công chức|11|1950
chinhquyen|Ký số văn bản trên thiết bị di động|Văn phòng UBND tỉnh|Ban Cơ yếu|100% lãnh đạo sở, xã|5|760
chinhquyen|Trung tâm giám sát, điều hành thông minh|Sở KH&CN|Các sở, ngành|12 phân hệ chỉ tiêu|12|14800
chinhquyen|Số hóa hồ sơ lưu trữ của cấp huyện cũ|Sở Nội vụ|UBND cấp xã|1.180 mét giá tài liệu|12|7600
chinhquyen|Báo cáo điện tử thay báo cáo giấy|Văn phòng UBND tỉnh|Các sở, ngành|100% báo cáo định kỳ|6|0
kinhte|Hỗ trợ doanh nghiệp nhỏ và vừa chuyển đổi số|Sở Tài chính|Sở Công Thương|180 doanh nghiệp|12|2700
kinhte|Đưa sản phẩm OCOP lên sàn thương mại điện tử|Sở Công Thương|Sở NN&MT|140 sản phẩm|11|680
kinhte|Truy xuất nguồn gốc nông sản chủ lực|Sở NN&MT|Sở KH&CN|65 mã vùng trồng|10|1150
kinhte|Hóa đơn điện tử khởi tạo từ máy tính tiền|Thuế tỉnh|UBND cấp xã|95% hộ, cơ sở thuộc diện|9|0
kinhte|Du lịch thông minh đặc khu Hòn Ngọc|Sở VH,TT&DL|UBND đặc khu Hòn Ngọc|Bản đồ số, vé điện tử|6|1980
kinhte|Khu làm việc chung cho doanh nghiệp công nghệ số|Sở KH&CN|UBND phường Vân Hải|1 khu, 300 chỗ|12|5200
xahoi|Học bạ số, bằng số|Sở GD&ĐT|Sở KH&CN|100% cơ sở giáo dục phổ thông|8|1360
xahoi|Khám, chữa bệnh từ xa tới trạm y tế|Sở Y tế|UBND cấp xã|9/9 trạm kết nối|7|2840
xahoi|Chi trả an sinh xã hội không dùng tiền mặt|Sở Nội vụ|Ngân hàng Nhà nước khu vực|95% người hưởng|12|0
xahoi|Ứng dụng công dân số tỉnh|Sở KH&CN|Công an tỉnh|120 nghìn tài khoản|10|2300
xahoi|Số hóa di tích, bảo tàng|Sở VH,TT&DL|Sở KH&CN|16 di tích|11|1640
antoan|Giám sát an toàn thông tin 24/7|Sở KH&CN|Công an tỉnh|100% hệ thống dùng chung|12|4200
antoan|Phê duyệt cấp độ, phương án bảo đảm an toàn hệ thống thông tin|Sở KH&CN|Công an tỉnh|24/24 hệ thống|6|0
antoan|Diễn tập ứng cứu sự cố|Công an tỉnh|Sở KH&CN|2 cuộc|9|450
antoan|Xác thực đa yếu tố cho quản trị và truy cập từ xa|Sở KH&CN|Các sở, ngành|100% tài khoản|4|680
antoan|Sao lưu dự phòng ngoài Trung tâm dữ liệu|Sở KH&CN|Sở Tài chính|Khôi phục trong 24 giờ|8|3900
antoan|Tuyên truyền bảo vệ trẻ em trên môi trường mạng|Sở VH,TT&DL|Sở GD&ĐT|120 trường học|10|260`;

function perCommune(): DigitalTask[] {
  return COMMUNES.flatMap((commune, index) => [
    {
      pillar: 'chinhquyen' as const, name: `Vận hành họp không giấy tờ tại UBND ${commune.name}`, lead: `UBND ${commune.name}`, partners: 'Văn phòng UBND tỉnh',
      product: 'Ít nhất 80% cuộc họp không in tài liệu', month: 6, budget: 60 + index * 5,
    },
    {
      pillar: 'xahoi' as const, name: `Điểm hỗ trợ dịch vụ công trực tuyến tại ${commune.villages} thôn, tổ dân phố, ${commune.name}`, lead: `UBND ${commune.name}`, partners: 'Sở KH&CN',
      product: `${commune.villages} điểm hỗ trợ`, month: 9, budget: commune.villages * 8,
    },
  ]);
}

const order = Object.keys(PILLARS);
export const DIGITAL_TASKS: readonly DigitalTask[] = [
  ...LINES.trim().split('\n').map((text) => {
    const [pillar = 'hatang', name = '', lead = '', partners = '', product = '', month = '12', budget = '0'] = text.split('|');
    return { pillar: pillar as PillarKey, name, lead, partners, product, month: Number(month), budget: Number(budget) };
  }),
  ...perCommune(),
].map((task, index) => ({ task, index })).sort((a, b) => order.indexOf(a.task.pillar) - order.indexOf(b.task.pillar) || a.index - b.index).map(({ task }) => task);

export const DIGITAL_BUDGET = DIGITAL_TASKS.reduce((all, one) => all + one.budget, 0);

export function budgetByPillar(): Array<{ key: PillarKey; label: string; count: number; budget: number }> {
  return (Object.keys(PILLARS) as PillarKey[]).map((key) => {
    const own = DIGITAL_TASKS.filter((one) => one.pillar === key);
    return { key, label: PILLARS[key], count: own.length, budget: own.reduce((all, one) => all + one.budget, 0) };
  });
}

/** Targets of the plan: name, unit, this year's result, next year's target. */
export const DIGITAL_TARGETS: ReadonlyArray<readonly [string, string, string, string]> = [
  ['Hồ sơ thủ tục hành chính tiếp nhận trực tuyến', '%', '89,0', '95,0'],
  ['Hồ sơ giải quyết đúng và trước hạn', '%', '98,7', '99,0'],
  ['Thanh toán trực tuyến trên tổng giao dịch', '%', '54,3', '70,0'],
  ['Văn bản điện tử có ký số', '%', '99,2', '100'],
  ['Hồ sơ công việc xử lý trên môi trường mạng cấp tỉnh', '%', '95,6', '97,0'],
  ['Hồ sơ công việc xử lý trên môi trường mạng cấp xã', '%', '71,8', '85,0'],
  ['Cuộc họp không giấy tờ của Ủy ban nhân dân tỉnh', '%', '83,3', '100'],
  ['Cuộc họp không giấy tờ của cấp xã', '%', '42,1', '80,0'],
  ['Báo cáo định kỳ thực hiện trên hệ thống', '%', '88,4', '100'],
  ['Bộ dữ liệu mở được công bố', 'bộ', '24', '60'],
  ['Hệ thống thông tin được phê duyệt cấp độ', '%', '79,2', '100'],
  ['Tỷ trọng kinh tế số trong GRDP', '%', '14,6', '17,0'],
  ['Dân số trưởng thành có tài khoản định danh điện tử', '%', '86,9', '92,0'],
  ['Thôn, tổ dân phố có sóng di động băng rộng', '%', '98,8', '100'],
  ['Người dân hài lòng về giải quyết thủ tục hành chính', '%', '91,5', '93,0'],
];

import { COMMUNES } from './province';

/** Works of technical infrastructure a province hands to its communes; quantities by commune. */
export interface WorkKind { key: string; name: string; unit: string; scope: string; duties: string; perWeight: number; urban: number; cost: number }

/** cost = keeping one unit for a year, million đồng; urban = factor of the wards. */
export const WORK_KINDS: readonly WorkKind[] = [
  { key: 'duongdothi', name: 'Đường đô thị', unit: 'km', scope: 'Mặt đường, hè phố, cây xanh hè phố, biển báo, vạch sơn các tuyến có bề rộng mặt đường dưới 15 m', duties: 'Quản lý, vận hành, bảo trì; cấp phép thi công, sử dụng tạm thời hè phố', perWeight: 1.9, urban: 1.7, cost: 62 },
  { key: 'duongxa', name: 'Đường xã, đường thôn', unit: 'km', scope: 'Toàn bộ tuyến đường xã, đường trục thôn, ngõ xóm', duties: 'Quản lý, bảo trì, bảo vệ hành lang an toàn', perWeight: 6.4, urban: 0.5, cost: 21 },
  { key: 'cau', name: 'Cầu dân sinh, cống qua đường', unit: 'công trình', scope: 'Cầu có khẩu độ nhịp lớn nhất dưới 25 m', duties: 'Kiểm tra định kỳ, sửa chữa, cắm biển tải trọng', perWeight: 1.4, urban: 0.7, cost: 18 },
  { key: 'chieusang', name: 'Chiếu sáng công cộng', unit: 'bộ đèn', scope: 'Hệ thống đèn đường, tủ điều khiển, cáp ngầm', duties: 'Vận hành, thay thế, thanh toán tiền điện', perWeight: 88, urban: 1.9, cost: 0.9 },
  { key: 'thoatnuoc', name: 'Thoát nước mưa', unit: 'km', scope: 'Cống, rãnh, hố ga, cửa xả không thuộc lưu vực liên xã', duties: 'Nạo vét, duy tu, xử lý điểm ngập', perWeight: 1.6, urban: 1.8, cost: 34 },
  { key: 'congvien', name: 'Công viên, cây xanh', unit: 'ha', scope: 'Công viên, vườn hoa dưới 5 ha, cây xanh đường phố', duties: 'Trồng, chăm sóc, chặt hạ, dịch chuyển', perWeight: 0.7, urban: 1.6, cost: 118 },
  { key: 'capnuoc', name: 'Cấp nước nông thôn tập trung', unit: 'công trình', scope: 'Công trình công suất dưới 1.000 m³/ngày đêm', duties: 'Khai thác, bảo trì, thu tiền nước', perWeight: 0.4, urban: 0.3, cost: 96 },
  { key: 'nghiatrang', name: 'Nghĩa trang, nhà tang lễ', unit: 'công trình', scope: 'Nghĩa trang nhân dân cấp IV', duties: 'Quản lý, chỉnh trang, thu phí dịch vụ', perWeight: 0.5, urban: 0.8, cost: 42 },
];

/** Whole numbers but kilometres and hectares (one decimal). */
export function quantity(kind: WorkKind, communeIndex: number): number {
  const commune = COMMUNES[communeIndex];
  if (!commune) return 0;
  const factor = (commune.kind === 'phường' ? kind.urban : 1) * (0.86 + ((communeIndex * 5 + kind.name.length) % 7) * 0.045);
  const raw = commune.weight * kind.perWeight * factor;
  return kind.unit === 'km' || kind.unit === 'ha' ? Math.round(raw * 10) / 10 : Math.max(1, Math.round(raw));
}

export function provinceQuantity(kind: WorkKind): number {
  return Math.round(COMMUNES.reduce((all, _commune, index) => all + quantity(kind, index), 0) * 10) / 10;
}

/** Keeping all handed-over works of a commune for a year, million đồng. */
export function keepingCost(communeIndex: number): number {
  return WORK_KINDS.reduce((all, kind) => all + Math.round(quantity(kind, communeIndex) * kind.cost), 0);
}

export const KEEPING_COST = COMMUNES.reduce((all, _commune, index) => all + keepingCost(index), 0);

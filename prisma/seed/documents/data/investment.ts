import { sum } from '../writing';
import { COMMUNES } from './province';

/** Public investment projects of the year; money in million đồng (triệu đồng). */
export interface Project {
  code: string;
  name: string;
  sector: SectorKey;
  commune: string;
  investor: string;
  period: string;
  group: 'B' | 'C';
  source: SourceKey;
  /** Tổng mức đầu tư. */
  cost: number;
  /** Lũy kế vốn bố trí đến hết năm trước. */
  before: number;
  /** Kế hoạch năm đã giao. */
  plan: number;
  /** Giải ngân đến hết tháng trước phiên họp. */
  paid: number;
  /** Điều chỉnh tăng (+), giảm (-). */
  change: number;
  /** Nguyên nhân, hiện trạng. */
  state: string;
}

export const SECTORS = {
  giaothong: 'Giao thông',
  thuyloi: 'Thủy lợi, phòng chống thiên tai',
  giaoduc: 'Giáo dục và đào tạo',
  yte: 'Y tế, dân số',
  capnuoc: 'Cấp nước, thoát nước, môi trường',
  vanhoa: 'Văn hóa, thể thao, du lịch',
  quanly: 'Hoạt động của cơ quan nhà nước, chuyển đổi số',
  dothi: 'Hạ tầng đô thị, công nghiệp, thương mại',
} as const;
export type SectorKey = keyof typeof SECTORS;

export const SOURCES = {
  nstw: 'Ngân sách trung ương',
  nsdp: 'Ngân sách địa phương (vốn tập trung)',
  dat: 'Thu tiền sử dụng đất',
  xoso: 'Xổ số kiến thiết',
} as const;
export type SourceKey = keyof typeof SOURCES;

const PROVINCIAL_BOARD = 'Ban QLDA đầu tư xây dựng tỉnh';

type Adjusted = Omit<Project, 'code'>;
/** The seven projects of the adjustment; decreases equal increases. */
const ADJUSTED: Adjusted[] = [
  { name: 'Đường Thượng Vân – Mường Sáng', sector: 'giaothong', commune: 'xã Thượng Vân', investor: PROVINCIAL_BOARD, period: '2024-2027', group: 'B', source: 'nstw', cost: 1_286_000, before: 402_500, plan: 412_000, paid: 148_300, change: -96_500, state: 'Vướng giải phóng mặt bằng đoạn Km14+200 – Km21+600 (67 hộ); không có khả năng giải ngân hết kế hoạch vốn' },
  { name: 'Kè chống sạt lở xã Đông Lạc', sector: 'thuyloi', commune: 'xã Đông Lạc', investor: PROVINCIAL_BOARD, period: '2025-2027', group: 'B', source: 'nsdp', cost: 386_000, before: 61_400, plan: 158_200, paid: 52_900, change: -41_700, state: 'Mưa lũ kéo dài, chỉ thi công được 5/12 tháng; phải điều chỉnh biện pháp thi công chân kè' },
  { name: 'Trung tâm y tế đặc khu Hòn Ngọc', sector: 'yte', commune: 'đặc khu Hòn Ngọc', investor: PROVINCIAL_BOARD, period: '2025-2027', group: 'B', source: 'nsdp', cost: 268_000, before: 40_600, plan: 120_000, paid: 38_100, change: -30_200, state: 'Vận chuyển vật liệu ra đảo gián đoạn; gói thầu thiết bị phải tổ chức đấu thầu lại' },
  { name: 'Hồ chứa nước xã Phú Vân', sector: 'thuyloi', commune: 'xã Phú Vân', investor: 'Ban QLDA nông nghiệp và môi trường tỉnh', period: '2026-2028', group: 'B', source: 'nsdp', cost: 342_000, before: 12_800, plan: 74_500, paid: 18_600, change: -18_000, state: 'Đang hoàn chỉnh thủ tục chuyển mục đích sử dụng rừng 16,4 ha; giữ vốn chuẩn bị đầu tư' },
  { name: 'Cầu Bình Lạc, phường Bình Lạc', sector: 'giaothong', commune: 'phường Bình Lạc', investor: PROVINCIAL_BOARD, period: '2024-2026', group: 'B', source: 'nstw', cost: 528_000, before: 231_000, plan: 203_000, paid: 196_700, change: 88_000, state: 'Vượt tiến độ; khối lượng nghiệm thu chưa được thanh toán 91.300 triệu đồng, hoàn thành trong năm' },
  { name: 'Trường trung học phổ thông Tân Khê', sector: 'giaoduc', commune: 'phường Tân Khê', investor: PROVINCIAL_BOARD, period: '2025-2026', group: 'C', source: 'nsdp', cost: 142_000, before: 21_500, plan: 65_000, paid: 63_200, change: 52_400, state: 'Hoàn thành khối nhà học 3 tầng 24 phòng, nhà đa năng; khối lượng hoàn thành thiếu vốn thanh toán' },
  { name: 'Cấp nước sạch xã Hòa Khê', sector: 'capnuoc', commune: 'xã Hòa Khê', investor: 'Trung tâm Nước sạch và Vệ sinh môi trường nông thôn', period: '2025-2026', group: 'C', source: 'nsdp', cost: 118_000, before: 21_000, plan: 48_000, paid: 47_100, change: 46_000, state: 'Khối lượng đã nghiệm thu; phần vốn đối ứng do Ủy ban nhân dân xã Hòa Khê bố trí trong tháng' },
];

interface Kind { sector: SectorKey; name: (place: string) => string; cost: number; investor: 'province' | 'commune'; source: SourceKey; period: string }
/** Works that a commune of this province has under way; one of each kind and place. */
const KINDS: Kind[] = [
  { sector: 'giaothong', name: (c) => `Nâng cấp, mở rộng đường trục chính ${c}`, cost: 148_000, investor: 'province', source: 'nstw', period: '2024-2026' },
  { sector: 'giaothong', name: (c) => `Cứng hóa đường liên thôn, liên tổ ${c}`, cost: 46_500, investor: 'commune', source: 'dat', period: '2025-2027' },
  { sector: 'giaothong', name: (c) => `Sửa chữa, thay thế cầu yếu, cầu dân sinh trên địa bàn ${c}`, cost: 38_200, investor: 'province', source: 'nsdp', period: '2025-2026' },
  { sector: 'thuyloi', name: (c) => `Kiên cố hóa kênh mương nội đồng, trạm bơm ${c}`, cost: 52_800, investor: 'province', source: 'nsdp', period: '2025-2027' },
  { sector: 'thuyloi', name: (c) => `Bố trí ổn định dân cư vùng nguy cơ thiên tai ${c}`, cost: 64_300, investor: 'commune', source: 'nstw', period: '2025-2027' },
  { sector: 'giaoduc', name: (c) => `Xây dựng bổ sung phòng học, phòng bộ môn trường trung học cơ sở ${c}`, cost: 41_600, investor: 'commune', source: 'xoso', period: '2025-2026' },
  { sector: 'giaoduc', name: (c) => `Trường mầm non trung tâm ${c}`, cost: 36_900, investor: 'commune', source: 'xoso', period: '2025-2026' },
  { sector: 'yte', name: (c) => `Cải tạo, nâng cấp trạm y tế và điểm trạm ${c}`, cost: 24_700, investor: 'province', source: 'xoso', period: '2025-2026' },
  { sector: 'capnuoc', name: (c) => `Hệ thống thu gom, xử lý nước thải tập trung ${c}`, cost: 88_400, investor: 'province', source: 'nsdp', period: '2024-2027' },
  { sector: 'capnuoc', name: (c) => `Cải tạo hệ thống thoát nước, chống ngập úng ${c}`, cost: 57_100, investor: 'commune', source: 'dat', period: '2025-2027' },
  { sector: 'vanhoa', name: (c) => `Trung tâm văn hóa – thể thao ${c}`, cost: 33_500, investor: 'commune', source: 'dat', period: '2025-2026' },
  { sector: 'quanly', name: (c) => `Cải tạo trụ sở và Trung tâm Phục vụ hành chính công ${c}`, cost: 27_800, investor: 'commune', source: 'nsdp', period: '2025-2026' },
  { sector: 'dothi', name: (c) => `Hạ tầng chợ và khu thương mại ${c}`, cost: 44_200, investor: 'commune', source: 'dat', period: '2025-2027' },
];

const STATES = [
  'Đang thi công phần thân, đạt tiến độ',
  'Hoàn thành, đang nghiệm thu bàn giao',
  'Thi công đạt 70% khối lượng hợp đồng',
  'Thi công đạt 55% khối lượng hợp đồng',
  'Hoàn thành, đang lập hồ sơ quyết toán',
  'Đang thi công phần móng, nền',
];

/** Spread of a whole number by place and kind, the same on every machine. */
function spread(a: number, b: number, modulus: number): number {
  return (a * 37 + b * 61 + ((a * b) % 11) * 13) % modulus;
}

function hundred(value: number): number {
  return Math.round(value / 100) * 100;
}

function ordinary(): Adjusted[] {
  const projects: Adjusted[] = [];
  KINDS.forEach((kind, k) => {
    COMMUNES.forEach((commune, c) => {
      // Four works do not exist: the island has no paddy canals and no village resettlement of this programme; two quarters have their markets.
      if ((commune.key === 'honngoc' && (k === 3 || k === 4)) || (k === 12 && (commune.key === 'vanhai' || commune.key === 'binhlac'))) return;
      const scale = 0.7 + spread(c, k, 60) / 100;
      const cost = hundred(kind.cost * scale);
      const before = hundred(cost * (0.22 + spread(k, c, 30) / 100));
      const plan = hundred((cost - before) * (0.34 + spread(c + 3, k + 1, 26) / 100));
      const rate = 0.58 + spread(c + 1, k + 5, 34) / 100;
      projects.push({
        name: kind.name(commune.name),
        sector: kind.sector,
        commune: commune.name,
        investor: kind.investor === 'province' ? PROVINCIAL_BOARD : `UBND ${commune.name}`,
        period: kind.period,
        group: 'C',
        source: kind.source,
        cost, before, plan,
        paid: hundred(plan * rate),
        change: 0,
        state: STATES[spread(c, k, STATES.length)] ?? '',
      });
    });
  });
  return projects;
}

const order = Object.keys(SECTORS);
/** 120 projects by sector, the adjusted ones first within theirs. */
export const PROJECTS: readonly Project[] = [...ADJUSTED, ...ordinary()]
  .map((project, index) => ({ project, index }))
  .sort((a, b) => order.indexOf(a.project.sector) - order.indexOf(b.project.sector) || a.index - b.index)
  .map(({ project }, index) => ({ ...project, code: `TG-${String(index + 1).padStart(3, '0')}` }));

/** In the order of the submission: decreases, then increases. */
export const ADJUSTED_PROJECTS: readonly Project[] = ADJUSTED.map((one) => {
  const found = PROJECTS.find((project) => project.name === one.name);
  if (!found) throw new Error(`adjusted project lost: ${one.name}`);
  return found;
});

export const INVESTMENT = {
  plan: sum(PROJECTS, (one) => one.plan),
  paid: sum(PROJECTS, (one) => one.paid),
  decrease: -sum(PROJECTS, (one) => Math.min(0, one.change)),
  increase: sum(PROJECTS, (one) => Math.max(0, one.change)),
} as const;

export interface Slice { label: string; count: number; cost: number; plan: number; paid: number; change: number }

function slices(keyOf: (project: Project) => string, labels: ReadonlyArray<readonly [key: string, label: string]>): Slice[] {
  return labels.map(([key, label]) => {
    const own = PROJECTS.filter((project) => keyOf(project) === key);
    return {
      label, count: own.length,
      cost: sum(own, (one) => one.cost), plan: sum(own, (one) => one.plan), paid: sum(own, (one) => one.paid), change: sum(own, (one) => one.change),
    };
  });
}

export const bySector = (): Slice[] => slices((one) => one.sector, Object.entries(SECTORS));
export const bySource = (): Slice[] => slices((one) => one.source, Object.entries(SOURCES));
export const byCommune = (): Slice[] => slices((one) => one.commune, COMMUNES.map((one) => [one.name, one.name] as const));
export const byInvestor = (): Slice[] => slices((one) => one.investor, [...new Set(PROJECTS.map((one) => one.investor))].map((name) => [name, name] as const));

import type { CalendarDay, WorkingCalendar } from '../rules/working-days';

const LABOUR_CODE = 'Bộ luật Lao động 2019, Điều 112';
const SWAP_2026 = 'Thông báo hoán đổi ngày làm việc năm 2026 của Bộ Nội vụ';
const TET_2026 = `${LABOUR_CODE}; phương án nghỉ Tết Bính Ngọ 14–22/02/2026 (congan.com.vn)`;
const EXPECTED = `${LABOUR_CODE}; ngày nghỉ cụ thể chờ thông báo năm 2027`;

function off(date: string, name: string, source = LABOUR_CODE, certainty: CalendarDay['certainty'] = 'confirmed'): CalendarDay {
  return { date, effect: 'off', name, source, certainty, applied: true };
}

const days2026: readonly CalendarDay[] = [
  off('2026-01-01', 'Tết Dương lịch'),
  off('2026-01-02', 'Nghỉ hoán đổi dịp Tết Dương lịch', SWAP_2026, 'unverified'),
  { date: '2026-01-10', effect: 'work', name: 'Làm bù cho ngày 02/01/2026', source: SWAP_2026, certainty: 'unverified', applied: true },
  off('2026-02-16', 'Tết Nguyên đán Bính Ngọ', TET_2026),
  off('2026-02-17', 'Tết Nguyên đán Bính Ngọ', TET_2026),
  off('2026-02-18', 'Tết Nguyên đán Bính Ngọ', TET_2026),
  off('2026-02-19', 'Tết Nguyên đán Bính Ngọ', TET_2026),
  off('2026-02-20', 'Tết Nguyên đán Bính Ngọ', TET_2026),
  off('2026-04-26', 'Giỗ Tổ Hùng Vương'),
  off('2026-04-27', 'Nghỉ bù Giỗ Tổ Hùng Vương'),
  off('2026-04-30', 'Ngày Chiến thắng'),
  off('2026-05-01', 'Ngày Quốc tế lao động'),
  { date: '2026-08-22', effect: 'work', name: 'Làm bù cho ngày 31/8/2026', source: SWAP_2026, certainty: 'unverified', applied: true },
  off('2026-08-31', 'Nghỉ hoán đổi dịp Quốc khánh', SWAP_2026, 'unverified'),
  off('2026-09-01', 'Quốc khánh', LABOUR_CODE, 'unverified'),
  off('2026-09-02', 'Quốc khánh'),
  // Announced, but no text in force was found: stands without effect until an administrator applies it.
  {
    date: '2026-11-24',
    effect: 'off',
    name: 'Ngày Văn hóa Việt Nam',
    source: 'Nghị quyết 80-NQ/TW; Nghị quyết 30/NQ-CP năm 2026 giao sửa Điều 112 Bộ luật Lao động',
    certainty: 'unverified',
    applied: false,
  },
];

const days2027: readonly CalendarDay[] = [
  off('2027-01-01', 'Tết Dương lịch'),
  off('2027-02-05', 'Tết Nguyên đán Đinh Mùi', EXPECTED, 'unverified'),
  off('2027-02-06', 'Tết Nguyên đán Đinh Mùi', EXPECTED, 'unverified'),
  off('2027-02-07', 'Tết Nguyên đán Đinh Mùi', EXPECTED, 'unverified'),
  off('2027-02-08', 'Tết Nguyên đán Đinh Mùi', EXPECTED, 'unverified'),
  off('2027-02-09', 'Tết Nguyên đán Đinh Mùi', EXPECTED, 'unverified'),
  off('2027-02-10', 'Nghỉ bù Tết Nguyên đán', EXPECTED, 'unverified'),
  off('2027-02-11', 'Nghỉ bù Tết Nguyên đán', EXPECTED, 'unverified'),
  off('2027-04-16', 'Giỗ Tổ Hùng Vương'),
  off('2027-04-30', 'Ngày Chiến thắng'),
  off('2027-05-01', 'Ngày Quốc tế lao động'),
  off('2027-05-03', 'Nghỉ bù Ngày Quốc tế lao động'),
  off('2027-09-02', 'Quốc khánh'),
  off('2027-09-03', 'Quốc khánh', EXPECTED, 'unverified'),
];

/** Public holidays and exchanged working days of state agencies; each day names its source and whether it is confirmed. */
export const vietnameseCalendar: WorkingCalendar = { years: [2026, 2027], days: [...days2026, ...days2027] };

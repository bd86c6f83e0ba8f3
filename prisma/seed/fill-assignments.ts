import type { ClosedSession } from './province';
import { secretary } from './province';
import { personOf, type SampleInstallation } from './installation';

/** What the conclusions of the closed session asked of units, by key of the agenda row. */
const ASSIGNMENTS = [
  { key: 'truoc-nd1', text: 'Thống kê thiệt hại do mưa lũ, đề xuất mức hỗ trợ', unit: 'so-nnmt', withUnits: ['so-tai-chinh'], withText: 'UBND các xã', workingDays: 10, outcome: 'Báo cáo' },
  { key: 'truoc-nd1', text: 'Hoàn thành phương án bảo đảm hàng hóa, bình ổn giá dịp cuối năm', unit: 'so-cong-thuong', withUnits: ['so-tai-chinh'], withText: '', workingDays: 15, outcome: 'Phương án' },
  { key: 'truoc-nd2', text: 'Công khai tiến độ từng nhiệm vụ trên Hệ thống, làm rõ nguyên nhân của các nhiệm vụ quá hạn', unit: 'van-phong', withUnits: [], withText: 'các cơ quan có nhiệm vụ quá hạn', workingDays: 20, outcome: 'Báo cáo' },
  { key: 'truoc-nd3', text: 'Rà soát từng dự án, lập phương án điều chỉnh kế hoạch đầu tư công', unit: 'so-tai-chinh', withUnits: ['so-xay-dung'], withText: 'các chủ đầu tư', workingDays: 22, outcome: 'Tờ trình' },
] as const;

type Given = Record<(typeof ASSIGNMENTS)[number]['unit'], string>;

/** Gives them while the minutes are being written; the approval issues them. */
export async function giveAssignments(installation: SampleInstallation, agenda: readonly { id: string; title: string }[], session: ClosedSession): Promise<Given> {
  const writer = personOf(installation, secretary.login);
  const supervisorId = personOf(installation, 'chanh.van.phong').personId;
  const unitOf = (key: string): string => {
    const id = installation.units.get(key);
    if (!id) throw new Error(`the sample has no unit ${key}`);
    return id;
  };
  const given: Partial<Given> = {};
  for (const { key, text, unit, withUnits, withText, workingDays, outcome } of ASSIGNMENTS) {
    const title = session.agenda.find((row) => row.key === key)?.title;
    const itemId = agenda.find((item) => item.title === title)?.id;
    if (!itemId) throw new Error(`the closed session has no item ${key}`);
    const { assignmentId } = await installation.application.execute('assignments.draft', { itemId, text, unitId: unitOf(unit), withUnitIds: withUnits.map(unitOf), withText, due: { workingDays }, outcome, supervisorId }, writer);
    given[unit] = assignmentId;
  }
  return given as Given;
}

/** One is done and confirmed, one is worked on, one is late, one nobody reported on. */
export async function reportAssignments(installation: SampleInstallation, given: Given, { assignments: times }: ClosedSession): Promise<void> {
  const { application, clock } = installation;
  clock.set(times.reportedAt);
  await application.execute('assignments.report', { assignmentId: given['so-nnmt'], version: 2, progress: 'done', note: 'Báo cáo số 318/BC-SNNMT về thiệt hại do mưa lũ tại 3 xã' }, personOf(installation, 'luc.thi.que.chi'));
  await application.execute('assignments.report', { assignmentId: given['so-tai-chinh'], version: 2, progress: 'working', note: 'Đã rà soát 21 trong 32 dự án' }, personOf(installation, 'cu.minh.thac'));
  clock.set(times.confirmedAt);
  await application.execute('assignments.settle-completion', { assignmentId: given['so-nnmt'], version: 3, isConfirmed: true }, personOf(installation, secretary.login));
}

import type { Block } from '../../../server/shared/protocol/administrative-document';
import { slashed, type SessionCalendar } from './calendar';
import { FACILITIES } from './data/facilities';
import { INVESTMENT, PROJECTS, byCommune, type Project } from './data/investment';
import { COMMUNES } from './data/province';
import { countByState, taskList, type Task } from './data/tasks';
import { column, figure, h2, p, percent, row, signed, sum, table, total } from './writing';

function lower(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

/** What each commune reached and still has to do, from the projects, tasks and facilities on its ground. */
export function communeResults(c: SessionCalendar): Block[] {
  const tasks = taskList(c.cutOff);
  return COMMUNES.flatMap((commune, i) => {
    const projects = PROJECTS.filter((one) => one.commune === commune.name);
    const plan = sum(projects, (one) => one.plan);
    const paid = sum(projects, (one) => one.paid);
    const best = [...projects].sort((a, b) => b.paid / b.plan - a.paid / a.plan)[0];
    const slow = [...projects].sort((a, b) => a.paid / a.plan - b.paid / b.plan)[0];
    const own = countByState(tasks.filter((one) => one.agency === `UBND ${commune.name}`));
    const facilities = FACILITIES.filter((one) => one.commune === commune.name).length;
    return [
      h2(`${i + 1}. ${commune.name.charAt(0).toUpperCase()}${commune.name.slice(1)}`),
      p(`Diện tích ${figure(commune.area, 1)} km², dân số ${figure(commune.population)} người, ${commune.villages} thôn, tổ dân phố. Trên địa bàn có ${projects.length} dự án đầu tư công với kế hoạch vốn ${figure(plan)} triệu đồng, đã giải ngân ${figure(paid)} triệu đồng, đạt ${percent(paid, plan)}%.${best && slow ? ` Giải ngân tốt nhất là dự án ${best.name} (${percent(best.paid, best.plan)}%); thấp nhất là dự án ${slow.name} (${percent(slow.paid, slow.plan)}%).` : ''}`),
      p(`Ủy ban nhân dân ${commune.name} được giao ${own.done + own.late + own.doing + own.overdue} nhiệm vụ, đã hoàn thành ${own.done + own.late}; đang phối hợp xử lý ${facilities} cơ sở nhà, đất dôi dư và kiểm kê công trình hạ tầng kỹ thuật để tiếp nhận khi được phân cấp.`),
    ];
  });
}

export function communeInvestmentTable(caption: string): Block {
  return table(
    [column('TT', 11, 'center'), column('Địa bàn', null), column('Số dự án', 18, 'center'), column('Kế hoạch', 28, 'right'), column('Giải ngân', 28, 'right'), column('Tỷ lệ (%)', 20, 'right')],
    [...byCommune().map((s, i) => row(String(i + 1), s.label, String(s.count), figure(s.plan), figure(s.paid), percent(s.paid, s.plan))), total('', 'Tổng số', String(PROJECTS.length), figure(INVESTMENT.plan), figure(INVESTMENT.paid), percent(INVESTMENT.paid, INVESTMENT.plan))],
    { caption, unit: 'triệu đồng' },
  );
}

/** A paragraph for each agency: how many tasks, which are open, which are late. */
export function agencyResults(tasks: readonly Task[]): Block[] {
  return [...new Set(tasks.map((one) => one.agency))].map((name, i) => {
    const own = tasks.filter((one) => one.agency === name);
    const n = countByState(own);
    const say = (state: Task['state']) => own.filter((one) => one.state === state).map((one) => `${lower(one.content)} (${lower(one.progress)}; hạn ${slashed(one.due)})`).join('; ');
    const parts = [`${i + 1}. ${name}: ${own.length} nhiệm vụ, hoàn thành ${n.done + n.late}, đang thực hiện ${n.doing}, quá hạn ${n.overdue}.`];
    if (n.doing > 0) parts.push(`Đang thực hiện: ${say('doing')}.`);
    if (n.overdue > 0) parts.push(`Quá hạn: ${say('overdue')}.`);
    return p(parts.join(' '));
  });
}

/** The open tasks of the departments as an order for the coming month. */
export function assignments(c: SessionCalendar): Block[] {
  const tasks = taskList(c.cutOff).filter((one) => one.state === 'doing' || one.state === 'overdue');
  return [...new Set(tasks.map((one) => one.agency))].filter((name) => !name.startsWith('UBND')).map((name) => {
    const own = tasks.filter((one) => one.agency === name);
    return p(`- ${name}: tập trung hoàn thành ${own.map((one) => `${lower(one.content)}${one.state === 'overdue' ? ' (đã quá hạn, báo cáo giải trình)' : ''}`).join('; ')}.`);
  });
}

/** Sheet of one project for an annex: everything the decision rests on. */
export function projectSheet(one: Project, number: number): Block[] {
  const pair = (label: string, value: string) => row(label, value);
  return [
    h2(`${number}. Dự án ${one.name}`),
    table([column('Chỉ tiêu', 66), column('Nội dung', null)], [
      pair('Mã dự án; nhóm dự án', `${one.code}; nhóm ${one.group}`), pair('Chủ đầu tư; thời gian thực hiện', `${one.investor}; ${one.period}`),
      pair('Tổng mức đầu tư', `${figure(one.cost)} triệu đồng`), pair('Vốn đã bố trí đến hết năm trước', `${figure(one.before)} triệu đồng`),
      pair('Kế hoạch năm; đã giải ngân', `${figure(one.plan)} triệu đồng; ${figure(one.paid)} triệu đồng (${percent(one.paid, one.plan)}%)`),
      pair('Tăng (+), giảm (-); sau điều chỉnh', `${signed(one.change)} triệu đồng; ${figure(one.plan + one.change)} triệu đồng`),
      pair('Hiện trạng, nguyên nhân', one.state),
    ]),
  ];
}

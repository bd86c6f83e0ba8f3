import { createTypstTypesetter } from '../../server/adapters/pdf/typesetter';
import { MinutesDocument } from '../../server/shared/protocol/minutes-document';
import { figure, type Bench } from '../support/figures';
import { previousMinutes } from '../support/previous-minutes';

const ITEMS = 20;
const ROUNDS = 12;

/** Minutes of many items, each with what an item has: who presented, what was said, a vote, a conclusion. Other words each time: nothing set before helps. */
function minutesOf(round: number): MinutesDocument {
  const items = Array.from({ length: ITEMS }, (_none, index) => ({
    heading: `Nội dung ${index + 1}. Dự thảo Nghị quyết số ${round * ITEMS + index} về kế hoạch đầu tư công năm 2027 và danh mục dự án trên địa bàn tỉnh`,
    paragraphs: [
      { text: `Trình bày: Đồng chí Cù Minh Thạc, Giám đốc Sở Tài chính – Tờ trình số ${round + index} (từ 08 giờ 12 đến 08 giờ 27).`, kind: 'numbered' as const },
      { text: `Ý kiến thảo luận: đề nghị rà soát ${round + index} dự án chậm tiến độ, làm rõ trách nhiệm của chủ đầu tư và báo cáo Ủy ban nhân dân tỉnh trước ngày 10/12/2026.`, kind: 'numbered' as const },
      { text: 'Biểu quyết: “Thống nhất nội dung Tờ trình?”. Kết quả: tán thành 17/21 thành viên (81,0%); không tán thành 1; không biểu quyết 1; không tham gia 2.', kind: 'numbered' as const },
      { text: `Kết luận của Chủ tọa: thống nhất; giao Sở Tài chính hoàn thiện hồ sơ lần ${round + 1}, trình Hội đồng nhân dân tỉnh.`, kind: 'numbered' as const },
    ],
  }));
  return MinutesDocument.parse({ ...previousMinutes('2026-11-26'), sections: [{ heading: 'II. DIỄN BIẾN', items }] });
}

/** `npm run -s bench -- minutes`: from the frozen text to the PDF/A-3a with both claims, in the thread as it runs, warm. In time of the processor, of all threads: others at the machine do not count. */
const minutes: Bench = async () => {
  const typesetter = createTypstTypesetter();
  const times: number[] = [];
  let pages = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    const data = minutesOf(round);
    const facts = JSON.stringify({ format: 'phien.facts/1', items: data.sections });
    const began = process.cpuUsage();
    ({ pages } = await typesetter.render('minutes', data, { createdAt: new Date('2026-11-27T07:00:00Z'), title: `Biên bản ${round}`, facts }));
    const { user, system } = process.cpuUsage(began);
    times.push((user + system) / 1_000);
  }
  await typesetter.stop();
  const [first = Number.NaN, ...warm] = times;
  const bench = 'minutes';
  return [
    figure({ bench, figure: `minutes of ${ITEMS} items to PDF, warm, best of ${warm.length}`, value: Math.min(...warm), unit: 'ms', bound: 'most', gate: 150 }),
    figure({ bench, figure: 'pages', value: pages, unit: 'pages', bound: 'least', gate: 8 }),
    figure({ bench, figure: 'the first of a program', value: first, unit: 'ms', bound: 'most', gate: 10_000 }),
  ];
};

export default minutes;

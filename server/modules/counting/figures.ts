import type { CountingSection, CountingTable } from '../../shared/protocol/counting-document';
import { percentOf } from '../../shared/rules/majority';
import { ruleWords } from '../../shared/rules/outcome-words';
import { weightText } from '../../shared/rules/weights';
import type { Question, VoteResult } from '../voting';

/** A question with its result. */
export type Counted = Question & { result: VoteResult; members: number; present: number; closedAt: Date; openedAt: Date };

const OF = { members: 'thành viên', present: 'thành viên có mặt', cast: 'phiếu hợp lệ', decided: 'phiếu tán thành và không tán thành' } as const;

/** Ballots as they went out and came back; null where votes weigh differently, or hands were raised: then nothing was handed out. */
export interface Ballots {
  issued: number;
  returned: number;
  valid: number;
}

export function ballotsIn({ result, present }: Pick<Counted, 'result' | 'present'>): Ballots | null {
  const { invalid = 0, way = 'hands', paper, noBallot } = result;
  if (result.scale !== undefined || way === 'hands' || way === 'roll') return null;
  const { issued, returned } = paper ?? { issued: present, returned: present - noBallot };
  return { issued, returned, valid: returned - invalid };
}

const unitsOf = ({ scale = 1 }: VoteResult) => (units: number): string => weightText(units, scale, ',');

const column = (title: string, width?: number): CountingTable['columns'][number] => (width === undefined ? { title, flex: 1, align: 'left' } : { title, width, align: 'center' });
const plain = (cells: string[]): CountingTable['rows'][number] => ({ cells, kind: 'plain' });
const numbered = (rows: readonly (readonly string[])[]) => rows.map((cells, index) => plain([String(index + 1), ...cells]));

/** The votes as a table: one row for each side, alternative or name. */
function tableOf({ result, members }: Counted): CountingTable {
  const said = unitsOf(result);
  const total = result.total ?? members;
  const share = (votes: number): string => (total === 0 ? '–' : `${percentOf(votes, total).toFixed(1).replace('.', ',')}%`);
  const counts = (title: string, rows: readonly (readonly [string, number])[]): CountingTable => ({
    columns: [column('TT', 12), column(title), column('Số phiếu', 28), column('Tỷ lệ', 26)],
    rows: numbered(rows.map(([label, votes]) => [label, said(votes), share(votes)])),
  });
  switch (result.kind) {
    case 'approve':
      return counts('Ý kiến', [['Tán thành', result.for], ['Không tán thành', result.against], ['Không biểu quyết', result.abstain]]);
    case 'opinions':
      return counts('Ý kiến', [['Đồng ý', result.agree], ['Không đồng ý', result.disagree], ['Ý kiến khác', result.other]]);
    case 'options':
      return counts('Phương án', [...result.options.map(({ label, votes }) => [label, votes] as const), ['Không chọn phương án nào', result.none]]);
    case 'candidates':
      return {
        columns: [column('TT', 12), column('Họ và tên'), column('Số phiếu', 22), column('Tỷ lệ', 22), column('Kết quả', 36)],
        rows: numbered(result.options.map(({ id, label, votes, elected }) => [label, said(votes), share(votes), elected ? 'Trúng cử' : result.tied.includes(id) ? 'Bằng phiếu' : 'Không trúng cử'])),
      };
    case 'each':
      return {
        columns: [column('TT', 12), column('Nội dung'), column('Tán thành', 22), column('Không tán thành', 22), column('Không biểu quyết', 22), column('Kết quả', 30)],
        rows: numbered(result.options.map(({ label, yes, no, abstain, agreed }) => [label, said(yes), said(no), said(abstain), agreed ? 'Được thông qua' : 'Không được thông qua'])),
      };
    case 'confidence':
      return {
        columns: [column('TT', 12), column('Họ và tên'), column('Tín nhiệm cao', 24), column('Tín nhiệm', 24), column('Tín nhiệm thấp', 24), column('Không ghi ý kiến', 24)],
        rows: numbered(result.options.map(({ label, high, medium, low, abstain }) => [label, said(high), said(medium), said(low), said(abstain)])),
      };
  }
}

const list = (labels: readonly string[]): string => labels.join('; ');

/** What the rule makes of the figures, in sentences. */
function verdictOf({ result, passed, members }: Counted): string[] {
  const said = unitsOf(result);
  const { base = 'members', total = members, needed } = result;
  const measure = `Điều kiện: ${ruleWords(result.rule, 'vi')}, tức là ít nhất ${said(needed)} trên ${said(total)} ${OF[base]}.`;
  switch (result.kind) {
    case 'approve':
    case 'opinions':
      return [measure, `Kết luận: nội dung ${passed ? 'được thông qua' : 'không được thông qua'}.`];
    case 'options': {
      const chosen = result.options.find(({ id }) => id === result.chosen);
      return [measure, chosen ? `Kết luận: phương án được chọn là “${chosen.label}”.` : 'Kết luận: không phương án nào được chọn.'];
    }
    case 'candidates': {
      const elected = result.options.filter((option) => option.elected).map(({ label }) => label);
      const tied = result.options.filter(({ id }) => result.tied.includes(id)).map(({ label }) => label);
      return [
        measure,
        `Số lượng được bầu: ${result.seats}. Kết luận: ${elected.length > 0 ? `trúng cử ${elected.length} người, gồm: ${list(elected)}.` : 'không ai trúng cử.'}`,
        ...(tied.length > 0 ? [`Bằng phiếu ở vị trí cuối, phải bầu lại: ${list(tied)}.`] : []),
      ];
    }
    case 'each': {
      const agreed = result.options.filter((option) => option.agreed).map(({ label }) => label);
      return [measure, agreed.length > 0 ? `Kết luận: được thông qua ${agreed.length}/${result.options.length}, gồm: ${list(agreed)}.` : 'Kết luận: không nội dung nào được thông qua.'];
    }
    case 'confidence': {
      const of = (standing: 'may_resign' | 'dismissal'): string[] => result.options.filter((option) => option.standing === standing).map(({ label }) => label);
      const [resign, dismissal] = [of('may_resign'), of('dismissal')];
      return [
        `Điều kiện: từ ${said(result.resign)} phiếu tín nhiệm thấp trên ${said(total)} ${OF[base]} có thể xin từ chức; từ ${said(result.dismissal)} phiếu thì trình bỏ phiếu tín nhiệm hoặc miễn nhiệm.`,
        `Kết luận: ${resign.length + dismissal.length === 0 ? 'không ai thuộc trường hợp trên.' : [resign.length > 0 ? `có thể xin từ chức: ${list(resign)}` : '', dismissal.length > 0 ? `trình bỏ phiếu tín nhiệm hoặc miễn nhiệm: ${list(dismissal)}` : ''].filter(Boolean).join('; ').concat('.')}`,
      ];
    }
  }
}

/** Section by section: how it was voted and counted, the ballots, what they said, what follows (G27). */
export function sectionsOf(question: Counted, { bundleSha256, moments }: { bundleSha256: string | null; moments: { opened: string; closed: string } }): CountingSection[] {
  const { result, members, present } = question;
  const { invalid = 0, absent = 0, recused = 0 } = result;
  const said = unitsOf(result);
  const ballots = ballotsIn(question);
  return [
    { heading: 'I. CÁCH THỨC BIỂU QUYẾT VÀ KIỂM PHIẾU', paragraphs: [...howOf(question), `Bắt đầu lúc ${moments.opened}; kết thúc kiểm phiếu lúc ${moments.closed}.`], table: null, after: [] },
    {
      heading: 'II. SỐ PHIẾU',
      paragraphs: [
        `Tổng số thành viên được tính: ${members}; có mặt khi biểu quyết: ${present}${absent > 0 ? `; vắng mặt: ${said(absent)}` : ''}${recused > 0 ? `; không tham gia vì có liên quan: ${said(recused)}` : ''}.`,
        ...(ballots
          ? [`Số phiếu phát ra: ${ballots.issued}.`, `Số phiếu thu về: ${ballots.returned}.`, `Số phiếu hợp lệ: ${ballots.valid}; số phiếu không hợp lệ: ${invalid}.`]
          : [`Có mặt mà không biểu quyết: ${said(result.noBallot)}${invalid > 0 ? `; không hợp lệ: ${said(invalid)}` : ''}.`]),
      ],
      table: null,
      after: [],
    },
    { heading: 'III. KẾT QUẢ', paragraphs: [], table: tableOf(question), after: [...verdictOf(question), ...(bundleSha256 ? [`Dấu vân tay SHA-256 của tệp kiểm phiếu công khai: ${bundleSha256}.`] : [])] },
  ];
}

/** How it was voted, and how counted: sealed on tablets, by hands, on paper, or both where tablets failed (G28). */
function howOf({ mode, result }: Counted): string[] {
  const { way = 'hands', broken } = result;
  const form = { open: 'công khai', nameless: 'công khai, không ghi tên', secret: 'bỏ phiếu kín' }[mode];
  const counted = {
    hands: 'giơ tay; tổ kiểm phiếu đếm từng ý kiến',
    roll: 'gọi tên từng người; tổ kiểm phiếu ghi từng câu trả lời',
    paper: 'phiếu giấy; tổ kiểm phiếu phát phiếu, thu phiếu và kiểm phiếu',
    tablets: mode === 'secret' ? 'phiếu được niêm phong trên máy của từng người; sau khi đóng hòm phiếu, tất cả được mở cùng lúc, theo thứ tự đã xáo trộn, và kiểm trên hệ thống' : 'biểu quyết trên máy; phiếu được kiểm trên hệ thống khi kết thúc biểu quyết',
  }[way];
  const instead = `Biểu quyết trên máy bị gián đoạn khi đã có ${broken?.cast ?? 0} phiếu; ${mode === 'secret' ? 'các phiếu đó không được mở' : 'các phiếu đó được công bố'} và không tính vào kết quả dưới đây.`;
  return [`Hình thức: ${form}.`, `Cách kiểm phiếu: ${counted}.`, ...(broken ? [instead] : [])];
}

/**
 * Papers made of words that have numbers of their own, and what happens to them from one version to the next. The truth of a mark is the
 * numbers of its words. Nothing here is known to what carries marks over.
 */

export type Random = () => number;

export interface Token {
  /** The same in both versions when the word stayed. */
  readonly id: number;
  readonly text: string;
}

export type Block =
  | { readonly kind: 'title' | 'heading' | 'text' | 'item'; readonly words: readonly Token[] }
  | { readonly kind: 'table'; readonly rows: readonly (readonly (readonly Token[])[])[] };

export interface Draft {
  readonly blocks: readonly Block[];
}

const pick = <T>(random: Random, list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
const between = (random: Random, from: number, to: number): number => from + Math.floor(random() * (to - from + 1));

const AGENCIES = ['Sở Tài chính', 'Sở Kế hoạch và Đầu tư', 'Sở Nội vụ', 'Sở Xây dựng', 'Sở Giáo dục và Đào tạo', 'Sở Y tế', 'Sở Nông nghiệp và Môi trường', 'Công an tỉnh', 'Thanh tra tỉnh', 'Văn phòng Ủy ban nhân dân tỉnh', 'Ban Quản lý Khu kinh tế', 'Kho bạc Nhà nước khu vực'];
const PLACES = ['huyện Hoà Bình', 'thị xã Quảng Trạch', 'xã Đông Thuỷ', 'phường Tân Quý', 'thành phố Thanh Giang', 'huyện Mường Lát', 'xã Nga Thắng', 'thị trấn Bút Sơn'];
const THINGS = ['dự toán ngân sách', 'kế hoạch đầu tư công trung hạn', 'quy hoạch sử dụng đất', 'đề án sắp xếp đơn vị hành chính', 'chương trình nước sạch nông thôn', 'phương án giải phóng mặt bằng', 'danh mục dự án trọng điểm', 'cơ chế tự chủ của đơn vị sự nghiệp', 'chính sách hỗ trợ học sinh bán trú', 'phương án phòng chống thiên tai'];
const VERBS = ['thẩm định', 'rà soát', 'bổ sung', 'tổng hợp', 'trình', 'phê duyệt', 'công bố', 'quyết toán', 'điều chỉnh', 'giám sát'];
const TAILS = ['bảo đảm đúng quy định của pháp luật hiện hành', 'không để phát sinh khiếu nại kéo dài', 'phù hợp với khả năng cân đối của ngân sách địa phương', 'gắn với trách nhiệm của người đứng đầu', 'trên cơ sở ý kiến thống nhất của các thành viên', 'theo nguyên tắc công khai và minh bạch', 'có tính đến biến động giá vật liệu xây dựng', 'sau khi lấy ý kiến Hội đồng nhân dân cùng cấp'];

/** Boilerplate that stands many times in a paper with another name or number only. */
const ALIKE: readonly ((random: Random) => string)[] = [
  (random) => `Giao ${pick(random, AGENCIES)} chủ trì, phối hợp với các đơn vị liên quan tham mưu Ủy ban nhân dân tỉnh xem xét, quyết định; báo cáo kết quả trước ngày ${between(random, 1, 28)} tháng ${between(random, 1, 12)} năm 2026.`,
  (random) => `Kinh phí thực hiện là ${between(random, 10, 999)} triệu đồng, bố trí từ nguồn chi thường xuyên của ${pick(random, AGENCIES)}.`,
];

const PLAIN: readonly ((random: Random) => string)[] = [
  (random) => `${pick(random, AGENCIES)} đã ${pick(random, VERBS)} ${pick(random, THINGS)} tại ${pick(random, PLACES)} với tổng mức ${between(random, 12, 980)} tỷ đồng, ${pick(random, TAILS)}.`,
  (random) => `Trong ${between(random, 3, 9)} tháng đầu năm, ${pick(random, PLACES)} hoàn thành ${between(random, 31, 99)},${between(random, 1, 9)}% ${pick(random, THINGS)}; số còn lại chuyển sang kỳ sau ${pick(random, TAILS)}.`,
  (random) => `Ý kiến của ${pick(random, AGENCIES)} cho rằng việc ${pick(random, VERBS)} ${pick(random, THINGS)} cần ${pick(random, TAILS)}, đồng thời ${pick(random, VERBS)} ${pick(random, THINGS)} ở ${pick(random, PLACES)}.`,
  (random) => `Căn cứ Nghị quyết số ${between(random, 10, 299)}/NQ-HĐND ngày ${between(random, 1, 28)}/${between(random, 1, 12)}/2025, ${pick(random, AGENCIES)} ${pick(random, VERBS)} ${pick(random, THINGS)} ${pick(random, TAILS)}.`,
  (random) => `Tồn tại chủ yếu là tiến độ ${pick(random, VERBS)} ${pick(random, THINGS)} tại ${pick(random, PLACES)} còn chậm so với kế hoạch ${between(random, 2, 60)} ngày, nguyên nhân do ${pick(random, AGENCIES)} chưa ${pick(random, VERBS)} hồ sơ.`,
  (random) => `Đại biểu đề nghị làm rõ vì sao ${pick(random, THINGS)} tăng ${between(random, 2, 48)},${between(random, 1, 9)} tỷ đồng trong khi ${pick(random, PLACES)} mới giải ngân được ${between(random, 10, 70)}%.`,
];

let numbers = 0;
export const tokens = (text: string): Token[] => text.split(' ').map((word) => ({ id: (numbers += 1), text: word }));

export function paragraph(random: Random, alike = 0.15): string {
  return Array.from({ length: between(random, 1, 4) }, () => pick(random, random() < alike ? ALIKE : PLAIN)(random)).join(' ');
}

const row = (random: Random, number: number): Token[][] => [String(number), pick(random, THINGS), pick(random, AGENCIES), `${between(random, 1, 999)}`, pick(random, ['Đạt', 'Chưa đạt', 'Đang làm'])].map(tokens);

export function draft(random: Random, size: number): Draft {
  const blocks: Block[] = [{ kind: 'title', words: tokens(`BÁO CÁO Về việc ${pick(random, VERBS)} ${pick(random, THINGS)} năm 2026`) }];
  let item = 0;
  for (let count = 0; count < size; count += 1) {
    const chance = random();
    if (chance < 0.12) blocks.push({ kind: 'heading', words: tokens(`${['I', 'II', 'III', 'IV', 'V', 'VI'][count % 6] ?? 'I'}. Về ${pick(random, THINGS)}`) });
    else if (chance < 0.34) blocks.push({ kind: 'item', words: tokens(`${(item += 1)}. ${paragraph(random, 0.3)}`) });
    else if (chance < 0.4) blocks.push({ kind: 'table', rows: Array.from({ length: between(random, 4, 9) }, (_, index) => row(random, index + 1)) });
    else blocks.push({ kind: 'text', words: tokens(paragraph(random)) });
  }
  return { blocks };
}

export const KINDS = ['words', 'inserted', 'deleted', 'moved', 'resized', 'refonted', 'pages added', 'pages removed', 'columns', 'table rows', 'look-alikes', 'renumbered', 'everything'] as const;
export type Kind = (typeof KINDS)[number];

/** How a version is printed. */
export interface Look {
  readonly font: number;
  /** Points. */
  readonly size: number;
  readonly columns: number;
  readonly margin: number;
  readonly isJustified: boolean;
}

export interface Pair {
  readonly kind: Kind;
  readonly old: Draft;
  readonly new: Draft;
  readonly looks: readonly [Look, Look];
}

const isFlow = (block: Block): block is Extract<Block, { words: readonly Token[] }> => block.kind !== 'table';

function changeWords(random: Random, { blocks }: Draft, share: number): Draft {
  const change = (word: Token): Token[] => {
    if (random() >= share) return [word];
    const chance = random();
    if (chance < 0.3) return [];
    if (chance < 0.55) return [word, ...tokens(pick(random, VERBS))];
    return tokens(pick(random, [pick(random, VERBS), String(between(random, 1, 900)), pick(random, PLACES)]));
  };
  return { blocks: blocks.map((block) => (isFlow(block) ? { ...block, words: block.words.flatMap((word, index) => (index === 0 ? [word] : change(word))) } : block)) };
}

function insert(random: Random, { blocks }: Draft, count: number, alike = 0.15): Draft {
  const next = [...blocks];
  for (let done = 0; done < count; done += 1) next.splice(between(random, 1, next.length), 0, { kind: 'text', words: tokens(paragraph(random, alike)) });
  return { blocks: next };
}

function remove(random: Random, { blocks }: Draft, count: number): Draft {
  const next = [...blocks];
  for (let done = 0; done < count && next.length > 4; done += 1) next.splice(between(random, 1, next.length - 1), 1);
  return { blocks: next };
}

function shuffle(random: Random, { blocks }: Draft, count: number): Draft {
  const next = [...blocks];
  for (let done = 0; done < count; done += 1) {
    const [taken] = next.splice(between(random, 1, next.length - 1), 1);
    if (taken) next.splice(between(random, 1, next.length), 0, taken);
  }
  return { blocks: next };
}

/** Paragraphs that differ in a name or a number, one of them taken out, one put in, two changed round. */
function lookAlikes(random: Random): { old: Draft; new: Draft } {
  const base = draft(random, 8).blocks;
  const alike = Array.from({ length: 5 }, (): Block => ({ kind: 'text', words: tokens(ALIKE[0]?.(random) ?? '') }));
  const old = [...base];
  const placed = alike.map((block) => {
    old.splice(between(random, 1, old.length), 0, block);
    return block;
  });
  const next = old.filter((block) => block !== placed[0]);
  const [a, b] = [next.indexOf(placed[1] as Block), next.indexOf(placed[2] as Block)];
  if (random() < 0.6) [next[a], next[b]] = [placed[2] as Block, placed[1] as Block];
  if (random() < 0.6) next.splice(between(random, 1, next.length), 0, { kind: 'text', words: tokens(ALIKE[0]?.(random) ?? '') });
  return { old: { blocks: old }, new: { blocks: next } };
}

function renumbered(random: Random): { old: Draft; new: Draft } {
  const items = Array.from({ length: between(random, 8, 16) }, () => tokens(paragraph(random, 0.35)));
  const numberedAs = (list: readonly (readonly Token[])[]): Draft => ({ blocks: [{ kind: 'title', words: head }, ...list.map((words, index): Block => ({ kind: 'item', words: [...tokens(`${index + 1}.`), ...words] }))] });
  const head = tokens('CHƯƠNG TRÌNH Các nội dung trình phiên họp');
  const next = [...items];
  next.splice(between(random, 0, 3), 0, tokens(paragraph(random, 0.35)));
  next.splice(between(random, 4, next.length - 1), 1);
  return { old: numberedAs(items), new: numberedAs(next) };
}

function tableRows(random: Random, { blocks }: Draft): Draft {
  const numbered = (rows: readonly (readonly (readonly Token[])[])[]) => rows.map((cells, index) => (cells[0]?.[0]?.text === String(index + 1) ? cells : [tokens(String(index + 1)), ...cells.slice(1)]));
  return {
    blocks: blocks.map((block) => {
      if (isFlow(block)) return block;
      const rows = [...block.rows];
      for (let count = between(random, 1, 3); count > 0; count -= 1) rows.splice(between(random, 0, rows.length), 0, row(random, 0));
      return { kind: 'table', rows: numbered(rows) };
    }),
  };
}

const LOOK: Look = { font: 0, size: 13, columns: 1, margin: 20, isJustified: false };

export function pairOf(kind: Kind, random: Random): Pair {
  const look: Look = { font: between(random, 0, 2), size: between(random, 11, 14), columns: 1, margin: between(random, 15, 25), isJustified: random() < 0.5 };
  const other: Look = { ...look, font: (look.font + between(random, 1, 2)) % 3 };
  const old = draft(random, between(random, 12, 26));
  const stays = [look, look] as const;
  switch (kind) {
    case 'words': return { kind, old, new: changeWords(random, old, 0.04), looks: stays };
    case 'inserted': return { kind, old, new: insert(random, old, between(random, 1, 5)), looks: stays };
    case 'deleted': return { kind, old, new: remove(random, old, between(random, 1, 5)), looks: stays };
    case 'moved': return { kind, old, new: shuffle(random, old, between(random, 1, 4)), looks: stays };
    case 'resized': return { kind, old, new: old, looks: [look, { ...look, size: look.size + pick(random, [-2, -1, 1.5, 2, 3]), margin: look.margin + pick(random, [-5, 0, 5]) }] };
    case 'refonted': return { kind, old, new: changeWords(random, old, 0.01), looks: [look, other] };
    case 'pages added': return { kind, old, new: insert(random, old, 14), looks: stays };
    case 'pages removed': {
      const long = draft(random, 36);
      return { kind, old: long, new: remove(random, long, 14), looks: stays };
    }
    case 'columns': return { kind, old, new: changeWords(random, old, 0.01), looks: [look, { ...look, columns: 2, size: 11 }] };
    case 'table rows': {
      const tables = draft(random, 10);
      const withTables = { blocks: [...tables.blocks, ...Array.from({ length: 2 }, (): Block => ({ kind: 'table', rows: Array.from({ length: between(random, 4, 12) }, (_, index) => row(random, index + 1)) }))] };
      return { kind, old: withTables, new: tableRows(random, withTables), looks: stays };
    }
    case 'look-alikes': return { kind, ...lookAlikes(random), looks: stays };
    case 'renumbered': return { kind, ...renumbered(random), looks: stays };
    case 'everything': return { kind, old, new: changeWords(random, shuffle(random, remove(random, insert(random, old, 3), 2), 1), 0.03), looks: [LOOK, other] };
  }
}

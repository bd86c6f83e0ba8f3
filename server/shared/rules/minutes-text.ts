import { documentMoment, localMoment, shortTime } from './date-forms';
import { percentOf } from './majority';

/** A person as the minutes name him: with the position held on the day. */
export type NamedPerson = { name: string; position: string };

export type VoteFact = {
  /** Id of the vote question. */
  ref: string;
  question: string;
  mode: 'open' | 'secret';
  members: number;
  needed: number;
  result:
    | { kind: 'yes_no'; for: number; against: number; abstain: number; notTakingPart: number; passed: boolean }
    | { kind: 'options'; options: readonly { label: string; votes: number }[]; none: number; notTakingPart: number; chosen: string | null };
};

export type ItemFact = {
  /** Id of the agenda item. */
  ref: string;
  number: number;
  title: string;
  paperOnly: boolean;
  /** What was presented and when (ISO instants); absent when nobody presented. */
  presentation?: { presenter: NamedPerson; document: string; from: string; to: string } | undefined;
  votes: readonly VoteFact[];
};

export type MinutesFacts = {
  /** Id of the meeting. */
  ref: string;
  /** "Ủy ban nhân dân tỉnh" and "UBND tỉnh". */
  body: string;
  bodyShort: string;
  opened: string;
  closed: string;
  place: string;
  remoteSites: number;
  members: { total: number; inRoom: number; online: number };
  absent: readonly (NamedPerson & { reason: string; substitute?: NamedPerson | undefined })[];
  guests: number;
  chair: NamedPerson;
  secretary: NamedPerson;
  quorumReached: boolean;
  items: readonly ItemFact[];
  /** Where the minutes were adopted. */
  adopted: 'at_session' | 'in_system';
};

export type ParagraphSource = { kind: 'event'; ref: string } | { kind: 'hand' };
export type MinutesParagraph = { id: string; source: ParagraphSource; text: string };

/**
 * Draft of the minutes (biên bản) from what the system recorded, in the order of NĐ 30/2020, Mẫu 1.9. Every sentence carries the
 * fact it came from; an id stays the same while its fact exists, so that edits by hand survive a new draft. Conclusions are left to
 * the secretary: each item ends with `item:<ref>:conclusion` (source `hand`), which holds its lead-in only, and the general
 * conclusion `conclusion` is empty. Official language only.
 */
export function buildMinutes(facts: MinutesFacts): MinutesParagraph[] {
  const event = (id: string, text: string, ref = facts.ref): MinutesParagraph => ({ id, source: { kind: 'event', ref }, text });
  const numbered = facts.items.length;
  const hybrid = facts.remoteSites > 0 || facts.members.online > 0;
  const sites = facts.remoteSites > 0 ? `, kết hợp trực tuyến tới ${facts.remoteSites} điểm cầu` : '';
  return [
    event('start', `Thời gian bắt đầu: ${documentMoment(localMoment(facts.opened))}.`),
    event('place', `Địa điểm: ${facts.place}${sites}.`),
    event('form', `Hình thức: Họp trực tiếp${hybrid ? ' kết hợp trực tuyến' : ''}; tài liệu được cung cấp trên Hệ thống họp không giấy tờ.`),
    event('attendance', 'Thành phần tham dự:'),
    event('attendance:members', membersSentence(facts)),
    event('attendance:absent', absentSentence(facts)),
    event('attendance:guests', `3. Đại biểu mời: ${facts.guests} đồng chí – có danh sách kèm theo.`),
    event('chair', `Chủ trì (chủ tọa): Đồng chí ${facts.chair.name} – ${inFull(facts.chair.position)}.`),
    event('secretary', `Thư ký (người ghi biên bản): Đồng chí ${facts.secretary.name} – ${inFull(facts.secretary.position)}.`),
    event('quorum', `Với số thành viên có mặt nêu trên, phiên họp ${facts.quorumReached ? '' : 'chưa '}đủ điều kiện tiến hành theo quy định.`),
    event('heading:content', 'NỘI DUNG PHIÊN HỌP'),
    event('heading:opening', 'I. KHAI MẠC'),
    event('opening', `Đồng chí Chủ tọa tuyên bố lý do, thông qua Chương trình phiên họp gồm ${numbered} nội dung.`),
    event('heading:course', 'II. DIỄN BIẾN'),
    ...facts.items.flatMap((item) => itemParagraphs(item, facts.body)),
    event('heading:conclusion', 'III. KẾT LUẬN CHUNG'),
    { id: 'conclusion', source: { kind: 'hand' }, text: '' },
    event(
      'closing',
      `Biên bản đã được thông qua ${facts.adopted === 'at_session' ? 'tại phiên họp' : 'qua Hệ thống'}. ` +
        `Phiên họp kết thúc vào ${documentMoment(localMoment(facts.closed))}./.`,
    ),
  ];
}

/** Chair and secretary stand with their full title: "Chủ tịch UBND tỉnh" → "Chủ tịch Ủy ban nhân dân tỉnh". */
function inFull(position: string): string {
  return position.replace(/\bUBND\b/g, 'Ủy ban nhân dân');
}

function membersSentence({ bodyShort, members }: MinutesFacts): string {
  const present = members.inRoom + members.online;
  return (
    `1. Thành viên ${bodyShort}: có mặt ${present}/${members.total} đồng chí ` +
    `(${members.inRoom} trực tiếp, ${members.online} trực tuyến) – có danh sách kèm theo.`
  );
}

function absentSentence({ absent }: MinutesFacts): string {
  if (absent.length === 0) return '2. Vắng mặt: không.';
  const each = absent.map(({ name, position, reason, substitute }) => {
    const sent = substitute
      ? `, cử ${substitute.name}, ${substitute.position} dự thay (người dự thay không tham gia biểu quyết)`
      : '';
    return `${name}, ${position} – ${reason}${sent}`;
  });
  return `2. Vắng mặt: ${absent.length} đồng chí, gồm: ${each.join('; ')}.`;
}

function itemParagraphs(item: ItemFact, body: string): MinutesParagraph[] {
  const id = (part: string): string => `item:${item.ref}:${part}`;
  const source: ParagraphSource = { kind: 'event', ref: item.ref };
  if (item.paperOnly) {
    const text = `Nội dung ${item.number}. Thực hiện theo tài liệu giấy; biên bản riêng theo quy định về bảo vệ bí mật nhà nước.`;
    return [{ id: id('title'), source, text }];
  }
  const parts: MinutesParagraph[] = [];
  if (item.presentation) {
    const { presenter, document, from, to } = item.presentation;
    const span = `từ ${shortTime(localMoment(from))} đến ${shortTime(localMoment(to))}`;
    parts.push({
      id: id('presentation'),
      source,
      text: `Trình bày: Đồng chí ${presenter.name}, ${presenter.position} báo cáo tóm tắt ${document} (${span}).`,
    });
  }
  for (const vote of item.votes) {
    parts.push({ id: `vote:${vote.ref}`, source: { kind: 'event', ref: vote.ref }, text: voteSentence(vote, body) });
  }
  parts.push({ id: id('conclusion'), source: { kind: 'hand' }, text: 'Kết luận của Chủ tọa: ' });
  return [
    { id: id('title'), source, text: `Nội dung ${item.number}. ${item.title}` },
    ...parts.map((part, index) => ({ ...part, text: `${index + 1}. ${part.text}` })),
  ];
}

function voteSentence(vote: VoteFact, body: string): string {
  const mode = vote.mode === 'open' ? 'công khai' : 'bỏ phiếu kín';
  const head = `Biểu quyết: "${vote.question}". Hình thức: ${mode}. Kết quả: `;
  const majority = ` Số phiếu tán thành cần đạt: ${vote.needed}/${vote.members} thành viên.`;
  const { result } = vote;
  if (result.kind === 'yes_no') {
    const verdict = `${body} ${result.passed ? 'thông qua' : 'không thông qua'}.`;
    return (
      `${head}tán thành ${ofMembers(result.for, vote.members)}; không tán thành ${result.against}; ` +
      `không biểu quyết ${result.abstain}; không tham gia ${result.notTakingPart}. ${verdict}${majority}`
    );
  }
  const options = result.options.map((option) => `${option.label} ${ofMembers(option.votes, vote.members)}`).join('; ');
  const verdict = result.chosen === null ? `${body} không thông qua phương án nào.` : `${body} thông qua ${result.chosen}.`;
  return `${head}${options}; không chọn ${result.none}; không tham gia ${result.notTakingPart}. ${verdict}${majority}`;
}

function ofMembers(votes: number, members: number): string {
  return `${votes}/${members} thành viên (${percentOf(votes, members).toFixed(1).replace('.', ',')}%)`;
}

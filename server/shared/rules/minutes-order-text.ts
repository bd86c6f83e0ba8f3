import { documentDate, documentMoment, localMoment } from './date-forms';
import type { ItemFact, MinutesFacts } from './minutes-facts';

/** Somebody's words within a sentence: without the stop they end with. */
export const within = (words: string): string => words.trim().replace(/[.;,:\s]+$/u, '');

const POSTPONED = {
  unopened: 'Nội dung này chưa được xem xét tại phiên họp, ',
  unfinished: 'Nội dung này chưa kết thúc tại phiên họp, ',
} as const;

export const because = (reason: string | undefined): string => (reason && within(reason) !== '' ? ` (lý do: ${within(reason)})` : '');

/** Put off, or moved to a session that is named once its people know of it. */
export function putOffSentence({ postponed, putOffReason, movedTo }: ItemFact): string {
  const begins = POSTPONED[postponed ?? 'unopened'];
  if (!movedTo) return `${begins}được hoãn lại${because(putOffReason)}.`;
  const when = movedTo.startsAt ? ` ${documentDate(localMoment(movedTo.startsAt))}` : '';
  return `${begins}được chuyển sang ${movedTo.title ? `${within(movedTo.title)},${when}` : 'một phiên họp sau'}${because(putOffReason)}.`;
}

/** The result stands for every item of the block; it is written once, where the vote was. */
export function blockSentence(number: number | null, { lead, numbers }: NonNullable<ItemFact['inBlock']>): string {
  const others = numbers.filter((one) => one !== number).join(', ');
  return number === lead ? `Nội dung này được thông qua không thảo luận, cùng các nội dung ${others}, bằng một lần biểu quyết chung.` : `Nội dung này được thông qua không thảo luận, cùng các nội dung ${others}; kết quả biểu quyết chung ghi tại Nội dung ${lead}.`;
}

/** The days of a sitting: when it was adjourned, when it went on and with how many. */
export function adjournmentParagraphs({ adjournments = [], members, quorum }: MinutesFacts): string[] {
  const at = (instant: string): string => documentMoment(localMoment(instant));
  return adjournments.map(({ from, to, present }) =>
    present === null
      ? `Phiên họp tạm ngừng từ ${at(from)}.`
      : `Phiên họp tạm ngừng từ ${at(from)} và họp tiếp vào ${at(to)}; khi họp tiếp có mặt ${present}/${members.total} thành viên (cần ${quorum.needed}).`,
  );
}

import type { Db } from '../../kernel/ports/database';
import type { VoteFact } from '../../shared/rules/minutes-text';
import { weightText } from '../../shared/rules/weights';
import { listQuestions } from './repository';
import type { VoteResult } from './result';

const OF = { members: 'thành viên', present: 'thành viên có mặt', cast: 'phiếu hợp lệ', decided: 'phiếu tán thành và không tán thành' } as const;

function told(result: VoteResult, passed: boolean): VoteFact['result'] {
  const { notTakingPart } = result;
  switch (result.kind) {
    case 'approve':
      return { kind: 'yes_no', for: result.for, against: result.against, abstain: result.abstain, notTakingPart, passed };
    case 'options': {
      const chosen = result.options.find(({ id }) => id === result.chosen)?.label ?? null;
      return { kind: 'options', options: result.options.map(({ label, votes }) => ({ label, votes })), none: result.none, notTakingPart, chosen };
    }
    case 'opinions':
      return { kind: 'opinions', agree: result.agree, disagree: result.disagree, other: result.other, words: result.words, notTakingPart, passed };
    case 'candidates':
      return {
        kind: 'candidates', seats: result.seats, none: result.none, notTakingPart,
        options: result.options.map(({ label, votes, elected }) => ({ label, votes, elected })),
        tied: result.options.filter(({ id }) => result.tied.includes(id)).map(({ label }) => label),
      };
    case 'each':
      return { kind: 'each', options: result.options.map(({ label, yes, no, abstain, agreed }) => ({ label, yes, no, abstain, agreed })), notTakingPart };
    case 'confidence':
      return { kind: 'confidence', options: result.options.map(({ label, high, medium, low, abstain }) => ({ label, high, medium, low, abstain })), notTakingPart };
  }
}

/** Results of all closed questions with their item, in order, as the minutes state them. */
export async function votingFacts(db: Db, meetingId: string): Promise<(VoteFact & { itemId: string; closedAt: Date; covers: readonly string[] | null; passed: boolean })[]> {
  return (await listQuestions(db, meetingId)).flatMap(({ id, itemId, covers, text, mode, state, result, members, passed, closedAt }) => {
    if (state !== 'closed' || !result || members === null || !closedAt) return [];
    const { needed, base = 'members', total = members, scale = 1 } = result;
    const isPlain = base === 'members' && scale === 1 && total === members;
    return [
      {
        ref: id,
        itemId,
        closedAt,
        covers,
        passed: passed === true,
        question: text,
        mode,
        members,
        needed,
        ...(isPlain ? {} : { measure: `${weightText(needed, scale, ',')} trên ${weightText(total, scale, ',')} ${OF[base]}` }),
        ...(result.way && result.way !== 'hands' ? { way: result.way } : {}),
        ...(result.paper ? { paper: result.paper } : {}),
        ...(result.recused ? { recused: result.recused } : {}),
        ...(result.invalid ? { invalid: result.invalid } : {}),
        ...(result.broken ? { broken: result.broken.cast } : {}),
        ...(scale === 1 ? {} : { scale }),
        result: told(result, passed === true),
      },
    ];
  });
}

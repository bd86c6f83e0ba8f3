import type { Db } from '../../kernel/ports/database';
import type { VoteFact } from '../../shared/rules/minutes-text';
import { listQuestions } from './repository';

/** Results of all closed questions with their item, in order, as the minutes state them. */
export async function votingFacts(db: Db, meetingId: string): Promise<(VoteFact & { itemId: string; closedAt: Date })[]> {
  const facts: (VoteFact & { itemId: string; closedAt: Date })[] = [];
  for (const question of await listQuestions(db, meetingId)) {
    const { result, members, closedAt } = question;
    if (question.state !== 'closed' || !result || members === null || !closedAt) continue;
    const labelOf = (optionId: string | null): string | null =>
      question.options.find((option) => option.id === optionId)?.label ?? null;
    facts.push({
      ref: question.id,
      itemId: question.itemId,
      closedAt,
      question: question.text,
      mode: question.mode,
      members,
      needed: result.needed,
      result:
        result.kind === 'approve'
          ? { kind: 'yes_no', for: result.for, against: result.against, abstain: result.abstain, notTakingPart: result.notTakingPart, passed: question.passed === true }
          : {
              kind: 'options',
              options: result.options.map(({ label, votes }) => ({ label, votes })),
              none: result.none,
              notTakingPart: result.notTakingPart,
              chosen: labelOf(result.chosen),
            },
    });
  }
  return facts;
}

import { officersOfSitting, programOnly, row, seated, secretaryOnly, type MatrixRow } from './matrix-rows';

/** Questions, ballots, counts. */
export const VOTES: Record<string, MatrixRow> = {
  // voting
  'voting.counted-secret': seated(({ running }) => ({ meetingId: running.meetingId })),
  'voting.questions': seated(({ running }) => ({ meetingId: running.meetingId })),
  'voting.create-question': secretaryOnly(({ running }) => ({ meetingId: running.meetingId, itemId: running.itemId, text: 'Thống nhất?', kind: 'approve' })),
  'voting.update-question': secretaryOnly(({ running }) => ({ meetingId: running.meetingId, questionId: running.questionId, version: 1, text: 'Thống nhất?', kind: 'approve' })),
  'voting.remove-question': secretaryOnly(({ running }) => ({ meetingId: running.meetingId, questionId: running.questionId, version: 1 })),
  'voting.open-question': officersOfSitting(({ running }) => ({ meetingId: running.meetingId, questionId: running.questionId })),
  'voting.withdraw-question': officersOfSitting(({ running }) => ({ meetingId: running.meetingId, questionId: running.questionId })),
  'voting.cast-ballot': row(({ running }) => ({ meetingId: running.meetingId, questionId: running.questionId, choice: 'for' }), ['member', 'presenter', 'chair'], ['guest', 'secretary']),
  'voting.enter-answer': officersOfSitting(({ running, ids }) => ({ meetingId: running.meetingId, questionId: running.questionId, voterId: ids.member, choice: 'for' })),
  'voting.call-next': officersOfSitting(({ running }) => ({ meetingId: running.meetingId, questionId: running.questionId, calledId: null })),
  'voting.recall-name': officersOfSitting(({ running }) => ({ meetingId: running.meetingId, questionId: running.questionId, calledId: null })),
  'voting.close-question': officersOfSitting(({ running }) => ({ meetingId: running.meetingId, questionId: running.questionId })),
  'voting.continue-by-hands': officersOfSitting(({ running }) => ({ meetingId: running.meetingId, questionId: running.questionId })),
  'voting.close-due': programOnly(({ running }) => ({ meetingId: running.meetingId, questionId: running.questionId, openedAt: '2026-11-26T01:00:00.000Z' })),
  'voting.my-ballot': seated(({ running }) => ({ meetingId: running.meetingId })),
  'voting.roll': seated(({ running }) => ({ meetingId: running.meetingId, questionId: running.questionId })),
  'voting.record-show-of-hands': officersOfSitting(({ running }) => ({ meetingId: running.meetingId, questionId: running.questionId, present: 19, hands: { kind: 'approve', for: 19, against: 0, abstain: 0 } })),
  'voting.committee': officersOfSitting(({ running }) => ({ meetingId: running.meetingId, questionId: running.questionId })),
  'voting.set-committee': officersOfSitting(({ running }) => ({ meetingId: running.meetingId, questionId: running.questionId, version: 1, counters: [] })),
  // The presenter leads the count of the secret question of this world.
  'voting.record-paper-ballots': row(({ running }) => ({ meetingId: running.meetingId, questionId: running.secretId, present: 19, paper: { issued: 19, returned: 19, invalid: 0 }, figures: { kind: 'approve', for: 19, against: 0, abstain: 0 } }), ['presenter', 'secretary', 'chair'], ['guest', 'member']),
  // counting
  'counting.minutes': seated(({ running }) => ({ meetingId: running.meetingId, questionId: running.secretId })),
  'counting.of-session': seated(({ running }) => ({ meetingId: running.meetingId })),
  'counting.issue': row(({ running }) => ({ meetingId: running.meetingId, questionId: running.secretId }), ['presenter', 'secretary'], ['guest', 'member', 'chair']),
  'counting.take-back': row(({ running }) => ({ meetingId: running.meetingId, questionId: running.secretId }), ['presenter', 'secretary'], ['guest', 'member', 'chair']),
  // secret ballots
  'voting.secret-ballot': seated(({ running }) => ({ meetingId: running.meetingId, questionId: running.secretId })),
  'voting.ballot-bundle': seated(({ running }) => ({ meetingId: running.meetingId, questionId: running.secretId })),
  'voting.cast-secret': row(({ running }) => ({ meetingId: running.meetingId, questionId: running.questionId, ballot: 'A'.repeat(376) }), ['member', 'presenter', 'chair'], ['guest', 'secretary']),
  'voting.void-ballots': officersOfSitting(({ running }) => ({ meetingId: running.meetingId, questionId: running.questionId })),
  'voting.open-ballots': programOnly(({ running }) => ({ questionId: running.questionId })),
  'voting.note-key-destroyed': programOnly(({ running }) => ({ questionId: running.questionId, publicKey: 'A' })),
  'voting.box-state': programOnly(({ running }) => ({ questionId: running.questionId })),
  'voting.ballot-boxes': programOnly(() => ({})),
};

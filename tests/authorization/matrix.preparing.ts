import { DAY, PEOPLE, programOnly, row, secretaryOnly, UNIT, type MatrixRow } from './matrix-rows';

/** What units are asked for and bring: what the department of the world brought waits for its leader, and for the office. */
export const PREPARING_ROWS: Record<string, MatrixRow> = {
  'documents.ask-papers': secretaryOnly(({ published }) => ({ meetingId: published.meetingId, itemIds: [published.itemId] })),
  'documents.preparation': secretaryOnly(({ published }) => ({ meetingId: published.meetingId })),
  'documents.preparing': row(() => ({}), PEOPLE),
  'documents.task': row(({ published }) => ({ itemId: published.itemId }), UNIT, ['secretary']),
  'documents.set-officer': row(({ published }) => ({ itemId: published.itemId, version: 1, personId: null }), ['unit_leader', 'secretary'], ['unit_officer']),
  'documents.extend-deadline': row(({ published }) => ({ itemId: published.itemId, version: 1, dueOn: DAY, reason: 'Chờ số liệu' }), ['secretary'], UNIT),
  'documents.lock-papers': row(({ published }) => ({ itemId: published.itemId, version: 1, locked: true }), ['secretary'], UNIT),
  'documents.remind-unit': row(({ published }) => ({ itemId: published.itemId }), ['secretary'], UNIT),
  'documents.submit-paper': row(({ published, own }) => ({ itemId: published.itemId, intakeId: own.heldId }), UNIT, ['secretary']),
  'documents.approve-submission': row(({ brought }) => ({ submissionId: brought.forLeaderId, version: 1, sha256: brought.sha256 }), ['unit_leader'], ['unit_officer', 'secretary']),
  'documents.return-submission': row(({ brought }) => ({ submissionId: brought.forOfficeId, version: 1, sha256: brought.sha256, reason: 'Thiếu phụ lục' }), ['secretary'], UNIT),
  'documents.withdraw-submission': row(({ brought }) => ({ submissionId: brought.forLeaderId, version: 1 }), UNIT, ['secretary']),
  'documents.submission-file': row(({ brought }) => ({ submissionId: brought.forLeaderId }), [...UNIT, 'secretary']),
  'mail.papers-due': programOnly(() => ({})),
  'mail.tell-units': programOnly(({ published }) => ({ meetingId: published.meetingId, itemId: published.itemId, about: 'asked' })),
  'mail.queue-paper-reminders': programOnly(({ published }) => ({ meetingId: published.meetingId })),
};

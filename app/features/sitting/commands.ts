/** What the pages of a sitting may ask for. */
export const SITTING_COMMANDS = [
  'sitting.open-session', 'sitting.close-session', 'sitting.start-item', 'sitting.end-item', 'sitting.postpone-item', 'sitting.extend-item',
  'sitting.check-in', 'sitting.mark-attendance', 'sitting.leave', 'sitting.mark-left', 'sitting.record-conclusion', 'sitting.stop-presenting', 'sitting.hand-over', 'sitting.pair-screen', 'sitting.remove-screen',
  'voting.create-question', 'voting.update-question', 'voting.remove-question', 'voting.open-question', 'voting.withdraw-question', 'voting.record-show-of-hands',
] as const;

export type SittingCommand = (typeof SITTING_COMMANDS)[number];

import type { Snapshot } from './sitting-view';

/** Whether this seat may have a vote: a member's, or a substitute's, of whom the server knows more. */
export const useLiveVoter = (me: Snapshot['me']): boolean => me !== null && ((me.voting && me.role !== 'guest') || me.role === 'substitute');

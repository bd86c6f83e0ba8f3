import type { LiveResult } from '../../../server/application';

/** A question to vote on, as the sitting shows it. */
export type LiveQuestion = LiveResult<'sitting.live'>['questions'][number];

import { z } from 'zod';

/** What putting the count in line needs to know of it; what it does stands in `count-ballots.ts`. */
export const countBallotsJob = { name: 'voting.count-ballots' as const, payload: z.strictObject({ questionId: z.uuid() }), priority: 'now' as const };

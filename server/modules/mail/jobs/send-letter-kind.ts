import { z } from 'zod';

/** What putting a letter in line needs to know; its work is `send-letter`. */
export const sendLetter = { name: 'mail.send-letter', payload: z.strictObject({ letterId: z.uuid() }), priority: 'soon' } as const;

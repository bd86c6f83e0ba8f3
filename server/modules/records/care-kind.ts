import { z } from 'zod';

/** What putting the care of a file in line needs to know; its work is `jobs/care`. Without a document: of all that are due. */
export const careKind = { name: 'records.care', payload: z.strictObject({ officialId: z.uuid().optional() }), priority: 'whenever' } as const;

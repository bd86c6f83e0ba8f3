import { z } from 'zod';
import { defineConsumer } from '../../kernel/consumer';
import { SCANS_READ } from '../documents';
import { recordScanTexts } from './commands/record-scans';

const read = z.object({ versionId: z.uuid(), pages: z.array(z.int().positive()) });

/** Pages that a machine read are found by what it read (SR10). */
export const followScans = defineConsumer({
  name: 'search.follow-scans',
  types: [SCANS_READ],
  from: 'beginning',
  command: recordScanTexts,
  input: ({ payload }) => {
    const { versionId, pages } = read.parse(payload);
    return { versionId, pages };
  },
});

import { z } from 'zod';
import { defineCommand } from '../../../kernel/command';
import { systemOnly } from '../../../kernel/policy';
import { scanTexts } from '../../documents';
import { cleanedText, findPaperSource, pageTextsOf, putTexts } from '../repository';
import { withScan } from '../scan-text';

/** Has pages found by what a machine read on them (SR10). Pages that are not gone through yet get it then. */
export const recordScanTexts = defineCommand({
  name: 'search.record-scans',
  input: z.strictObject({ versionId: z.uuid(), pages: z.array(z.int().positive()).min(1).max(20) }),
  load: async ({ versionId }, { db }) => ({ source: await findPaperSource(db, versionId) }),
  policy: systemOnly,
  async run({ versionId, pages }, { source }, { db }) {
    // Replaced or withdrawn meanwhile: its text is wanted by nobody.
    const due = source ? pages.filter((page) => page <= source.read) : [];
    if (!source || due.length === 0) return {};
    const known = await pageTextsOf(db, source.no, due);
    const scans = await scanTexts(db, versionId, Math.min(...due), Math.max(...due));
    await putTexts(db, source.no, due.map((page) => ({ page, text: cleanedText(withScan(known.get(page) ?? '', scans.get(page))) })));
    return {};
  },
  // Nothing of the record is written.
  audit: () => null,
});

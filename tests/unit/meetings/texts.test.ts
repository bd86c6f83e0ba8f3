import { describe, expect, test } from 'vitest';
import { PDF_REFUSALS } from '../../../server/kernel/ports/pdf-inspector';
import { agendaTexts } from '../../../app/features/agenda/texts';
import { documentTexts } from '../../../app/features/documents/texts';
import { homeTexts } from '../../../app/features/home/texts';
import { meetingTexts } from '../../../app/features/meetings/texts';
import { hasErrorText, slotNames } from '../../../app/ui/i18n';

const all = { agendaTexts, documentTexts, homeTexts, meetingTexts };

describe('texts of the session screens', () => {
  test.each(Object.entries(all))('%s: both languages fill the same slots, in NFC', (_name, texts) => {
    for (const [key, vi] of Object.entries(texts.vi)) {
      const en: string = (texts.en as Record<string, string>)[key] ?? '';
      expect([key, slotNames(en)]).toEqual([key, slotNames(vi)]);
      expect(vi).toBe(vi.normalize('NFC'));
    }
  });

  test('every refusal of a file has its own sentence', () => {
    expect(PDF_REFUSALS.filter((reason) => !hasErrorText(reason))).toEqual([]);
  });
});

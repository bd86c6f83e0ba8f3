import { describe, expect, it } from 'vitest';
import { sentenceKey } from '../../../app/features/verification/sentence';
import type { Report } from '../../../app/features/verification/data';

type Severity = Report['findings'][number]['severity'];
const found = (severity: Severity) => ({ key: 'change.technical' as const, severity, params: {}, text: { vi: '', en: '' } });
const report = (verdict: Report['verdict'], after: Severity[][], general: Severity[] = []) => ({
  verdict,
  known: null,
  findings: general.map(found),
  signatures: after.map((severities) => ({ changesAfter: [{ revision: 3, findings: severities.map(found) }] })) as unknown as Report['signatures'],
});

describe('the sentence above a report', () => {
  it('signing V18 a file with a warning about a change never has not changed since it was signed', () => {
    expect(sentenceKey(report('valid', [['info']]))).toBe('sValidOne');
    expect(sentenceKey(report('valid_with_warnings', [['info'], []]))).toBe('sValidAll');
    expect(sentenceKey(report('valid_with_warnings', [['info', 'warning']]))).toBe('sRemarkedOne');
    expect(sentenceKey(report('valid_with_warnings', [[], ['warning']]))).toBe('sRemarkedAll');
    expect(sentenceKey(report('valid_with_warnings', [[]], ['warning']))).toBe('sRemarkedOne');
    expect(sentenceKey(report('invalid', [['error']]))).toBe('sInvalid');
  });
});

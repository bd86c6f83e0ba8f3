import { describe, expect, it } from 'vitest';
import { inRequest, newRequestId, REQUEST_ALPHABET, REQUEST_ID, requestFacts, requestNow } from '../../../server/kernel/request-scope';
import { describeError } from '../../../app/ui/i18n';
import { keptLog } from '../../support/kept-log';

describe('the code of a request', () => {
  it('http O1 has eight characters that are told apart by eye and by ear, in two groups', () => {
    expect(REQUEST_ALPHABET).toHaveLength(16);
    expect(REQUEST_ALPHABET).not.toMatch(/[01OILUBDGPTVMNQSZFJW]/u);
    const codes = Array.from({ length: 20_000 }, newRequestId);
    expect(codes.filter((code) => !REQUEST_ID.test(code))).toEqual([]);
    // 20,000 of 2^32 by chance: two alike once in about twenty such runs, three pairs never.
    expect(new Set(codes).size).toBeGreaterThan(19_996);
    const seen = new Set(codes.join('').replaceAll('-', ''));
    expect([...seen].sort().join('')).toBe(REQUEST_ALPHABET);
  });

  it('http O1 stands in each line said while the request is served, however late, and in no other', async () => {
    const kept = keptLog();
    const serve = async (id: string, proxied: string | null): Promise<void> =>
      inRequest({ id, proxied }, async () => {
        kept.log.info({ of: id }, 'begun');
        await new Promise((resolve) => setTimeout(resolve, 5));
        await Promise.resolve().then(() => kept.log.warn({ of: id }, 'later'));
      });
    await Promise.all([serve('7KA2-9XHE', null), serve('2222-3333', 'abc')]);
    kept.log.info('by itself');
    const lines = kept.entries();
    expect(lines).toHaveLength(5);
    for (const { of, request } of lines) expect(request).toBe(of);
    expect(lines.filter(({ proxied }) => proxied === 'abc').map(({ request }) => request)).toEqual(['2222-3333', '2222-3333']);
    expect([requestNow(), requestFacts()]).toEqual([null, {}]);
  });

  it('http O3 a failure of the server names it in the sentence; what was refused has no use for it', () => {
    const params = { request: '7KA2-9XHE' };
    expect(describeError({ code: 'internal', reason: 'internal', params }, 'vi')).toMatch(/ Mã yêu cầu: 7KA2-9XHE\.$/u);
    expect(describeError({ code: 'internal', reason: 'internal', params }, 'en')).toMatch(/ Request code: 7KA2-9XHE\.$/u);
    expect(describeError({ code: 'internal', reason: 'internal', params: {} }, 'vi')).not.toContain('Mã yêu cầu');
    expect(describeError({ code: 'forbidden', reason: 'forbidden', params }, 'vi')).not.toContain('7KA2');
  });
});

import { describe, expect, it } from 'vitest';
import { BootError, DEFAULT_SAMPLE_PASSWORD, readConfig } from '../../server/kernel/config';

const refusal = (env: Record<string, string>, flags: string[] = []): BootError => {
  try {
    readConfig(env, flags);
  } catch (error) {
    if (error instanceof BootError) return error;
    throw error;
  }
  throw new Error('the configuration was accepted');
};

describe('configuration', () => {
  it('is loopback without anything set, and empty variables count as unset', () => {
    expect(readConfig({ PORT: '', PHIEN_ORIGIN: '' })).toMatchObject({ port: 3000, host: '127.0.0.1', origin: 'http://localhost:3000', tls: { mode: 'none' }, begin: 'auto', samplePassword: DEFAULT_SAMPLE_PASSWORD, production: true });
  });

  it('takes the origin as scheme, host and port alone', () => {
    expect(readConfig({ PHIEN_ORIGIN: 'https://hop.thanhgiang.example/x?y' }).origin).toBe('https://hop.thanhgiang.example');
    expect(readConfig({ PHIEN_TLS: 'local', PORT: '8443' }).origin).toBe('https://localhost:8443');
  });

  it.each([
    ['PORT', 'nghìn'],
    ['PORT', '65536'],
    ['PORT', '-1'],
    ['PHIEN_ORIGIN', 'hop.thanhgiang.example'],
    ['PHIEN_ORIGIN', 'ftp://hop.thanhgiang.example'],
    ['PHIEN_TLS', 'on'],
    ['PHIEN_SAMPLE', 'yes'],
    ['PHIEN_SAMPLE_PASSWORD', 'ngắn'],
    ['PHIEN_SAMPLE_DATE', '26/11/2026'],
    ['PHIEN_SAMPLE_DATE', '2026-02-30'],
    ['PHIEN_CLOCK', '2026-11-26'],
    ['PHIEN_LOG', 'verbose'],
  ])('%s=%s is refused by name in both languages', (name, value) => {
    const { vi, en } = refusal({ [name]: value });
    expect(vi).toContain('Cấu hình chưa đúng');
    expect(en).toContain('configuration is not right');
    for (const text of [vi, en]) expect(text).toContain(name);
  });

  it('names every wrong variable at once', () => {
    const { en } = refusal({ PORT: 'x', PHIEN_LOG: 'x' });
    expect(en).toContain('PORT');
    expect(en).toContain('PHIEN_LOG');
  });

  it.each(['0.0.0.0', '192.168.1.20', '::'])('HOST=%s without TLS is refused, with TLS or a listed proxy it is not', (host) => {
    const { vi, en } = refusal({ HOST: host });
    expect(vi).toContain('PHIEN_TLS=local');
    expect(en).toContain('no TLS');
    expect(readConfig({ HOST: host, PHIEN_TLS: 'local' }).tls).toEqual({ mode: 'local' });
    expect(readConfig({ HOST: host, PHIEN_TRUSTED_PROXIES: '10.0.0.1, 10.0.0.2' }).trustedProxies).toEqual(['10.0.0.1', '10.0.0.2']);
  });

  it('certificate and key go together', () => {
    expect(refusal({ PHIEN_TLS_CERT: '/a.crt' }).en).toContain('together');
    expect(readConfig({ PHIEN_TLS_CERT: '/a.crt', PHIEN_TLS_KEY: '/a.key' }).tls).toEqual({ mode: 'files', cert: '/a.crt', key: '/a.key' });
  });

  it('the sample on a network address needs a password of its own', () => {
    const env = { HOST: '0.0.0.0', PHIEN_TLS: 'local', PHIEN_SAMPLE: '1' };
    expect(refusal(env).en).toContain('PHIEN_SAMPLE_PASSWORD');
    expect(readConfig({ ...env, PHIEN_SAMPLE_PASSWORD: 'mật khẩu riêng 1' }).begin).toBe('sample');
    expect(readConfig(env, ['--empty']).begin).toBe('empty');
  });

  describe('where papers lie', () => {
    const keys = { PHIEN_S3_ACCESS_KEY: 'AK', PHIEN_S3_SECRET_KEY: 'bí mật' };
    const blobs = (text: string, more: Record<string, string> = keys) => readConfig({ PHIEN_BLOBS: text, ...more }).blobs;

    it('is the data folder without PHIEN_BLOBS, else a bucket with what is before every name', () => {
      expect(readConfig({ ...keys }).blobs).toBeNull();
      expect(blobs('s3://giay-to/tinh/thanh-giang?endpoint=https://kho.example:9000&region=vn-1')).toEqual({ endpoint: 'https://kho.example:9000', bucket: 'giay-to', prefix: 'tinh/thanh-giang/', region: 'vn-1', accessKey: { value: 'AK' }, secretKey: { value: 'bí mật' } });
      expect(blobs('s3://giay-to?endpoint=http://127.0.0.1:9000', { PHIEN_S3_ACCESS_KEY_FILE: '/a', PHIEN_S3_SECRET_KEY_FILE: '/b' })).toMatchObject({ prefix: '', region: 'us-east-1', accessKey: { file: '/a' }, secretKey: { file: '/b' } });
    });

    it.each([
      ['https://kho.example/giay-to', 's3://'],
      ['s3://AK:bi-mat@giay-to?endpoint=https://kho.example', 'must not hold keys'],
      ['s3://Giay_To?endpoint=https://kho.example', 'names no bucket'],
      ['s3://a..b?endpoint=https://kho.example', 'names no bucket'],
      ['s3://giay-to/a//b?endpoint=https://kho.example', 'prefix'],
      ['s3://giay-to/a%2F..?endpoint=https://kho.example', 'prefix'],
      ['s3://giay-to/tỉnh?endpoint=https://kho.example', 'prefix'],
      ['s3://giay-to?endpoint=https://kho.example&secret=bi-mat', 'unknown parameters: secret'],
      ['s3://giay-to', 'needs endpoint'],
      ['s3://giay-to?endpoint=https://kho.example/giay-to', 'needs endpoint'],
      ['s3://giay-to?endpoint=https://a:b@kho.example', 'needs endpoint'],
      ['s3://giay-to?endpoint=http://kho.example', 'in the clear'],
      ['s3://giay-to?endpoint=https://kho.example&region=vn%201', 'region'],
    ])('%s is refused with its fault, and no key is repeated', (text, fault) => {
      const { vi, en } = refusal({ PHIEN_BLOBS: text, ...keys });
      expect(en).toContain(fault);
      for (const sentence of [vi, en]) {
        expect(sentence).toContain('PHIEN_BLOBS');
        expect(sentence).not.toMatch(/bi-mat|bí mật/u);
      }
    });

    it('needs its keys, each once, given or in a file', () => {
      const place = { PHIEN_BLOBS: 's3://giay-to?endpoint=https://kho.example' };
      expect(refusal({ ...place, PHIEN_S3_SECRET_KEY: 'x' }).en).toContain('PHIEN_S3_ACCESS_KEY_FILE');
      expect(refusal({ ...place, PHIEN_S3_ACCESS_KEY: 'x' }).vi).toContain('PHIEN_S3_SECRET_KEY');
      expect(refusal({ ...place, ...keys, PHIEN_S3_SECRET_KEY_FILE: '/b' }).en).toContain('not both');
    });
  });
});

import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import express from 'express';
import { loadTls } from '../../adapters/tls/load-tls';
import { BootError, isExposed, isLoopback, readConfig, type Config } from '../../kernel/config';
import type { Bilingual, DoctorRow } from './doctor-tools';

type Environment = Record<string, string | undefined>;

/** The settings this shell has; those of a service stand in its unit, and are looked at by running this with them. */
export async function checkSettings(env: Environment, dataDir: string, now: Date): Promise<DoctorRow[]> {
  const row = { id: 'settings', label: { vi: 'Cấu hình', en: 'Settings' } };
  let config: Config;
  try {
    config = { ...readConfig(env), dataDir };
  } catch (error) {
    if (!(error instanceof BootError)) throw error;
    return [{ ...row, state: 'fail', value: '', note: { vi: error.vi, en: error.en } }];
  }
  const problems = originProblems(config);
  const value = `${config.origin}, ${config.host}:${config.port}`;
  const rows: DoctorRow[] = problems.map(({ id, note, state }) => ({ ...row, id, state, value, note }));
  if (rows.length === 0) rows.push({ ...row, state: 'ok', value });
  const certificate = await checkCertificate(config, now);
  return certificate ? [...rows, certificate] : rows;
}

/** What a server would start with and people would then stumble over. */
function originProblems(config: Config): { id: string; state: 'warn' | 'fail'; note: Bilingual }[] {
  const { origin, port, tls, trustedProxies } = config;
  const url = new URL(origin);
  const found: { id: string; state: 'warn' | 'fail'; note: Bilingual }[] = [];
  const say = (id: string, state: 'warn' | 'fail', vi: string, en: string): void => void found.push({ id, state, note: { vi, en } });
  try {
    express().set('trust proxy', trustedProxies);
  } catch {
    say('proxies', 'fail', `PHIEN_TRUSTED_PROXIES=${trustedProxies.join(',')} không phải danh sách địa chỉ IP; máy chủ sẽ không khởi động.`, `PHIEN_TRUSTED_PROXIES=${trustedProxies.join(',')} is no list of IP addresses; the server would not start.`);
  }
  if (trustedProxies.some((one) => /\/[0-7]$/u.test(one) && !one.includes(':'))) {
    say('proxies', 'fail', 'PHIEN_TRUSTED_PROXIES tin cả một phần lớn của Internet: ai cũng giả được địa chỉ của mình. Chỉ ghi địa chỉ của proxy.', 'PHIEN_TRUSTED_PROXIES believes a large part of the Internet: anybody can claim any address. List the proxy\'s address only.');
  }
  const proxied = trustedProxies.length > 0;
  if (url.protocol === 'https:' && tls.mode === 'none' && !proxied) {
    say('origin', 'fail', `PHIEN_ORIGIN là ${origin} nhưng máy chủ không có TLS và không có proxy nào được tin: đặt PHIEN_TLS, hoặc PHIEN_TRUSTED_PROXIES là địa chỉ của proxy.`, `PHIEN_ORIGIN is ${origin}, but the server has no TLS and no proxy is trusted: set PHIEN_TLS, or PHIEN_TRUSTED_PROXIES to the proxy's address.`);
  }
  if (url.protocol === 'http:' && !isLoopback(url.hostname)) {
    say('origin', 'fail', `PHIEN_ORIGIN là ${origin}: qua http mật khẩu đi không mã hóa và trình duyệt không giữ phiên. Dùng https.`, `PHIEN_ORIGIN is ${origin}: over http passwords travel in the clear and browsers keep no sign-in. Use https.`);
  }
  if (isExposed(config) && isLoopback(url.hostname)) {
    say('origin', 'warn', `Máy khác truy cập được nhưng PHIEN_ORIGIN là ${origin}: họ sẽ bị từ chối. Đặt PHIEN_ORIGIN đúng như người dùng gõ.`, `Other machines can reach this server, but PHIEN_ORIGIN is ${origin}: they would be refused. Set PHIEN_ORIGIN as people type it.`);
  }
  const typed = Number(url.port || (url.protocol === 'https:' ? 443 : 80));
  if (!proxied && port !== 0 && typed !== port && !isLoopback(url.hostname)) {
    say('origin', 'warn', `Người dùng gõ cổng ${typed} còn máy chủ nghe cổng ${port}: cần chuyển tiếp cổng, hoặc đặt PORT=${typed}.`, `People type port ${typed} and the server listens on ${port}: forward the port, or set PORT=${typed}.`);
  }
  return found;
}

const DAY_MS = 24 * 3_600_000;
const SOON_DAYS = 30;

async function checkCertificate(config: Config, now: Date): Promise<DoctorRow | null> {
  const row = { id: 'certificate', label: { vi: 'Chứng thư TLS', en: 'TLS certificate' } };
  const { tls } = config;
  if (tls.mode === 'none') return null;
  let pem: string;
  try {
    if (tls.mode === 'files') await loadTls(config, now);
    pem = readFileSync(tls.mode === 'files' ? tls.cert : path.join(config.dataDir, 'tls', 'server.crt'), 'utf8');
  } catch (error) {
    if (error instanceof BootError) return { ...row, state: 'fail', value: '', note: { vi: error.vi, en: error.en } };
    return { ...row, state: 'ok', value: 'PHIEN_TLS=local', note: { vi: 'Được tạo khi máy chủ khởi động lần đầu.', en: 'Made when the server starts for the first time.' } };
  }
  const end = new Date(new X509Certificate(pem).validTo);
  const days = Math.floor((end.getTime() - now.getTime()) / DAY_MS);
  const value = `${end.toISOString().slice(0, 10)} (${days} d)`;
  if (days >= SOON_DAYS) return { ...row, state: 'ok', value };
  if (tls.mode === 'local') {
    if (days >= 0) return { ...row, state: 'ok', value };
    return { ...row, state: 'warn', value, note: { vi: 'Đã hết hạn; máy chủ tự gia hạn khi đang chạy hoặc khởi động.', en: 'It has ended; the server renews it while it runs or when it starts.' } };
  }
  const note = { vi: `Còn ${days} ngày. Xin chứng thư mới và chép đè hai tệp PHIEN_TLS_CERT, PHIEN_TLS_KEY: máy chủ tự đọc lại, không cần khởi động lại.`, en: `${days} days are left. Get a new one and write it over the files of PHIEN_TLS_CERT and PHIEN_TLS_KEY: the server reads them again without a restart.` };
  return { ...row, state: 'warn', value, note };
}

import QRCode from 'qrcode';
import { expect, it } from 'vitest';
import { qrCode } from '../../../app/qr-code.server';

it('identity I25 the code on a slip is drawn square for square as the library made it', () => {
  const url = 'https://hop.thanhgiang.example/welcome/q7Yx0bWfVvK3n1hQeJm2LrTz9aSdUc5P';
  const { size, path } = qrCode(url);
  const { modules } = QRCode.create(url, { errorCorrectionLevel: 'M' });
  const drawn = new Set([...path.matchAll(/M(\d+) (\d+)h1v1h-1z/gu)].map(([, x, y]) => `${x} ${y}`));
  const wanted = Array.from({ length: modules.size ** 2 }, (_, at) => at).filter((at) => modules.get(Math.floor(at / modules.size), at % modules.size)).map((at) => `${at % modules.size} ${Math.floor(at / modules.size)}`);
  expect(size).toBe(modules.size);
  expect([...drawn].sort()).toEqual(wanted.sort());
  expect(path.replace(/M\d+ \d+h1v1h-1z/gu, '')).toBe('');
});

import QRCode from 'qrcode';
import type { Verification } from '../../shared/protocol/verification';
import { typeName, type KindName } from './kinds';

/** Without letters and digits that are mistaken for each other when read aloud or typed. */
const ALPHABET = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';
export const CODE_BYTES = 12;

/** Twelve characters, 60 bits, from random bytes as base64url. */
export const codeFrom = (token: string): string => [...Buffer.from(token, 'base64url')].map((byte) => ALPHABET.charAt(byte % 32)).join('');

const LOOPBACK = /^https?:\/\/(localhost|127(\.\d+){3}|\[::1\])(:\d+)?\//u;

/** Whether people on other machines can follow the address. */
export const isReachable = (url: string): boolean => !LOOPBACK.test(url);

const sentenceOf = (kind: KindName): string => `Quét mã để kiểm tra chữ ký số của ${typeName(kind).toLowerCase()} này.`;
const TRIAL_SENTENCE = 'Bản thử nghiệm: địa chỉ này chỉ mở được trên chính máy chủ.';

/** The QR code of the verification page, as the layout prints it. */
export function verificationOf(url: string, kind: KindName): Verification {
  const { modules } = QRCode.create(url, { errorCorrectionLevel: 'M' });
  const matrix = Array.from({ length: modules.size }, (_row, y) =>
    Array.from({ length: modules.size }, (_cell, x) => (modules.get(y, x) ? '1' : '0')).join(''));
  return { url, sentence: isReachable(url) ? sentenceOf(kind) : TRIAL_SENTENCE, matrix };
}

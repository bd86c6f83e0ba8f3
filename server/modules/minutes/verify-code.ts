/** Without letters and digits that are mistaken for each other when read aloud or typed. */
const ALPHABET = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';
export const CODE_BYTES = 12;

/** Twelve characters, 60 bits, from random bytes as base64url. */
export const codeFrom = (token: string): string => [...Buffer.from(token, 'base64url')].map((byte) => ALPHABET.charAt(byte % 32)).join('');

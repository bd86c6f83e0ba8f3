import type { HereMark } from './features/sitting';
import { qrCode } from './qr-code.server';

/** Where a code of the room leads who scans it. */
export const hereMark = (origin: string, meetingId: string, code: string | null): HereMark | null =>
  code === null ? null : qrCode(`${origin}/meetings/${meetingId}/here?code=${code}`);

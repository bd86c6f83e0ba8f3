import { qrCode } from './qr-code.server';
import type { CodePicture } from './ui';

/** Where a code of the room leads who scans it. */
export const hereMark = (origin: string, meetingId: string, code: string | null): CodePicture | null =>
  code === null ? null : qrCode(`${origin}/meetings/${meetingId}/here?code=${code}`);

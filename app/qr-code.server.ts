import QRCode from 'qrcode';
import type { CodePicture } from './ui';

/** A QR code as one path of unit squares, drawn in a box of `size` units; print needs no picture file. */
export function qrCode(text: string): CodePicture {
  const { modules } = QRCode.create(text, { errorCorrectionLevel: 'M' });
  const squares: string[] = [];
  for (let y = 0; y < modules.size; y += 1) {
    for (let x = 0; x < modules.size; x += 1) if (modules.get(y, x)) squares.push(`M${x} ${y}h1v1h-1z`);
  }
  return { size: modules.size, path: squares.join('') };
}

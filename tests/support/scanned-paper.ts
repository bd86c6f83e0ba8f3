/** PDFs as office scanners write them: every page a picture of its own, page objects one by one, all under one flat tree. */
import { PDFDocument, PDFName, StandardFonts } from 'pdf-lib';

const A4 = [595.28, 841.89] as const;
/** Side of the picture in pixels; its bytes do not compress, as those of a scan. */
const SIDE = 320;

/** A paper of `count` pages, about 100 KB each; page n says so in its text. */
export async function scannedPaper(count: number): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  const font = await document.embedFont(StandardFonts.Helvetica);
  let noise = 1;
  for (let number = 1; number <= count; number += 1) {
    const pixels = new Uint8Array(SIDE * SIDE);
    for (let at = 0; at < pixels.length; at += 1) {
      noise = (Math.imul(noise, 1_664_525) + 1_013_904_223) >>> 0;
      pixels[at] = 200 + (noise >>> 27);
    }
    const page = document.addPage([...A4]);
    const picture = document.context.register(
      document.context.stream(pixels, { Type: 'XObject', Subtype: 'Image', Width: SIDE, Height: SIDE, ColorSpace: 'DeviceGray', BitsPerComponent: 8 }),
    );
    page.node.setXObject(PDFName.of('Scan'), picture);
    page.drawText(`Trang ${number}`, { x: 60, y: 780, size: 28, font });
    for (let line = 0; line < 40; line += 1) page.drawText(`${line + 1}. So lieu cua trang ${number}, dong ${line + 1}`, { x: 60, y: 740 - line * 17, size: 12, font });
    const content = document.context.stream(`q ${A4[0]} 0 0 ${A4[1]} 0 0 cm /Scan Do Q`);
    page.node.wrapContentStreams(document.context.register(content), document.context.register(document.context.stream('')));
  }
  return document.save({ useObjectStreams: false });
}

/** Light around a code, in its squares, without which scanners do not find it. */
const QUIET = 4;

/** A code as one path of unit squares in a box of `size` units. */
export interface CodePicture {
  size: number;
  path: string;
}

/** A QR code to be scanned from paper or a screen. */
export function QrCode({ code: { size, path }, label, className }: { code: CodePicture; label: string; className: string }) {
  const side = size + 2 * QUIET;
  return <svg className={className} viewBox={`${-QUIET} ${-QUIET} ${side} ${side}`} role="img" aria-label={label} shapeRendering="crispEdges"><path d={path} /></svg>;
}

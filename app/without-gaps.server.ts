import { Transform } from 'node:stream';

/**
 * Takes out the gaps that React 18 leaves in a page: where a letter of several bytes does not fit into the end of its buffer, it
 * sends the buffer whole, and the bytes left over are zero, which browsers show as "�". No page has a zero byte of its own.
 */
export const withoutGaps = (): Transform =>
  new Transform({ transform: (chunk: Buffer, _encoding, done) => done(null, chunk.includes(0) ? Buffer.from(chunk.filter((byte) => byte !== 0)) : chunk) });

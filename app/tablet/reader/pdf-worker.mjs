/**
 * The worker of pdf.js with two changes. To find the last page, which it does before it shows the first, it fetches every
 * page object that lies directly under the root of the page tree; a scan has its pictures between those objects, so that
 * the whole file comes before the first page. Where the root counts as many pages as it has children, child n is page n:
 * the others need not be asked. And what the browser decompresses is read from its stream by the reader: WebKit up to Safari 26
 * cannot iterate it, and every stream of a paper would be decompressed a second time, by JavaScript.
 */
const KIDS = `      for (let last = kids.length - 1; last >= 0; last--) {
        const lastKid = kids[last];
        nodesToVisit.push(lastKid);
        if (currentNode === this.toplevelPagesDict && lastKid instanceof Ref && !pageDictCache.has(lastKid)) {`;

const FLAT = `      const isFlat = currentNode === this.toplevelPagesDict && count === kids.length && kids.every(kid => kid instanceof Ref);
      for (let last = kids.length - 1; last >= 0; last--) {
        const lastKid = kids[last];
        nodesToVisit.push(lastKid);
        if (isFlat) {
          if (!pageKidsCountCache.has(lastKid)) pageKidsCountCache.put(lastKid, 1);
        } else if (currentNode === this.toplevelPagesDict && lastKid instanceof Ref && !pageDictCache.has(lastKid)) {`;

const ITERATED = `      for await (const chunk of readable) {
        chunks.push(chunk);`;

const READ = `      const reader = readable.getReader();
      for (let part = await reader.read(); !part.done; part = await reader.read()) {
        const chunk = part.value;
        chunks.push(chunk);`;

const CHANGES = [['Catalog.getPageDict', KIDS, FLAT], ['BaseStream.asyncGetBytesFromDecompressionStream', ITERATED, READ]];

const NOTICE = `/* pdf.js of the Mozilla Foundation, Apache License 2.0; changed in ${CHANGES.map(([place]) => place).join(' and ')}. */\n`;

/** @throws when this version of pdf.js reads otherwise: the change has to be looked at again. */
export function workerForTablets(source) {
  return CHANGES.reduce((changed, [place, before, after]) => {
    const parts = changed.split(before);
    if (parts.length !== 2) throw new Error(`pdf.worker.mjs: ${place} is not as expected`);
    return parts.join(after);
  }, NOTICE + source);
}

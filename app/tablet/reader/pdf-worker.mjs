/**
 * The worker of pdf.js with one change. To find the last page, which it does before it shows the first, it fetches every
 * page object that lies directly under the root of the page tree; a scan has its pictures between those objects, so that
 * the whole file comes before the first page. Where the root counts as many pages as it has children, child n is page n:
 * the others need not be asked.
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

const NOTICE = '/* pdf.js of the Mozilla Foundation, Apache License 2.0; changed in Catalog.getPageDict: pages of a flat tree are not fetched one by one. */\n';

/** @throws when this version of pdf.js reads otherwise: the change has to be looked at again. */
export function workerForFlatTrees(source) {
  const parts = source.split(KIDS);
  if (parts.length !== 2) throw new Error('pdf.worker.mjs: Catalog.getPageDict is not as expected');
  return NOTICE + parts.join(FLAT);
}

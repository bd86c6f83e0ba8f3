import type { Page } from '@playwright/test';

/**
 * What eyes see and axe does not: text over text, what is cut, a target under another, prose in a column of few letters, a
 * header that takes the screen, something the keyboard reaches that nobody sees. Answers each with what it is.
 */
export const seen = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const faults: string[] = [];
    const name = (element: Element): string => `${element.tagName.toLowerCase()}.${element.className.toString().split(' ')[0] ?? ''} “${(element.textContent ?? element.getAttribute('aria-label') ?? '').trim().slice(0, 40)}”`;
    const isScroller = (element: Element): boolean => /auto|scroll/.test(getComputedStyle(element).overflow);
    const ancestors = function* (element: Element): Generator<Element> {
      for (let at: Element | null = element; at; at = at.parentElement) yield at;
    };
    /** Off the page on purpose (for screen readers), or a picture. */
    const isApart = (element: Element): boolean => [...ancestors(element)].some((at) => {
      const style = getComputedStyle(at);
      return style.clipPath !== 'none' || style.opacity === '0' || at.matches('.ph-hidden, .rd-screen, svg, canvas, [aria-hidden="true"], [inert]');
    });
    /** The bar or dialog it lies in; these lie over what scrolls. */
    const layerOf = (element: Element): Element | null => [...ancestors(element)].find((at) => /fixed|sticky/.test(getComputedStyle(at).position)) ?? null;
    const isShown = (element: Element): boolean => element.checkVisibility({ visibilityProperty: true, opacityProperty: true });

    /** Scrolled out of the frame it lies in, or past the last line that is let in: drawn nowhere. */
    const isScrolledAway = (box: DOMRect, owner: Element): boolean =>
      [...ancestors(owner)].some((at) => {
        if ((!isScroller(at) && getComputedStyle(at).webkitLineClamp === 'none') || at === document.body || at === document.documentElement) return false;
        const frame = at.getBoundingClientRect();
        const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
        return x < frame.left || x > frame.right || y < frame.top || y > frame.bottom;
      });

    /** What frames that cut let in of a box. */
    const letIn = (box: DOMRect, owner: Element): DOMRect => {
      let [left, right] = [box.left, box.right];
      for (const at of ancestors(owner)) {
        if (getComputedStyle(at).overflowX === 'visible' || at === document.body || at === document.documentElement) continue;
        const frame = at.getBoundingClientRect();
        [left, right] = [Math.max(left, frame.left), Math.min(right, frame.right)];
      }
      return new DOMRect(left, box.top, Math.max(0, right - left), box.height);
    };

    // Lines of text, as they are drawn.
    interface Line { box: DOMRect; /** What is let in of it. */ drawn: DOMRect; owner: Element; layer: Element | null; text: string }
    const lines: Line[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const owner = node.parentElement;
      if (!owner || !(node.textContent ?? '').trim() || owner.matches('script, style, option, title, noscript') || !isShown(owner) || isApart(owner)) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      for (const box of range.getClientRects()) if (box.width > 2 && box.height > 2 && !isScrolledAway(box, owner)) lines.push({ box, drawn: letIn(box, owner), owner, layer: layerOf(owner), text: (node.textContent ?? '').trim() });
    }
    /** How deep two boxes lie in each other, past what ascenders and descenders of tight lines may share. */
    const overlap = (a: DOMRect, b: DOMRect): boolean =>
      Math.min(a.right, b.right) - Math.max(a.left, b.left) > 3 && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 0.4 * Math.min(a.height, b.height);
    lines.sort((a, b) => a.box.top - b.box.top);
    lines.forEach((line, index) => {
      for (let next = index + 1; next < lines.length; next += 1) {
        const other = lines[next];
        if (!other || other.box.top > line.box.bottom) break;
        if (line.owner !== other.owner && line.layer === other.layer && overlap(line.drawn, other.drawn)) faults.push(`text over text: ${name(line.owner)} and ${name(other.owner)}`);
      }
    });

    // Cut: text that reaches out of a box which neither scrolls nor says by an ellipsis that there is more.
    for (const { box, owner } of lines) {
      for (const at of ancestors(owner)) {
        if (isScroller(at) || at === document.body) break;
        const style = getComputedStyle(at);
        if (style.overflow !== 'hidden' && style.overflow !== 'clip') continue;
        if (style.textOverflow === 'ellipsis' || style.webkitLineClamp !== 'none') break;
        const frame = at.getBoundingClientRect();
        if (box.right > frame.right + 2 || box.left < frame.left - 2 || box.bottom > frame.bottom + 0.3 * box.height) faults.push(`cut: ${name(owner)} by ${name(at)}`);
      }
    }

    // Out of the card, chip or button it is written on.
    for (const { box, owner } of lines) {
      const inside = [...ancestors(owner)];
      const end = inside.findIndex((at) => isScroller(at) || at === document.body || getComputedStyle(at).position === 'absolute' || isPainted(at));
      const frame = inside[end];
      // What cuts on the way has been looked at above.
      if (!frame || !isPainted(frame) || inside.slice(0, end + 1).some((at) => getComputedStyle(at).overflow !== 'visible')) continue;
      const edge = frame.getBoundingClientRect();
      if (box.right > edge.right + 2 || box.left < edge.left - 2 || box.top < edge.top - 0.3 * box.height || box.bottom > edge.bottom + 0.3 * box.height) faults.push(`out of its frame: ${name(owner)} in ${name(frame)}`);
    }
    function isPainted(element: Element): boolean {
      const style = getComputedStyle(element);
      return style.display !== 'inline' && (!/rgba\(0, 0, 0, 0\)|transparent/.test(style.backgroundColor) || style.borderRightStyle !== 'none');
    }

    // A column of prose of fewer than twelve letters a line: at least three lines whose text would have filled more.
    for (const block of document.querySelectorAll('p, li, dd, .ph-row-title, .ph-row-note, .ph-agenda-title, .ag-title, .ag-note, h1, h2, h3')) {
      if (!isShown(block) || isApart(block)) continue;
      const own = lines.filter(({ owner }) => owner === block);
      const letters = [...new Set(own.map(({ text }) => text))].join(' ').length;
      const rows = new Set(own.map(({ box }) => Math.round(box.top))).size;
      if (rows >= 3 && letters / rows < 12) faults.push(`narrow column: ${name(block)} ${letters} letters in ${rows} lines`);
    }

    // Targets: the middle of what can be pressed answers itself.
    const targets = [...document.querySelectorAll<HTMLElement>('a[href], button, input, select, textarea, [role="button"], [tabindex="0"]')];
    for (const target of targets) {
      if (target.matches('[type="hidden"], [hidden], .ph-skip') || target.closest('[inert], .ph-skip')) continue;
      const box = target.getBoundingClientRect();
      if (!isShown(target)) {
        // Not drawn and yet in the order of the keyboard.
        if (target.tabIndex >= 0 && target.checkVisibility({ visibilityProperty: true }) && !isInput(target)) faults.push(`focusable, not seen: ${name(target)}`);
        continue;
      }
      if (isInput(target)) continue;
      if (box.width < 2 || box.height < 2) {
        if (target.tabIndex >= 0 && box.width + box.height > 0) faults.push(`focusable, not seen: ${name(target)}`);
        continue;
      }
      const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
      if (x < 0 || y < 0 || x >= innerWidth || y >= innerHeight || isApart(target)) continue;
      const layer = layerOf(target);
      const scroller = [...ancestors(target)].find((at) => at !== target && isScroller(at))?.getBoundingClientRect();
      if (scroller && (y > scroller.bottom || y < scroller.top || x > scroller.right || x < scroller.left)) continue;
      const hit = document.elementFromPoint(x, y);
      // A bar that stays lies over what scrolls below it; a label or a part of it answers for its field.
      const over = hit && layerOf(hit);
      if (!hit || target.contains(hit) || hit.contains(target) || hit.closest('label')?.contains(target) || (over && (!layer || (over !== layer && layer.contains(over))))) continue;
      faults.push(`under another: ${name(target)} under ${name(hit)}`);
    }
    /** Boxes and file fields are drawn by their labels. */
    function isInput(element: Element): boolean {
      return element.matches('input[type="radio"], input[type="checkbox"], input[type="file"]');
    }

    const scale = Number(document.documentElement.dataset.scale ?? 100) / 100;
    const header = document.querySelector('.ph-top')?.getBoundingClientRect();
    if (header && header.height > (scale > 1.25 ? 0.5 * innerHeight : 136)) faults.push(`header ${Math.round(header.height)} px high`);
    for (const bar of document.querySelectorAll('body *')) {
      const style = getComputedStyle(bar);
      if (style.position !== 'sticky' || style.bottom === 'auto' || bar.closest('.rd-screen')) continue;
      const { height } = bar.getBoundingClientRect();
      // The foot of a dialog, which is there to be answered, may take half.
      if (height > innerHeight / (bar.closest('.ph-dialog') ? 2 : 4)) faults.push(`bar ${name(bar)} takes ${Math.round(height)} px of ${innerHeight}`);
    }
    // What a dialog is answered by is in view at once.
    for (const answer of document.querySelectorAll('.ph-confirm-foot button, .ph-dialog-foot button')) {
      const { top, bottom } = answer.getBoundingClientRect();
      const frame = answer.closest('.ph-modal')?.getBoundingClientRect();
      if (isShown(answer) && (top < (frame?.top ?? 0) || bottom > Math.min(innerHeight, frame?.bottom ?? innerHeight) + 1)) faults.push(`answer out of view: ${name(answer)}`);
    }
    return [...new Set(faults)].slice(0, 12);
  });

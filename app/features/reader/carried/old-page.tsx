/** A part of a page of an earlier version with the mark that was made on it, drawn on the tablet: nothing of it is kept anywhere. */
import { useEffect, useRef, useState } from 'react';
import { PAGE_UNITS } from '@shared/protocol/ink';
import { boundsOf } from '@shared/rules/ink-geometry';
import { rotationMatrix, shownSize, toShown, type PageSize } from '@shared/rules/viewport';
import type { MarkOp } from '~/tablet/ink/ink-model';
import { listPictured } from '~/tablet/reader/page-pictures';
import { PdfSource } from '~/tablet/reader/pdf-source';
import { useTexts } from '~/ui/i18n';
import { MarkShape } from '../ink-marks';
import { carriedTexts } from './texts';

/** Device pixels across. */
const WIDTH = 720;
/** Kept around the mark above and below, and shown at least, points. */
const AROUND = 48;
const LEAST = 130;

/** The files of earlier versions, each opened once while pictures of it are shown. */
export class OldPapers {
  readonly #open = new Map<string, Promise<{ source: PdfSource; pictured: ReadonlySet<number> }>>();
  readonly #abort = new AbortController();

  of(url: string): Promise<{ source: PdfSource; pictured: ReadonlySet<number> }> {
    let paper = this.#open.get(url);
    if (paper === undefined) {
      const { signal } = this.#abort;
      paper = Promise.all([PdfSource.open({ url }, signal), listPictured(url, signal).catch(() => [])]).then(([source, pages]) => ({ source, pictured: new Set(pages) }));
      this.#open.set(url, paper);
      paper.catch(() => this.#open.delete(url));
    }
    return paper;
  }

  close(): void {
    this.#abort.abort();
    for (const paper of this.#open.values()) void paper.then(({ source }) => source.close(), () => undefined);
    this.#open.clear();
  }
}

interface Part {
  readonly size: PageSize;
  /** Of the page as shown, points. */
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** A band of the page as wide as it is, around the marks. */
function partOf(size: PageSize, ops: readonly MarkOp[]): Part {
  const shown = shownSize(size, 0);
  const corners = ops.flatMap((op) => {
    const box = boundsOf(op, 1);
    return box === null ? [] : [toShown({ x: box.left / PAGE_UNITS, y: box.top / PAGE_UNITS }, size.rotate), toShown({ x: box.right / PAGE_UNITS, y: box.bottom / PAGE_UNITS }, size.rotate)];
  });
  const ys = corners.map(({ y }) => y * shown.height);
  const [from, to] = [Math.min(...ys) - AROUND, Math.max(...ys) + AROUND];
  const height = Math.min(shown.height, Math.max(LEAST, to - from));
  const top = Math.max(0, Math.min(shown.height - height, (from + to - height) / 2));
  return { size, left: 0, top, width: shown.width, height };
}

async function draw(papers: OldPapers, url: string, page: number, ops: readonly MarkOp[], canvas: HTMLCanvasElement): Promise<Part> {
  const { source, pictured } = await papers.of(url);
  const part = partOf(await source.size(page), ops);
  const scale = WIDTH / part.width;
  [canvas.width, canvas.height] = [WIDTH, Math.max(1, Math.round(part.height * scale))];
  if (pictured.has(page)) {
    const image = new Image();
    image.src = `${url}/pages/${page}`;
    await image.decode();
    const ratio = image.naturalWidth / part.width;
    canvas.getContext('2d')?.drawImage(image, 0, part.top * ratio, part.width * ratio, part.height * ratio, 0, 0, canvas.width, canvas.height);
    return part;
  }
  const proxy = await source.page(page);
  // pdf.js measures from the lower edge of the page and of its viewport alike: the offset is in pixels of the picture.
  const viewport = proxy.getViewport({ scale, offsetY: -part.top * scale });
  await proxy.render({ canvas, viewport, background: '#ffffff' }).promise;
  return part;
}

export interface OldPageProps {
  papers: OldPapers;
  url: string;
  /** Number of the version. */
  number: number;
  /** Index from 0. */
  page: number;
  ops: readonly MarkOp[];
}

export function OldPage({ papers, url, number, page, ops }: OldPageProps) {
  const t = useTexts(carriedTexts);
  const host = useRef<HTMLCanvasElement>(null);
  const [part, setPart] = useState<Part | null>(null);
  const [isLost, setLost] = useState(false);
  useEffect(() => {
    const canvas = host.current;
    if (canvas === null) return undefined;
    let isGone = false;
    draw(papers, url, page + 1, ops, canvas).then((drawn) => { if (!isGone) setPart(drawn); }, () => { if (!isGone) setLost(true); });
    return () => {
      isGone = true;
      canvas.width = 0;
      canvas.height = 0;
    };
  }, [papers, url, page, ops]);
  const size = part?.size ?? { width: 1, height: 1, rotate: 0 };
  return (
    <figure className="rd-old" data-on-paper role="img" aria-label={t('oldPage', { number, page: page + 1 })} data-drawn={part === null ? undefined : true}>
      <canvas ref={host} />
      {part === null ? <span className="rd-old-word">{t(isLost ? 'oldPageLost' : 'oldPageComing')}</span> : (
        <svg viewBox={`${part.left} ${part.top} ${part.width} ${part.height}`} aria-hidden="true">
          <g transform={`matrix(${rotationMatrix(size, 0).join(' ')})`}>
            {ops.map((op, index) => (op.kind === 'note'
              ? <circle key={index} className="rd-old-note" cx={(op.x / PAGE_UNITS) * size.width} cy={(op.y / PAGE_UNITS) * size.height} r={8} />
              : <MarkShape key={index} op={op} width={size.width} height={size.height} />))}
          </g>
        </svg>
      )}
    </figure>
  );
}

/** One page in the scroll area: first look, sharp canvas, text to select, hits, marks, notes, or the word that it is damaged. */
import { memo, useEffect, useRef, useState } from 'react';
import type { CSSProperties } from 'react';
import { toShown } from '@shared/rules/viewport';
import type { PageBox, PageSize } from '@shared/rules/viewport';
import type { InkClient } from '~/tablet/ink/ink-client';
import type { Mark } from '~/tablet/ink/ink-model';
import { rectsOfRange } from '~/tablet/ink/text-words';
import type { TextLayerParts } from '~/tablet/ink/text-words';
import type { PageHit } from '~/tablet/reader/document-search';
import type { PageCanvases, PageCondition } from '~/tablet/reader/page-canvases';
import { loadPdfLibrary } from '~/tablet/reader/pdf-source';
import type { PdfSource } from '~/tablet/reader/pdf-source';
import { Button, LinkButton } from '~/ui/button';
import { useTexts } from '~/ui/i18n';
import type { CarriedGesture, MarkSign } from './carried/carried-marks';
import { MarkSigns } from './carried/mark-signs';
import { NotePins, PageMarks } from './ink-marks';
import { PreparedMarks, type PreparedOnPage } from './prepared/prepared-layer';
import { PageCitations } from './page-citations';
import type { CitationDoors } from './reader-props';
import { readerTexts } from './texts';
import { Watermark } from './watermark';

export interface PageShellProps {
  box: PageBox;
  size: PageSize;
  scale: number;
  rotation: number;
  total: number;
  condition: PageCondition;
  preview: string | undefined;
  source: PdfSource;
  canvases: PageCanvases;
  client: InkClient;
  erasing: ReadonlySet<string>;
  hits: readonly PageHit[];
  hit: PageHit | null;
  /** Where the whole paper can be had, for a page that cannot be shown here. */
  original: string | undefined;
  /** Who reads, where the paper is one of a session. */
  watermark: string | undefined;
  onText: (page: number, parts: TextLayerParts | null, element: HTMLElement) => void;
  onSize: (page: number, size: PageSize) => void;
  onNote: (mark: Mark) => void;
  /** What is said beside marks of earlier versions. */
  signs: ReadonlyMap<string, MarkSign>;
  onAsk: (gesture: CarriedGesture) => void;
  /** What was prepared for the reader. */
  prepared: PreparedOnPage;
  citations: CitationDoors | undefined;
}

export const PageShell = memo(function PageShell(props: PageShellProps) {
  const { box, size, scale, rotation, total, condition, preview, source, canvases, client, onSize } = props;
  const t = useTexts(readerTexts);
  const host = useRef<HTMLDivElement>(null);
  const { page } = box;

  useEffect(() => {
    canvases.host(page, host.current);
    let gone = false;
    source.size(page).then((known) => { if (!gone) onSize(page, known); }, () => undefined);
    return () => {
      gone = true;
      canvases.host(page, null);
    };
  }, [canvases, source, page, onSize]);

  const style = { left: box.left, top: box.top, width: box.width, height: box.height, '--total-scale-factor': scale } as CSSProperties;
  const shown = (size.rotate + rotation) % 360;
  return (
    <section className="rd-page" style={style} data-page={page} data-condition={condition} aria-label={t('pageOf', { page, total })} data-on-paper>
      {condition !== 'sharp' && preview !== undefined && rotation === 0 ? <img className="rd-preview" src={preview} alt="" draggable={false} /> : null}
      <div className="rd-canvas-host" ref={host} />
      {props.watermark === undefined ? null : <Watermark text={props.watermark} />}
      <TextLayerView {...props} shown={shown} />
      <PageMarks client={client} page={page} size={size} rotation={rotation} erasing={props.erasing} signs={props.signs} />
      <NotePins client={client} page={page} place={(at) => toShown(at, shown)} signs={props.signs} onOpen={props.onNote} />
      {props.signs.size > 0 ? <MarkSigns client={client} page={page} signs={props.signs} place={(at) => toShown(at, shown)} onAsk={props.onAsk} /> : null}
      {props.prepared.layers.length === 0 ? null : <PreparedMarks {...props.prepared} page={page} size={size} rotation={rotation} place={(at) => toShown(at, shown)} />}
      {condition === 'damaged' ? (
        <div className="rd-damaged" data-ink-ignore>
          <p className="rd-damaged-title">{t('damagedPage', { page })}</p>
          <p>{t('damagedHint')}</p>
          <Button size={48} icon="refresh" onPress={() => canvases.retry(page)}>{t('retry')}</Button>
        </div>
      ) : null}
      {condition === 'making' ? <p className="rd-late" role="status">{t('makingPicture', { page })}</p> : null}
      {condition === 'unshown' ? (
        <div className="rd-damaged" data-ink-ignore>
          <p className="rd-damaged-title">{t('unshownPage', { page })}</p>
          <p>{t('unshownHint')}</p>
          {props.original === undefined ? null : <LinkButton size={48} icon="download" href={props.original} download>{t('downloadOriginal')}</LinkButton>}
        </div>
      ) : null}
      {condition === 'waiting' ? <LateWord page={page} total={total} /> : null}
    </section>
  );
});

/** After three seconds a page that is not there says so. */
function LateWord({ page, total }: { page: number; total: number }) {
  const t = useTexts(readerTexts);
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), 3_000);
    return () => clearTimeout(timer);
  }, []);
  return late ? <p className="rd-late">{t('loadingPage', { page, total })}</p> : null;
}

/** The transparent text over the page, built once the page is sharp: selection, screen readers, search and highlights use it. */
function TextLayerView({ box, size, scale, rotation, condition, source, hits, hit, onText, shown, citations }: PageShellProps & { shown: number }) {
  const layer = useRef<HTMLDivElement>(null);
  const [parts, setParts] = useState<TextLayerParts | null>(null);
  const [wanted, setWanted] = useState(false);
  const [attempt, setAttempt] = useState(0);
  const [unread, setUnread] = useState(false);
  const [byMachine, setByMachine] = useState(false);
  const t = useTexts(readerTexts);
  const { page } = box;
  useEffect(() => {
    if (condition === 'sharp' || condition === 'unshown') setWanted(true);
  }, [condition]);
  useEffect(() => {
    const element = layer.current;
    if (!wanted || element === null) return undefined;
    let gone = false;
    let cancel = (): void => undefined;
    setUnread(false);
    void (async () => {
      const [{ pdfjs }, content, proxy] = await Promise.all([loadPdfLibrary(), source.textContent(page), source.page(page)]);
      if (gone) return;
      setByMachine(source.isReadByMachine(page));
      element.replaceChildren();
      const view = new pdfjs.TextLayer({ textContentSource: content, container: element, viewport: proxy.getViewport({ scale: 1, rotation: shown }) });
      cancel = () => view.cancel();
      await view.render();
      const runs = content.items.flatMap((item) => ('str' in item ? [{ str: item.str, hasEOL: item.hasEOL }] : []));
      if (!gone) setParts({ elements: view.textDivs, runs });
    })().catch(() => { if (!gone) setUnread(true); });
    return () => {
      gone = true;
      cancel();
      setParts(null);
    };
  }, [wanted, source, page, shown, attempt]);
  useEffect(() => {
    const element = layer.current?.closest<HTMLElement>('.rd-page');
    if (element !== null && element !== undefined) onText(page, parts, element);
  }, [onText, page, parts, size, rotation]);
  return (
    <>
      <div className="textLayer" ref={layer} />
      {byMachine ? <p className="rd-machine" data-ink-ignore>{t('readByMachine')}</p> : null}
      {unread ? (
        <p className="rd-unread" role="status" data-ink-ignore>
          {t('textUnread')}
          <Button size={48} icon="refresh" onPress={() => setAttempt((count) => count + 1)}>{t('retry')}</Button>
        </p>
      ) : null}
      {parts !== null && hits.length > 0 ? <Hits parts={parts} layer={layer} hits={hits} hit={hit} width={box.width} scale={scale} /> : null}
      {parts !== null && citations !== undefined ? <PageCitations parts={parts} layer={layer} doors={citations} width={box.width} scale={scale} /> : null}
    </>
  );
}

function Hits({ parts, layer, hits, hit, width, scale }: { parts: TextLayerParts; layer: { current: HTMLElement | null }; hits: readonly PageHit[]; hit: PageHit | null; width: number; scale: number }) {
  const [boxes, setBoxes] = useState<readonly { rect: DOMRect; now: boolean }[]>([]);
  const marker = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = layer.current?.closest<HTMLElement>('.rd-page');
    if (element === null || element === undefined) return;
    setBoxes(hits.flatMap((one) => rectsOfRange(parts, element, one.start, one.end).map((rect) => ({ rect, now: one === hit }))));
  }, [parts, layer, hits, hit, width, scale]);
  useEffect(() => {
    marker.current?.querySelector('[data-now]')?.scrollIntoView({ block: 'center', inline: 'nearest' });
  }, [boxes]);
  return (
    <div className="rd-hits" ref={marker} aria-hidden="true">
      {boxes.map(({ rect, now }, index) => (
        <i key={index} data-now={now || undefined} style={{ left: rect.x, top: rect.y, width: rect.width, height: rect.height }} />
      ))}
    </div>
  );
}

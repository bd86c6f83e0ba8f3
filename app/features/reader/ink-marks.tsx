/** Finished marks of one page as SVG: sharp at every zoom, glued to the page while it scrolls. */
import { memo, useSyncExternalStore } from 'react';
import { PAGE_UNITS } from '@shared/protocol/ink';
import type { InkLayer } from '@shared/protocol/ink';
import { rotationMatrix, shownSize } from '@shared/rules/viewport';
import type { PageSize } from '@shared/rules/viewport';
import type { InkClient } from '~/tablet/ink/ink-client';
import type { Mark, MarkOp } from '~/tablet/ink/ink-model';
import { MARKER_OPACITY, VERMILION, inkColor } from '~/tablet/ink/palette';
import { outlineOf, pathOf } from '~/tablet/ink/stroke-outline';
import { Icon } from '~/ui/icon';
import { useTexts } from '~/ui/i18n';
import type { MarkSign } from './carried/carried-marks';
import { readerTexts } from './texts';

interface MarkShapeProps {
  op: MarkOp;
  /** Of the page before it is turned, points. */
  width: number;
  height: number;
  layer?: InkLayer;
  opId?: string;
  state?: Mark['state'];
  fading?: boolean;
  /** Its owner is asked whether it belongs there. */
  asks?: boolean;
}

export const MarkShape = memo(function MarkShape({ op, width, height, layer = 'private', opId, state, fading = false, asks = false }: MarkShapeProps) {
  const common = { 'data-mark': opId, 'data-state': state, 'data-layer': layer, 'data-fading': fading || undefined, 'data-asks': asks || undefined };
  if (op.kind === 'highlight') {
    const x = (value: number): number => (value / PAGE_UNITS) * width;
    const y = (value: number): number => (value / PAGE_UNITS) * height;
    return (
      <g {...common} className="rd-mark" fill={inkColor(op.color)} stroke={inkColor(op.color)}>
        {op.quads.map((quad, index) => (
          <g key={index}>
            <path className="rd-ground" stroke={asks ? undefined : 'none'} fillOpacity={MARKER_OPACITY} d={`M${x(quad[0])} ${y(quad[1])}L${x(quad[2])} ${y(quad[3])}L${x(quad[6])} ${y(quad[7])}L${x(quad[4])} ${y(quad[5])}Z`} />
            {layer === 'shared' ? <path className="rd-shared-line" stroke={inkColor(VERMILION)} d={`M${x(quad[4])} ${y(quad[5])}L${x(quad[6])} ${y(quad[7])}`} /> : null}
          </g>
        ))}
      </g>
    );
  }
  if (op.kind === 'note') return null;
  const color = inkColor(op.color);
  const marker = op.tool === 'marker';
  return (
    <path
      {...common}
      className="rd-mark"
      d={pathOf(outlineOf(op.points, op.tool, op.width, { width, height }, true))}
      fill={color}
      stroke={color}
      fillOpacity={marker ? MARKER_OPACITY : undefined}
    />
  );
});

const NOTHING: ReadonlySet<string> = new Set();

export interface PageMarksProps {
  client: InkClient;
  /** 1 is the first page. */
  page: number;
  size: PageSize;
  rotation: number;
  /** Marks under the eraser: shown faintly until it is lifted. */
  erasing?: ReadonlySet<string>;
  /** Their place is in doubt. */
  asks?: ReadonlySet<string>;
  /** Only these, for a preview. */
  only?: ReadonlySet<string>;
  /** Only marks of this layer. */
  layer?: InkLayer;
  signs?: ReadonlyMap<string, MarkSign>;
}

function isMarker({ op }: Mark): boolean {
  return op.kind === 'highlight' || (op.kind === 'stroke' && op.tool === 'marker');
}

/** The marks of a page; `page` from 1. */
export function PageMarks({ client, page, size, rotation, erasing = NOTHING, asks = NOTHING, only, layer, signs }: PageMarksProps) {
  useSyncExternalStore(client.subscribe, () => client.pageVersion(page - 1));
  const marks = client.model.marksOf(page - 1).filter((mark) => layer === undefined || mark.layer === layer);
  const shown = shownSize(size, rotation);
  return (
    <svg className="rd-ink" viewBox={`0 0 ${shown.width} ${shown.height}`} preserveAspectRatio="none" aria-hidden="true" data-marks={marks.length} data-markers={marks.some(isMarker) || undefined}>
      <g transform={`matrix(${rotationMatrix(size, rotation).join(' ')})`}>
        {marks.map((mark) => (only !== undefined && !only.has(mark.opId) ? null : (
          <MarkShape
            key={mark.opId} op={mark.op} layer={mark.layer} opId={mark.opId} state={mark.state} width={size.width} height={size.height}
            fading={erasing.has(mark.opId)} asks={asks.has(mark.opId) || signs?.get(mark.opId)?.kind === 'ask'}
          />
        )))}
      </g>
    </svg>
  );
}

export interface NotePinsProps {
  client: InkClient;
  page: number;
  /** Page space (0 to 1) to the share of the shown page. */
  place: (at: { x: number; y: number }) => { x: number; y: number };
  signs?: ReadonlyMap<string, MarkSign>;
  onOpen: (mark: Mark) => void;
}

/** Notes of a page as buttons at their place. */
export function NotePins({ client, page, place, signs, onOpen }: NotePinsProps) {
  const t = useTexts(readerTexts);
  useSyncExternalStore(client.subscribe, () => client.pageVersion(page - 1));
  return (
    <>
      {client.model.marksOf(page - 1).map((mark) => {
        if (mark.op.kind !== 'note') return null;
        const { x, y } = place({ x: mark.op.x / PAGE_UNITS, y: mark.op.y / PAGE_UNITS });
        return (
          <button
            key={mark.opId} type="button" className="rd-pin" data-ink-ignore data-layer={mark.layer} data-state={mark.state}
            data-asks={signs?.get(mark.opId)?.kind === 'ask' || undefined}
            style={{ left: `${x * 100}%`, top: `${y * 100}%` }}
            aria-label={t('noteOpen', { text: mark.op.text })}
            onClick={() => onOpen(mark)}
          >
            <Icon name="note" />
          </button>
        );
      })}
    </>
  );
}

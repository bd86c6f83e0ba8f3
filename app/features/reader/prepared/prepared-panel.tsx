/** What was prepared for the reader: by whom, mark after mark, to adopt or dismiss; one mark alone where it was asked for on the page. */
import { useEffect } from 'react';
import { Button, ButtonRow } from '~/ui/button';
import { Dialog } from '~/ui/dialog';
import { Icon } from '~/ui/icon';
import { EmptyState } from '~/ui/states';
import { useTexts } from '~/ui/i18n';
import { usePreparedWords } from './prepared-layer';
import type { PreparedGesture } from './prepared-marks';
import { preparedTexts } from './texts';
import type { Prepared, PreparedLayer } from './use-prepared';

export interface PreparedPanelProps {
  prepared: Prepared;
  /** The page in view, from 1. */
  page: number;
  only: PreparedGesture | null;
  onPage: (page: number) => void;
  onClose: () => void;
}

export function PreparedPanel({ prepared, page, only, onPage, onClose }: PreparedPanelProps) {
  const t = useTexts(preparedTexts);
  const gestures = prepared.layers.flatMap((layer) => layer.gestures);
  const asked = only === null ? undefined : gestures.find(({ key }) => key === only.key);
  const isOver = only !== null && asked === undefined;
  // Adopted, dismissed, or taken back by who prepared it.
  useEffect(() => { if (isOver) onClose(); }, [isOver, onClose]);
  if (only !== null) {
    return <Dialog isOpen onClose={onClose} size="m" title={t('by', { name: only.name })}><ul className="rd-carried-list">{asked ? <Row gesture={asked} prepared={prepared} /> : null}</ul></Dialog>;
  }
  return (
    <Dialog isOpen onClose={onClose} place="drawer" title={t('title')} note={t('titleNote')}>
      {gestures.length === 0 ? <EmptyState icon="marks">{t('none')}</EmptyState> : null}
      {prepared.dismissed > 0 ? <Button wide size={48} icon="undo" onPress={prepared.bringBack}>{t('bringBack', { count: prepared.dismissed })}</Button> : null}
      {prepared.layers.filter((layer) => layer.gestures.length > 0).map((layer) => <Section key={layer.inkId} layer={layer} prepared={prepared} page={page} onPage={onPage} />)}
    </Dialog>
  );
}

function Section({ layer, prepared, page, onPage }: { layer: PreparedLayer; prepared: Prepared; page: number; onPage: (page: number) => void }) {
  const t = useTexts(preparedTexts);
  const here = layer.gestures.filter((gesture) => gesture.page === page);
  return (
    <section className="rd-carried-part">
      <h3 className="ph-lg ph-strong rd-prepared-name">{t('by', { name: layer.name })}</h3>
      <ButtonRow>
        {layer.gestures.length > 1 ? <Button size={48} look="pri" icon="check" onPress={() => prepared.adopt(layer.gestures)}>{t('adoptAll', { count: layer.gestures.length })}</Button> : null}
        {here.length > 0 && here.length < layer.gestures.length ? <Button size={48} icon="check" onPress={() => prepared.adopt(here)}>{t('adoptPage', { count: here.length, page })}</Button> : null}
        <Button size={48} look="quiet" icon={layer.isShown ? 'hide' : 'view'} onPress={() => prepared.toggle(layer.inkId)}>{t(layer.isShown ? 'hide' : 'show')}</Button>
      </ButtonRow>
      <ul className="rd-carried-list">{layer.gestures.map((gesture) => <Row key={gesture.key} gesture={gesture} prepared={prepared} onPage={onPage} />)}</ul>
    </section>
  );
}

function Row({ gesture, prepared, onPage }: { gesture: PreparedGesture; prepared: Prepared; onPage?: (page: number) => void }) {
  const t = useTexts(preparedTexts);
  const what = usePreparedWords();
  const op = gesture.marks[0]?.op;
  return (
    <li className="rd-carried" data-layer="prepared">
      {op?.kind === 'note' ? <p className="rd-note-text ph-read">{op.text}</p> : <p className="ph-strong rd-carried-what">{what(gesture)}</p>}
      {gesture.asks ? <p className="ph-sm ph-2"><Icon name="info" size="s" /> {t('asks')}</p> : null}
      <div className="rd-carried-acts">
        <Button size={48} look="pri" icon="check" onPress={() => prepared.adopt([gesture])}>{t('adopt')}</Button>
        {onPage ? <Button size={48} icon="forward" onPress={() => onPage(gesture.page)}>{t('go', { page: gesture.page })}</Button> : null}
        <Button size={48} look="quiet" icon="close" onPress={() => prepared.dismiss([gesture])}>{t('dismiss')}</Button>
      </div>
    </li>
  );
}

/** Whose prepared marks lie on this paper, in their colour: the way to all of them. */
export function PreparedLegend({ layers, onOpen }: { layers: readonly PreparedLayer[]; onOpen: () => void }) {
  const t = useTexts(preparedTexts);
  return (
    <>
      {layers.filter(({ gestures }) => gestures.length > 0).map(({ inkId, name, gestures, isShown }) => (
        <button key={inkId} type="button" className="rd-state rd-legend" data-tone="group" onClick={onOpen}><i aria-hidden="true" />{t(isShown ? 'chip' : 'chipHidden', { name, count: gestures.length })}</button>
      ))}
    </>
  );
}

/** Marks of earlier versions: what to look at, what lies in the tray with the old page, what came along. */
import { useEffect, useMemo, type ReactNode } from 'react';
import type { InkClient } from '~/tablet/ink/ink-client';
import { Button, ButtonRow } from '~/ui/button';
import { Dialog } from '~/ui/dialog';
import { EmptyState, Notice } from '~/ui/states';
import { useTexts } from '~/ui/i18n';
import type { CarriedGesture } from './carried-marks';
import { OldPage, OldPapers } from './old-page';
import { carriedTexts, doubtWord } from './texts';
import type { Carried } from './use-carried';

/** What a mark is, in words. */
export function useWhat(): (gesture: CarriedGesture) => string {
  const t = useTexts(carriedTexts);
  return ({ ops, number, page }) => {
    const [op] = ops;
    const what = op?.kind === 'note' ? t('note', { text: op.text }) : op?.kind === 'highlight' ? (op.quote.exact === '' ? t('highlight') : `“${op.quote.exact}”`) : t('ink');
    return t('what', { what, number, page: page + 1 });
  };
}

interface EntryProps {
  gesture: CarriedGesture;
  papers: OldPapers;
  baseUrl: string;
  canShare: boolean;
  children: ReactNode;
}

function Entry({ gesture, papers, baseUrl, canShare, children }: EntryProps) {
  const t = useTexts(carriedTexts);
  const what = useWhat();
  const { number, page, ops, layer, doubt } = gesture;
  return (
    <li className="rd-carried" data-layer={layer}>
      <OldPage papers={papers} url={`${baseUrl}/${number}`} number={number} page={page} ops={ops} />
      <p className="ph-strong rd-carried-what">{what(gesture)}</p>
      <p className="ph-sm ph-2">{t(doubtWord(doubt))} {layer === 'shared' ? t(canShare ? 'shared' : 'notForAll') : null}</p>
      <div className="rd-carried-acts">{children}</div>
    </li>
  );
}

export interface CarriedPanelProps {
  carried: Carried;
  client: InkClient;
  isBehind: boolean;
  /** One mark alone, where it was asked for on the page. */
  only: CarriedGesture | null;
  canShare: boolean;
  /** Address of the paper without its version. */
  baseUrl: string;
  /** What the server answered to the last word. */
  trouble: ReactNode;
  onPage: (page: number) => void;
  onPlace: (gesture: CarriedGesture) => void;
  onClose: () => void;
}

export function CarriedPanel({ carried, client, isBehind, only, canShare, baseUrl, trouble, onPage, onPlace, onClose }: CarriedPanelProps) {
  const t = useTexts(carriedTexts);
  const papers = useMemo(() => new OldPapers(), []);
  useEffect(() => () => papers.close(), [papers]);
  const asking = only === null ? carried.asking : carried.asking.filter(({ key }) => key === only.key);
  const { tray, moved } = carried;
  const isOver = only !== null && asking.length === 0;
  // Answered: there is nothing more to ask here.
  useEffect(() => { if (isOver) onClose(); }, [isOver, onClose]);
  const pageOf = ({ opIds }: CarriedGesture): number | null => {
    const mark = opIds.map((opId) => client.model.mark(opId)).find((one) => one !== undefined);
    return mark === undefined ? null : mark.op.page + 1;
  };
  const shared = { papers, baseUrl, canShare };
  const question = (gesture: CarriedGesture): ReactNode => {
    const page = pageOf(gesture);
    return (
      <Entry key={gesture.key} gesture={gesture} {...shared}>
        <Button size={48} look="pri" icon="check" onPress={() => carried.confirm([gesture])}>{t('confirm')}</Button>
        {only === null && page !== null ? <Button size={48} icon="forward" onPress={() => onPage(page)}>{t('go')}</Button> : null}
        <Button size={48} icon="marks" onPress={() => onPlace(gesture)}>{t('move')}</Button>
        <Button size={48} look="quiet" icon="folder" onPress={() => carried.toTray(gesture)}>{t('toTray')}</Button>
      </Entry>
    );
  };
  if (only !== null) return <Dialog isOpen onClose={onClose} size="m" title={t('askTitle')}>{trouble}<ul className="rd-carried-list">{asking.map(question)}</ul></Dialog>;
  const isEmpty = asking.length + tray.length + moved.shown.length + moved.away.length === 0;
  return (
    <Dialog isOpen onClose={onClose} place="drawer" title={t('title')} note={t('titleNote')}>
      {trouble}
      {isBehind ? <Notice icon="refresh">{t('working')}</Notice> : null}
      {isEmpty && !isBehind ? <EmptyState icon="marks">{t('nothing')}</EmptyState> : null}
      {asking.length > 0 ? (
        <section className="rd-carried-part">
          <h3 className="ph-lg ph-strong">{t('asking', { count: asking.length })}</h3>
          <p className="ph-sm ph-2">{t('askingNote')}</p>
          {asking.length > 1 ? <Button wide size={48} icon="check" onPress={() => carried.confirm(asking)}>{t('confirmAll')}</Button> : null}
          <ul className="rd-carried-list">{asking.map(question)}</ul>
        </section>
      ) : null}
      {tray.length > 0 ? (
        <section className="rd-carried-part">
          <h3 className="ph-lg ph-strong">{t('tray', { count: tray.length })}</h3>
          <p className="ph-sm ph-2">{t('trayNote')}</p>
          <ul className="rd-carried-list">
            {tray.map((gesture) => (
              <Entry key={gesture.key} gesture={gesture} {...shared}>
                <Button size={48} icon="marks" onPress={() => onPlace(gesture)}>{t('place')}</Button>
                {gesture.opIds.length > 0 ? <Button size={48} icon="undo" onPress={() => carried.bringBack(gesture)}>{t('back')}</Button> : null}
                <Button size={48} look="quiet" icon="close" onPress={() => carried.letGo(gesture)}>{t('letGo')}</Button>
              </Entry>
            ))}
          </ul>
        </section>
      ) : null}
      {moved.shown.length + moved.away.length > 0 ? (
        <section className="rd-carried-part">
          <h3 className="ph-lg ph-strong">{t('moved', { count: moved.shown.length })}</h3>
          {moved.away.length > 0 ? <p className="ph-sm ph-2">{t('movedAway', { count: moved.away.length })}</p> : null}
          <ButtonRow align="fill">
            {moved.shown.length > 0 ? <Button size={48} icon="folder" onPress={carried.putAllAway}>{t('putAllAway')}</Button> : null}
            {moved.away.length > 0 ? <Button size={48} icon="undo" onPress={carried.bringAllBack}>{t('bringAllBack')}</Button> : null}
          </ButtonRow>
        </section>
      ) : null}
    </Dialog>
  );
}

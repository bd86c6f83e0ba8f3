/** An open paper on the screen: bars, rail, page area, toolbar, strip or sheet, and the questions they ask. */
import { useCallback, useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import { PAGE_UNITS } from '@shared/protocol/ink';
import type { InkLayer } from '@shared/protocol/ink';
import type { InkTool } from '@shared/rules/pen-state';
import { fromShown } from '@shared/rules/viewport';
import type { PageSize } from '@shared/rules/viewport';
import type { InkSurface } from '~/tablet/ink/ink-surface';
import type { Mark } from '~/tablet/ink/ink-model';
import type { InkStorage } from '~/tablet/ink/ink-storage';
import { BLACK, BLUE, VERMILION, VIOLET, pensOf } from '~/tablet/ink/palette';
import type { FoldedText } from '@shared/language/folded-text';
import type { PageHit } from '~/tablet/reader/document-search';
import { PageCanvases } from '~/tablet/reader/page-canvases';
import type { PageCondition } from '~/tablet/reader/page-canvases';
import { PagePictures } from '~/tablet/reader/page-pictures';
import type { PdfSource } from '~/tablet/reader/pdf-source';
import { rememberPlace, rememberedPlace } from '~/tablet/reader/place-memory';
import { ReaderView } from '~/tablet/reader/reader-view';
import { Thumbnails } from '~/tablet/reader/thumbnails';
import { TopBar } from '~/ui/bars';
import { Button, IconButton, LinkButton } from '~/ui/button';
import { displayOfPage, DisplaySheet } from '~/ui/display-sheet';
import { BottomSheet } from '~/ui/dialog';
import { pageNumber } from '@shared/rules/pack-numbers';
import { useTexts } from '~/ui/i18n';
import { useToast } from '~/ui/toast';
import type { CarriedGesture } from './carried/carried-marks';
import { CarriedPanel } from './carried/carried-panel';
import { PlacingBar } from './carried/placing-bar';
import { useCarried } from './carried/use-carried';
import { FollowBar } from './follow-bar';
import { PageArea } from './page-area';
import { GoToDialog, KeysDialog, LayerDialog, MarksDialog, NoteDialog, RefusedDialog, ShareDialog, ViewDialog } from './reader-dialogs';
import type { PreparedGesture } from './prepared/prepared-marks';
import { PreparedLegend, PreparedPanel } from './prepared/prepared-panel';
import { usePrepared } from './prepared/use-prepared';
import type { ReaderProps } from './reader-props';
import { ReaderRail } from './reader-rail';
import { ReaderState } from './reader-state';
import { SearchBar } from './search-bar';
import { readerTexts } from './texts';
import { ThumbStrip } from './thumb-strip';
import { Toolbar } from './toolbar';
import { useClosing } from './use-closing';
import { useFollowing } from './use-following';
import { useInk } from './use-ink';
import { usePullUp } from './use-pull-up';
import { useReaderKeys } from './use-reader-keys';
import { useReaderLayout } from './use-reader-layout';

/** Scrolling within this time of a wheel, finger or drag is the hand's. */
const HAND_MS = 2_500;
/** CSS pixels a resting hand may shift the page by without meaning it. */
const SHIFT = 24;

type Panel = 'none' | 'display' | 'goto' | 'view' | 'layer' | 'share' | 'refused' | 'marks' | 'keys' | 'rail' | 'prepared';

interface OpenNote {
  readonly page: number;
  readonly mark: Mark | null;
  readonly at: { readonly x: number; readonly y: number };
}

export function ReaderScreen(props: ReaderProps & { source: PdfSource; first: PageSize; storage: InkStorage }) {
  const { document: paper, me, preparing, source, first, storage, transport, session: sitting, permissions, follow, names } = props;
  const t = useTexts(readerTexts);
  const toast = useToast();
  const redraw = useRef<() => void>(() => undefined);
  const surface = useRef<InkSurface | null>(null);
  const content = useRef<HTMLDivElement>(null);
  const onPlace = useRef(props.onPlace);
  onPlace.current = props.onPlace;

  const view = useMemo(() => {
    const start = props.startPage !== undefined ? { page: props.startPage, offset: 0, zoom: 'width' as const } : rememberedPlace(me.id, paper.id) ?? props.startPlace;
    return new ReaderView(source.pages, first, (place) => {
      rememberPlace(me.id, paper.id, place);
      onPlace.current?.(place);
    }, start);
    // The place to begin with counts once.
    // eslint-disable-next-line react-hooks/exhaustive-deps -- see above
  }, [source, first, me.id, paper.id]);
  const [conditions, setConditions] = useState<ReadonlyMap<number, PageCondition>>(new Map());
  const drawing = useMemo(() => {
    const pictures = paper.pictured === undefined || paper.pictured.length === 0 ? null : new PagePictures(paper.url, paper.pictured);
    const canvases = new PageCanvases(source, pictures, (page, condition) => setConditions((before) => new Map(before).set(page, condition)));
    return { pictures, canvases, thumbnails: new Thumbnails(source, canvases, pictures) };
    // Which pages have pictures is settled with the version of the paper, as its address is.
    // eslint-disable-next-line react-hooks/exhaustive-deps -- see above
  }, [source]);
  useEffect(() => {
    const leave = (): void => view.flushPlace();
    window.addEventListener('pagehide', leave);
    return () => {
      window.removeEventListener('pagehide', leave);
      leave();
    };
  }, [view]);
  useClosing(drawing, () => {
    drawing.canvases.close();
    drawing.thumbnails.close();
    drawing.pictures?.close();
  });

  const redrawNow = useCallback(() => redraw.current(), []);
  const ink = useInk(paper.inkId, preparing?.ownerId ?? me.id, transport, storage, redrawNow);
  const { summary, client } = ink;
  const prepared = usePrepared(summary.closed ? undefined : props.prepared, client, me.id, transport, storage);
  const [preparedAsked, setPreparedAsked] = useState<PreparedGesture | null>(null);
  const latestPrepared = useRef(prepared);
  latestPrepared.current = prepared;
  const preparedOnPage = useMemo(() => ({ layers: prepared.layers, onAdopt: (gesture: PreparedGesture) => latestPrepared.current.adopt([gesture]), onRead: setPreparedAsked }), [prepared.layers]);
  const snapshot = useSyncExternalStore(view.subscribe, view.snapshot);
  const { current } = snapshot;
  const numbers = props.numbers ?? [];
  const changed = useMemo(() => new Set(props.changedPages ?? []), [props.changedPages]);
  const own = numbers.find(({ documentId }) => documentId === paper.id);
  const numberWord = own ? <span className="rd-number ph-num ph-sm">{t('numberNow', { number: pageNumber(own, current - 1) })}</span> : null;

  const [tool, setTool] = useState<InkTool>('hand');
  const [layer, setLayer] = useState<InkLayer>('private');
  const [colors, setColors] = useState<Record<InkLayer, number>>({ private: BLUE, shared: VERMILION });
  const [penMode, setPenMode] = useState(false);
  const [panel, setPanel] = useState<Panel>('none');
  const [note, setNote] = useState<OpenNote | null>(null);
  const [searching, setSearching] = useState(props.find !== undefined);
  const [found, setFound] = useState<{ hits: readonly PageHit[]; hit: PageHit | null }>({ hits: [], hit: null });
  // The texts belong to the paper: another one begins with none.
  // eslint-disable-next-line react-hooks/exhaustive-deps -- see above
  const folded = useMemo(() => new Map<number, FoldedText>(), [source]);
  // Before the first answer nobody knows; without a network what was known counts.
  const mayShare = !permissions.share ? 'no' : summary.joined ? (summary.canShare || summary.status !== 'online' ? 'yes' : 'no') : summary.status === 'online' ? 'unknown' : 'yes';
  const canShare = mayShare === 'yes';
  const close = useCallback(() => setPanel('none'), []);
  // With the right to the paper goes what was made of its marks (documents D51).
  const doors = summary.closed ? undefined : props.carried;
  const carried = useCarried(doors, client, canShare);
  const signs = useMemo(() => (prepared.signs.size === 0 ? carried.signs : new Map([...prepared.signs, ...carried.signs])), [prepared.signs, carried.signs]);
  const [askedAbout, setAskedAbout] = useState<CarriedGesture | null>(null);
  const openCarried = doors?.onOpen;
  const closeCarried = useCallback(() => { setAskedAbout(null); openCarried?.(false); }, [openCarried]);

  // Leaving a presentation sets the layer back to private.
  const presenting = follow.presenting;
  useEffect(() => setLayer('private'), [presenting]);
  useEffect(() => {
    if (!canShare) setLayer('private');
  }, [canShare]);

  const hand = useRef({ until: 0, from: 0 });
  const fadeTo = useCallback((page: number, faded: boolean) => {
    hand.current.until = 0;
    view.goTo(page, { jump: !faded });
    if (faded) content.current?.querySelector('.rd-scroller')?.animate([{ opacity: 0.15 }, { opacity: 1 }], { duration: 160, easing: 'ease-out' });
  }, [view]);
  const following = useFollowing(follow, paper.id, current, fadeTo);
  const layout = useReaderLayout();
  const { moved } = following;
  const go = useCallback((page: number) => {
    view.goTo(page, { jump: true });
    moved(page);
  }, [view, moved]);
  const turn = useCallback((direction: 1 | -1) => {
    view.turn(direction);
    moved(Math.min(view.total, Math.max(1, view.snapshot().current)));
  }, [view, moved]);
  // A wheel or a finger comes before the scrolling it causes, which runs on after the hand has left.
  const onMoved = useCallback(() => {
    const now = performance.now();
    const from = now < hand.current.until ? hand.current.from : view.scrollTop();
    hand.current = { until: now + HAND_MS, from };
  }, [view]);
  const onScroll = useCallback((top: number) => {
    if (performance.now() < hand.current.until && Math.abs(top - hand.current.from) > SHIFT) moved(null);
  }, [moved]);
  const back = useCallback(() => {
    if (view.back()) moved(view.snapshot().current);
  }, [view, moved]);

  const onHits = useCallback((hits: readonly PageHit[], hit: PageHit | null) => {
    setFound((before) => {
      if (hit !== null && hit !== before.hit && !view.snapshot().mounted.includes(hit.page)) view.goTo(hit.page, { jump: true });
      return { hits, hit };
    });
  }, [view]);

  /** The middle of what is in view, in units of its page. */
  const middle = (): { page: number; x: number; y: number } => {
    const { page, offset } = view.middle();
    const at = fromShown({ x: 0.5, y: offset }, view.size(page).rotate + snapshot.rotation);
    return { page: page - 1, x: Math.round(at.x * PAGE_UNITS), y: Math.round(at.y * PAGE_UNITS) };
  };
  const addNote = (): void => {
    const { page, ...at } = middle();
    setNote({ page: page + 1, mark: null, at });
  };

  useReaderKeys({
    onTurn: turn,
    onEdge: (edge) => go(edge === 'first' ? 1 : view.total),
    onGoTo: () => setPanel('goto'),
    onBack: back,
    onFollow: () => (follow.following ? follow.onLeave() : following.comeBack()),
    onTool: (next) => {
      if (!permissions.annotate) return;
      // A second N, without a pen or mouse to aim, puts the note on the page being read.
      if (next === 'note' && tool === 'note') addNote();
      setTool(next);
    },
    onUndo: () => client.undo(),
    onRedo: () => client.redo(),
    onZoom: (to) => (to === 'width' ? view.fit('width') : view.zoomBy(to)),
    onSearch: () => setSearching(true),
    onHelp: () => setPanel('keys'),
  }, note === null, props.letterKeys ?? true);

  // The page on view when it was asked, whatever the presenter turns to meanwhile.
  const [asked, setAsked] = useState(1);
  const ownPrivate = panel === 'share' ? client.model.marksOf(asked - 1).filter((mark) => mark.own && mark.layer === 'private') : [];
  const share = (): void => {
    const page = asked;
    const ids = new Set(client.moveTo('shared', ownPrivate));
    close();
    toast({ text: t('sharedDone', { count: ids.size, page }), icon: 'presenting', onUndo: () => unshare(client.model.marksOf(page - 1).filter(({ opId }) => ids.has(opId)), false) });
  };
  const unshare = (marks: readonly Mark[], tell = true): void => {
    client.moveTo('private', marks);
    if (tell) toast({ text: t('unsharedDone'), icon: 'private', onUndo: () => client.undo() });
  };
  const saveNote = (text: string): void => {
    if (note === null) return;
    const before = note.mark?.op.kind === 'note' ? note.mark.op : null;
    const op = { kind: 'note' as const, page: note.page - 1, color: preparing ? VIOLET : before?.color ?? BLACK, x: note.at.x, y: note.at.y, text };
    client.add(note.mark?.layer ?? layer, [op], note.mark === null ? [] : [note.mark.opId]);
    setNote(null);
  };
  const look = preparing ? 'prepared' : layer;
  const choice = useMemo(() => (preparing ? { layer, color: VIOLET, isOnly: true } : { layer, color: colors[layer] }), [preparing, layer, colors]);
  const followBar = (
    <FollowBar bar={following.bar} follow={follow} onReturn={following.comeBack} onOpenPresented={() => props.onOpenDocument(follow.docId, follow.page)} />
  );
  const rail = (
    <ReaderRail session={sitting} siblings={props.siblings} currentId={paper.id} page={current} total={view.total} onOpen={(id) => { close(); if (id !== paper.id) props.onOpenDocument(id); }} />
  );
  const agenda = sitting.onAgenda === undefined && props.siblings.length === 0
    ? <LinkButton href={sitting.backHref} size={48} icon="agenda">{t('agenda')}</LinkButton>
    : <Button size={48} icon="agenda" onPress={() => setPanel('rail')}>{t('agenda')}</Button>;
  // A document that stands by itself has nothing beside it.
  const hasRail = !layout.stacked && props.siblings.length + sitting.pulse.length > 0;
  const pullUp = usePullUp(() => setPanel('rail'));
  const speak = sitting.onSpeak === undefined ? null : <Button size={48} icon="speak" onPress={sitting.onSpeak}>{t('speak')}</Button>;

  return (
    <div className="rd-screen" ref={content} data-stacked={layout.stacked || undefined} data-phone={layout.phone || undefined} data-preparing={preparing ? true : undefined}>
      <TopBar
        backHref={sitting.backHref} backLabel={t('backToAgenda')}
        context={layout.stacked ? `${sitting.item}, ${sitting.title}` : sitting.item} title={layout.stacked ? paper.title : sitting.title}
        middle={layout.stacked ? null : followBar}
        end={(
          <>
            {layout.stacked ? null : speak}
            <IconButton icon="search" label={t('search')} isSelected={searching} onPress={() => setSearching((open) => !open)} />
            <IconButton icon="textSize" label={t('viewMenu')} onPress={() => setPanel('view')} />
          </>
        )}
      />
      {props.line}
      <div className="rd-body" data-bare={!hasRail || undefined}>
        {!hasRail ? null : <nav className="rd-rail" aria-label={t('papers')}>{rail}</nav>}
        <main id="main" className="rd-desk">
          {searching ? <SearchBar source={source} total={view.total} from={current} folded={folded} asked={props.find} onHits={onHits} onClose={() => setSearching(false)} /> : null}
          {layout.stacked && following.bar.state !== 'none' ? <div className="rd-follow-row">{followBar}</div> : null}
          <PageArea
            source={source} view={view} canvases={drawing.canvases} conditions={conditions} thumbnails={drawing.thumbnails} original={drawing.pictures?.original} watermark={props.watermark} ink={ink} redraw={redraw}
            insets={layout.insets} tool={carried.placing !== null ? 'note' : permissions.annotate ? tool : 'hand'} signs={signs} onAsk={setAskedAbout} prepared={preparedOnPage} citations={props.citations} choice={choice} penMode={penMode} names={names} hits={found.hits} hit={found.hit}
            surfaceRef={surface} label={paper.title} onPenMode={setPenMode} onWriting={following.wrote} onMoved={onMoved} onScroll={onScroll} writable={permissions.annotate} onHighlight={(ops) => client.add(layer, preparing ? ops.map((op) => ({ ...op, color: VIOLET })) : ops)}
            onNoteAt={(at) => (carried.placing !== null ? carried.placeAt(at) : setNote({ page: at.page + 1, mark: null, at }))}
            onNote={(mark) => { if (mark.op.kind === 'note') setNote({ page: mark.op.page + 1, mark, at: mark.op }); }}
          >
            {carried.placing !== null ? <PlacingBar page={current} onHere={() => carried.placeAt(middle())} onStop={() => carried.startPlacing(null)} /> : permissions.annotate ? (
              <Toolbar
                tool={tool} color={preparing ? VIOLET : pensOf(layer).includes(colors[layer]) ? colors[layer] : BLUE} layer={look} canUndo={summary.canUndo} canPoint={permissions.present && presenting}
                onTool={setTool} onUndo={() => client.undo()} onLayer={preparing ? undefined : () => { setAsked(current); setPanel('layer'); }}
                onColor={(color) => {
                  setColors((before) => ({ ...before, [layer]: color }));
                  if (tool !== 'pen') setTool('pen');
                }}
              />
            ) : null}
          </PageArea>
          <ReaderState
            summary={summary} layer={layer} penMode={penMode} cameFrom={snapshot.cameFrom} onBack={back}
            onLeavePenMode={() => surface.current?.leavePenMode()} onRefused={() => setPanel('refused')}
          ><PreparedLegend layers={prepared.layers} onOpen={() => setPanel('prepared')} />
          </ReaderState>
          {layout.stacked ? (
            <footer className="rd-foot" {...pullUp}>
              <span className="rd-grab" aria-hidden="true" />
              {agenda}
              <div className="rd-foot-pages">
                <IconButton icon="previous" look="sec" label={t('previousPage')} isDisabled={current <= 1} onPress={() => turn(-1)} />
                <button type="button" className="rd-page-count ph-num" onClick={() => setPanel('goto')}>{t('pageOf', { page: current, total: view.total })}</button>
                {numberWord}
                <IconButton icon="next" look="sec" label={t('nextPage')} isDisabled={current >= view.total} onPress={() => turn(1)} />
              </div>
              {speak ?? <span />}
            </footer>
          ) : (
            <footer className="rd-foot">
              <ThumbStrip changed={changed} numbers={own}
                total={view.total} current={current} presented={follow.presenterName !== null && follow.docId === paper.id ? follow.page : null}
                thumbnails={drawing.thumbnails} client={client} onPage={go} onTurn={turn}
              />
              <Button size={48} className="rd-goto-button" onPress={() => setPanel('goto')}>{t('goTo')}</Button>
              {numberWord}
            </footer>
          )}
        </main>
      </div>
      {panel === 'goto' ? <GoToDialog isOpen onClose={close} total={view.total} initial="" onGo={(page) => { close(); go(page); }} numbers={numbers} documentId={paper.id} onOther={(id, page) => { close(); props.onOpenDocument(id, page); }} /> : null}
      <ViewDialog
        isOpen={panel === 'view'} onClose={close} view={view} percent={Math.round(snapshot.scale * 75)} zoom={snapshot.zoom} onGoTo={() => setPanel('goto')}
        onMarks={() => setPanel('marks')} onDisplay={() => setPanel('display')} onCarried={openCarried && (() => { close(); openCarried(true); })} onKeys={() => setPanel('keys')} canRedo={summary.canRedo} onRedo={() => client.redo()}
      />
      <LayerDialog
        isOpen={panel === 'layer'} onClose={close} layer={layer} mayShare={mayShare} page={asked} client={client}
        onLayer={(next) => { setLayer(next); close(); }} onShare={() => setPanel('share')} onUnshare={(marks) => { close(); unshare(marks); }}
      />
      {panel === 'share' && ownPrivate.length > 0 ? <ShareDialog marks={ownPrivate} page={asked} view={view} client={client} preview={drawing.thumbnails.url(asked)} onClose={close} onShare={share} /> : null}
      <MarksDialog isOpen={panel === 'marks'} onClose={close} client={client} onPage={(page) => { close(); go(page); }} onAdd={permissions.annotate ? () => { close(); addNote(); } : undefined} page={current} />
      {panel === 'display' ? <DisplaySheet isOpen onClose={close} preferences={displayOfPage()} /> : null}
      <KeysDialog isOpen={panel === 'keys'} onClose={close} />
      {doors !== undefined && (doors.isOpen || askedAbout !== null) ? (
        <CarriedPanel
          carried={carried} client={client} isBehind={doors.state.isBehind} only={askedAbout} canShare={canShare} baseUrl={doors.baseUrl} trouble={doors.trouble}
          onPage={(page) => { closeCarried(); go(page); }} onPlace={(gesture) => { closeCarried(); carried.startPlacing(gesture); }} onClose={closeCarried}
        />
      ) : null}
      {panel === 'prepared' || preparedAsked !== null ? (
        <PreparedPanel prepared={prepared} page={current} only={preparedAsked} onPage={(page) => { close(); go(page); }} onClose={() => { setPreparedAsked(null); if (panel === 'prepared') close(); }} />
      ) : null}
      <RefusedDialog refused={panel === 'refused' ? summary.refused : []} client={client} onClose={close} />
      <BottomSheet isOpen={panel === 'rail'} onClose={close} title={sitting.title} note={sitting.item}>{rail}</BottomSheet>
      {note === null ? null : (
        <NoteDialog
          key={note.mark?.opId ?? 'new'} note={{ page: note.page, mark: note.mark, author: names[note.mark?.authorId ?? me.id] ?? '' }} layer={layer} preparedFor={preparing?.name}
          onClose={() => setNote(null)} onSave={saveNote}
          onDelete={() => { if (note.mark !== null) client.erase([note.mark.opId]); setNote(null); }}
        />
      )}
    </div>
  );
}

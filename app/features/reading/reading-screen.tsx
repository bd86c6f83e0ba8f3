import { useNavigate } from '@remix-run/react';
import { Suspense, useEffect, useMemo, useRef, useState } from 'react';
import type { LiveResult, QueryResult } from '../../../server/application';
import { SocketInkTransport } from '~/tablet/ink/socket-transport';
import { forgetPaper, sweepDevice } from '~/tablet/forget-device';
import { connection } from '~/tablet/live/socket';
import { useLiveMeeting, type LiveMeeting } from '~/tablet/live/use-live-meeting';
import { ConnectionLine, useStandingLine } from '~/ui';
import { useFormats, useLanguage, useTexts, type Translate } from '~/ui/i18n';
import { commandFields, newCommandId, useCommand } from '../../commands';
import { type PaperVerdict, SignedLine } from '../authenticity';
import { LiveEndNotice } from '../errors';
import { CitationSheet, useCitations } from '../library';
import { type PulseLine, Reader, type ReaderFollow, type ReaderProps, ReaderShell, useClosing } from '../reader';
import { voteToTell } from '../sitting';
import { ballotTexts, verdictWords, votingTexts } from '../voting';
import { deviceId } from './device';
import { readingTexts } from './texts';
import { useCarriedMarks } from './use-carried-marks';
import { PaperGone } from './paper-gone';
import { useStillThere } from './use-still-there';
import { VersionLine } from './version-line';

type Sitting = LiveResult<'sitting.live'>;
type OpenedPaper = QueryResult<'documents.open'>;

export interface ReadingScreenProps {
  paper: OpenedPaper;
  sitting: Sitting;
  me: { personId: string; fullName: string; deviceKey: string };
  canShare: boolean;
  canPresent: boolean;
  names: Record<string, string>;
  /** What became of marks of earlier versions. */
  carried: QueryResult<'annotations.carried'>;
  /** What somebody prepared for the reader. */
  prepared: QueryResult<'annotations.prepared'>;
  startPage?: number;
  /** Numbers of pages through the session. */
  numbers: QueryResult<'packs.numbers'>;
  /** Null: the version is not signed. */
  verdict: PaperVerdict | null;
  /** Who reads and since when, drawn across each page. */
  watermark: string | undefined;
  /** What was searched for in all sessions and led here. */
  find?: string;
  /** The version asked for by the address. */
  version?: number;
  /** This page was opened to follow the presenter. */
  follow: boolean;
}

const PLACE_QUIET_MS = 1_500;

const itemWord = (item: OpenedPaper['item'], t: Translate<(typeof readingTexts)['vi']>): string => (item?.number ? t('itemNumber', { number: item.number }) : t('general'));

/** A paper in its session: the reader, joined to what the sitting shows and to the ink of everybody. */
export function ReadingScreen(props: ReadingScreenProps) {
  const t = useTexts(readingTexts);
  const [inBrowser, setInBrowser] = useState(false);
  useEffect(() => setInBrowser(true), []);
  const { item, document, meeting } = props.paper;
  const waiting = <ReaderShell backHref={`/meetings/${meeting.id}`} item={itemWord(item, t)} title={document.title} />;
  if (!inBrowser) return waiting;
  return (
    <Suspense fallback={waiting}>
      <JoinedReader key={`${props.paper.document.id} ${props.version ?? ''}`} {...props} />
    </Suspense>
  );
}

function JoinedReader({ paper: loaded, numbers, verdict, watermark, sitting, me, canShare, canPresent, names, carried: loadedCarried, prepared, startPage, find, follow: opensFollowing }: ReadingScreenProps) {
  const t = useTexts(readingTexts);
  // What is read stays under the pen: a version that comes meanwhile is offered, never put in its place.
  const [paper] = useState(loaded);
  const meetingId = paper.meeting.id;
  const live = useLiveMeeting<Sitting>(meetingId, sitting);
  const navigate = useNavigate();
  const [transport] = useState(() => new SocketInkTransport(connection()));
  useClosing(transport, () => transport.close());
  const base = `/meetings/${meetingId}`;
  const openDocument = (id: string, page?: number, following?: boolean): void => {
    const query = new URLSearchParams({ ...(page ? { page: String(page) } : {}), ...(following ? { follow: '1' } : {}) }).toString();
    navigate(`${base}/read/${id}${query ? `?${query}` : ''}`);
  };
  const follow = useFollow(live, paper, me.personId, opensFollowing, openDocument);
  const pulse = usePulse(live.view, paper, canPresent && !follow.presenting, base);
  const { document, file, item, papers, place } = paper;
  const url = `/files/documents/${document.id}/${document.number}`;
  const isThere = useStillThere(url, live.view.sight);
  const savePlace = usePlaceSaver(document.id, isThere);
  const carried = useCarriedMarks(paper, loadedCarried);
  const preparedInks = prepared.by.map(({ inkId }) => inkId).join(' ');
  const citations = useCitations({ meetingId });
  const isOld = document.number < paper.newest;
  const newest = live.view.replaced.find(({ id, version }) => id === document.id && version > paper.newest) ?? { version: paper.newest, reason: paper.versions[0]?.reason ?? null };
  const reader: ReaderProps = {
    document: { id: document.id, title: document.title, pages: document.pages, inkId: document.inkId, url, pictured: paper.pictures.map(({ page }) => page) },
    numbers,
    watermark,
    changedPages: paper.changed?.pages,
    siblings: papers.map(({ id, title, pages }) => ({ id, title, pages })),
    session: { item: itemWord(item, t), title: item?.title ?? paper.meeting.title, backHref: base, pulse },
    permissions: { annotate: !isOld, share: canShare && !isOld, present: canPresent && !isOld },
    transport,
    me: { id: me.personId, name: me.fullName, deviceKey: me.deviceKey },
    names,
    follow,
    carried,
    prepared,
    citations: citations.doors,
    onOpenDocument: openDocument,
    startPlace: place ? { page: place.page, offset: place.offset, zoom: place.zoom === 1 ? 'width' : place.zoom } : undefined,
    startPage,
    find,
    onPlace: savePlace,
  };
  useEffect(() => {
    if (live.end === 'signed_out') void sweepDevice(null);
    if (live.end !== 'closed' && isThere) return;
    void forgetPaper(me.personId, document.id, [...paper.versions.map(({ inkId }) => inkId), ...preparedInks.split(' ').filter(Boolean)]);
    if (!isThere) return;
    // Refused now; the answer tells the browser to drop its copies.
    void fetch(url, { cache: 'no-store', headers: { Range: 'bytes=0-0' } }).catch(() => undefined);
  }, [live.end, isThere, me.personId, document.id, url, paper.versions, preparedInks]);
  const standing = useStandingLine();
  if (!isThere) return <PaperGone backHref={base} />;
  const lost = live.status === 'reconnecting' || live.status === 'offline' ? live.status : null;
  const line = live.end !== null ? <LiveEndNotice end={live.end} /> : lost !== null ? <ConnectionLine state={lost}>{t(lost)}</ConnectionLine> : null;
  return (
    <>
      <Reader key={file.sha256} {...reader} line={<>{standing}{line}{verdict ? <SignedLine verdict={verdict} reportHref={`${base}/read/${document.id}/signatures?version=${document.number}`} /> : null}<VersionLine paper={paper} newest={newest} carried={carried} onOpen={(version) => navigate(`?version=${version}`, { replace: true })} compareHref={(from, to) => `${base}/compare/${document.id}?from=${from}&to=${to}`} /></>} />
      <CitationSheet lit={citations.opened} onClose={citations.close} />
    </>
  );
}

/** Joins following and presenting to the sitting: the page of the presenter, and the way to it and away. */
function useFollow(live: LiveMeeting<Sitting>, paper: OpenedPaper, myId: string, opensFollowing: boolean, open: (id: string, page?: number, following?: boolean) => void): ReaderFollow {
  const [following, setFollowing] = useState(opensFollowing);
  const { run } = useCommand<'sitting.stop-presenting'>({ page: `/meetings/${paper.meeting.id}/read/${paper.document.id}` });
  // Of a sitting that is followed no longer nothing is known: nobody is said to present in it.
  const presentation = live.end === null ? live.view.presentation : null;
  const shown = presentation && live.page?.documentId === presentation.documentId ? live.page.page : (presentation?.page ?? 1);
  const presenting = presentation?.personId === myId && presentation.documentId === paper.document.id;
  const elsewhere = presentation !== null && presentation.documentId !== paper.document.id;
  const writing = useRef(false);
  useEffect(() => {
    // F1 also from one paper to another: while the pen is at work the paper is offered, not opened.
    if (following && !presenting && elsewhere && presentation && !writing.current) open(presentation.documentId, shown, true);
    // Only a change of the presented paper moves a follower to another one.
    // eslint-disable-next-line react-hooks/exhaustive-deps -- see above
  }, [following, presentation?.documentId]);
  return {
    presenterName: presentation?.name ?? null,
    docId: presentation?.documentId ?? paper.document.id,
    docTitle: elsewhere ? presentation.documentTitle : undefined,
    page: shown,
    following: following && presentation !== null && !presenting,
    presenting,
    onFollow: () => {
      setFollowing(true);
      if (elsewhere) open(presentation.documentId, shown, true);
    },
    onLeave: () => setFollowing(false),
    onWriting: (down) => { writing.current = down; },
    onPresentedPage: (page) => void live.presentPage(paper.document.id, page),
    onStopPresenting: () => run('sitting.stop-presenting', {}),
  };
}

/** What the sitting does now, in a few lines beside the page. */
function usePulse(view: Sitting, paper: OpenedPaper, offersPresenting: boolean, base: string): PulseLine[] {
  const t = useTexts(readingTexts);
  const tv = useTexts(votingTexts);
  const tb = useTexts(ballotTexts);
  const language = useLanguage();
  const f = useFormats();
  const navigate = useNavigate();
  const { run } = useCommand<'sitting.start-presenting'>({ page: `${base}/read/${paper.document.id}` });
  return useMemo(() => {
    if (view.meeting.state !== 'in_session') return [];
    const current = view.items.find(({ id }) => id === view.currentItemId);
    const vote = voteToTell(view, view.takenAt);
    const words = vote && verdictWords(vote, tv, tb, language);
    const lines: PulseLine[] = [
      {
        icon: 'clock',
        title: current?.number ? t('nowItem', { number: current.number }) : t('nowOther'),
        detail: current?.expectedEnd ? t('until', { at: current.expectedEnd }) : t('openSitting'),
        onPress: () => navigate(`${base}/sitting`),
      },
      {
        icon: 'people',
        title: t('present', { present: view.attendance.quorum.present, members: view.attendance.quorum.members }),
        detail: t('quorum', { needed: view.attendance.quorum.needed }),
      },
      {
        icon: 'vote',
        title: vote?.state === 'open' ? t('voteNow') : (words?.word ?? t('votes')),
        detail: vote ? vote.text : t('voteNone'),
      },
    ];
    if (offersPresenting) {
      lines.push({
        icon: 'presenting',
        title: t('presentThis'),
        detail: t('presentThisDetail'),
        onPress: () => run('sitting.start-presenting', { documentId: paper.document.id, page: 1 }),
      });
    }
    return lines;
    // eslint-disable-next-line react-hooks/exhaustive-deps -- the formatters keep their identity
  }, [view, offersPresenting, base, paper.document.id, t, tv, tb, language, f]);
}

/** Tells the server where the reader is, when it has rested there for a moment; of a paper that is gone there is no place. */
function usePlaceSaver(documentId: string, isThere: boolean): NonNullable<ReaderProps['onPlace']> {
  const timer = useRef<ReturnType<typeof setTimeout>>();
  useEffect(() => () => clearTimeout(timer.current), [isThere]);
  return ({ page, offset, zoom }) => {
    clearTimeout(timer.current);
    if (!isThere) return;
    timer.current = setTimeout(() => {
      const device = deviceId();
      if (!device) return;
      const scale = typeof zoom === 'number' ? zoom : 1;
      const place = new URLSearchParams(commandFields('documents.save-place', { documentId, deviceId: device, page, offset, zoom: scale }, newCommandId()));
      // Past the router: a failure of its own requests may take the page away, and the tablet keeps its place anyhow.
      void fetch(`/meetings/-/read/${documentId}.data`, { method: 'POST', body: place, keepalive: true }).catch(() => undefined);
    }, PLACE_QUIET_MS);
  };
}

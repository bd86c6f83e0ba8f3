import { useNavigate } from '@remix-run/react';
import { Suspense, useEffect, useState } from 'react';
import type { QueryResult } from '../../../server/application';
import { SocketInkTransport } from '~/tablet/ink/socket-transport';
import { forgetPaper } from '~/tablet/forget-device';
import { connection } from '~/tablet/live/socket';
import { Notice, useStandingLine } from '~/ui';
import { useTexts } from '~/ui/i18n';
import { Reader, type ReaderFollow, type ReaderProps, ReaderShell, useClosing } from '../reader';
import { useCarriedMarks, VersionLine } from '../reading';
import { PreparingOver } from './preparing-over';
import { delegationTexts } from './texts';
import { useStillPrepared } from './use-still-prepared';

export interface PreparedReaderProps {
  leader: { id: string; name: string };
  inkId: string;
  paper: QueryResult<'documents.open'>;
  carried: QueryResult<'annotations.carried'>;
  watermark: string | undefined;
  version?: number;
  startPage?: number;
  me: { personId: string; fullName: string; deviceKey: string };
}

const nothing = (): void => undefined;
/** Who prepares follows nobody: the sitting is the leader's. */
const FOLLOW: Omit<ReaderFollow, 'docId'> = { presenterName: null, page: 1, following: false, presenting: false, onFollow: nothing, onLeave: nothing, onPresentedPage: nothing, onStopPresenting: nothing };

/** A paper as the leader sees it, with marks that are theirs to adopt. */
export function PreparedReader(props: PreparedReaderProps) {
  const t = useTexts(delegationTexts);
  const [inBrowser, setInBrowser] = useState(false);
  useEffect(() => setInBrowser(true), []);
  const { item, document, meeting } = props.paper;
  const waiting = <ReaderShell backHref={`/meetings/${meeting.id}/for/${props.leader.id}`} item={item?.number ? t('itemNumber', { number: item.number }) : t('generalPapers')} title={document.title} />;
  if (!inBrowser) return waiting;
  return (
    <Suspense fallback={waiting}>
      <JoinedReader key={`${document.id} ${props.version ?? ''}`} {...props} />
    </Suspense>
  );
}

function JoinedReader({ leader, inkId, paper: loaded, carried: loadedCarried, watermark, startPage, me }: PreparedReaderProps) {
  const t = useTexts(delegationTexts);
  // What is read stays under the pen, as in the own reader.
  const [{ paper, ink }] = useState({ paper: loaded, ink: inkId });
  const [transport] = useState(() => new SocketInkTransport(connection()));
  useClosing(transport, () => transport.close());
  const navigate = useNavigate();
  const { document, file, item, papers, meeting } = paper;
  const base = `/meetings/${meeting.id}/for/${leader.id}`;
  const carried = useCarriedMarks(paper, loadedCarried, leader.id);
  const still = useStillPrepared(base, [`${document.id}.${paper.newest}`]);
  const now = still?.find((one) => one.startsWith(`${document.id}.`));
  const isOver = now === undefined;
  const isOld = document.number < paper.newest;
  const standing = useStandingLine();
  useEffect(() => {
    if (isOver) void forgetPaper(me.personId, document.id, [ink]);
  }, [isOver, me.personId, document.id, ink]);
  if (isOver) return <PreparingOver />;
  const newest = Number(now.slice(document.id.length + 1));
  const reader: ReaderProps = {
    document: { id: document.id, title: document.title, pages: document.pages, inkId: ink, url: `/files/for/${leader.id}/documents/${document.id}/${document.number}`, pictured: paper.pictures.map(({ page }) => page) },
    watermark,
    changedPages: paper.changed?.pages,
    siblings: papers.map(({ id, title, pages }) => ({ id, title, pages })),
    session: { item: item?.number ? t('itemNumber', { number: item.number }) : t('generalPapers'), title: item?.title ?? meeting.title, backHref: base, pulse: [] },
    permissions: { annotate: !isOld, share: false, present: false },
    transport,
    me: { id: me.personId, name: me.fullName, deviceKey: me.deviceKey },
    preparing: { ownerId: leader.id, name: leader.name },
    names: { [leader.id]: leader.name, [me.personId]: me.fullName },
    follow: { ...FOLLOW, docId: document.id },
    carried,
    onOpenDocument: (id) => navigate(`${base}/read/${id}`),
    startPage,
  };
  return (
    <Reader
      key={file.sha256}
      {...reader}
      line={<>{standing}<Notice icon="personCheck">{t('readerNote', { name: leader.name })}</Notice><VersionLine paper={paper} newest={{ version: Math.max(newest, paper.newest), reason: paper.versions[0]?.reason ?? null }} carried={carried} onOpen={(version) => navigate(`?version=${version}`, { replace: true })} /></>}
    />
  );
}

import { useNavigate } from '@remix-run/react';
import { Suspense, useEffect, useState } from 'react';
import { Button, TextLink } from '~/ui';
import { useTexts } from '~/ui/i18n';
import { Reader, ReaderShell, type ReaderProps } from '../reader';
import { CitationSheet } from './citation-sheet';
import { EditEntry } from './edit-entry';
import { EntryChips, EntryState, useByWords, useEntryFacts, useEntryName, type OpenEntry } from './entry-words';
import { entryHref } from './library-place';
import { SILENT_INK } from './silent-ink';
import { libraryTexts } from './texts';
import { useCitations } from './use-citations';
import './library.css';

export interface EntryScreenProps {
  entry: OpenEntry;
  me: { personId: string; fullName: string; deviceKey: string };
  startPage: number | undefined;
  find: string | undefined;
}

const NOBODY: ReaderProps['names'] = {};

/** A document of the library in the reader, without marks: what it is and whether it holds stands above its pages. */
export function EntryScreen(props: EntryScreenProps) {
  const nameOf = useEntryName();
  const [inBrowser, setInBrowser] = useState(false);
  useEffect(() => setInBrowser(true), []);
  const waiting = <ReaderShell backHref="/library" item={nameOf(props.entry)} title={props.entry.title} />;
  if (!inBrowser) return waiting;
  return <Suspense fallback={waiting}><OpenDocument key={`${props.entry.id} ${props.startPage ?? ''} ${props.find ?? ''}`} {...props} /></Suspense>;
}

function OpenDocument({ entry, me, startPage, find }: EntryScreenProps) {
  const nameOf = useEntryName();
  const navigate = useNavigate();
  const citations = useCitations({ entryId: entry.id });
  const reader: ReaderProps = {
    document: { id: entry.id, title: entry.title, pages: entry.pages, inkId: entry.id, url: `/files/library/${entry.id}` },
    siblings: [],
    session: { item: nameOf(entry), title: entry.title, backHref: '/library', pulse: [] },
    permissions: { annotate: false, share: false, present: false },
    transport: SILENT_INK,
    me: { id: me.personId, name: me.fullName, deviceKey: me.deviceKey },
    names: NOBODY,
    follow: { presenterName: null, docId: entry.id, page: 1, following: false, presenting: false, onFollow: () => undefined, onLeave: () => undefined, onPresentedPage: () => undefined, onStopPresenting: () => undefined },
    citations: citations.doors,
    onOpenDocument: (id) => navigate(entryHref(id)),
    startPage,
    find,
  };
  return (
    <>
      <Reader key={entry.sha256} {...reader} line={<EntryLine entry={entry} />} />
      <CitationSheet lit={citations.opened} onClose={citations.close} />
    </>
  );
}

/** What the document is, and whether it holds. */
function EntryLine({ entry }: { entry: OpenEntry }) {
  const t = useTexts(libraryTexts);
  const [factsOf, byOf] = [useEntryFacts(), useByWords()];
  const [isEditing, setEditing] = useState(false);
  const by = byOf(entry);
  return (
    <section className="lb-line" aria-label={t('facts')}>
      <EntryState state={entry.state} />
      <EntryChips entry={entry} />
      <p className="ph-sm ph-2">{[factsOf(entry), by].filter(Boolean).join('. ')}</p>
      {entry.byId ? <TextLink href={entryHref(entry.byId)}>{t('openBy', { number: entry.byNumber })}</TextLink> : null}
      {entry.can.keep ? <Button size={48} icon="edit" onPress={() => setEditing(true)}>{t('edit')}</Button> : null}
      {isEditing ? <EditEntry entry={entry} onClose={() => setEditing(false)} /> : null}
    </section>
  );
}

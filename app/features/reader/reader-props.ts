/** What the reader needs from the route that opens it. */
import type { ReactNode } from 'react';
import type { CarriedDoors } from './carried/use-carried';
import type { ReaderPrepared } from './prepared/prepared-marks';
import type { IconName } from '~/ui/icon';
import type { InkTransport } from '~/tablet/ink/ink-connection';
import type { ReaderPlace } from '~/tablet/reader/reader-view';

export type { MarkSign } from './carried/carried-marks';

export interface ReaderDocument {
  readonly id: string;
  readonly title: string;
  readonly pages: number;
  /** Names the marks: each version of a paper has its own. */
  readonly inkId: string;
  /** Address on this host that answers range requests. */
  readonly url: string;
  /** Pages that are shown from pictures, which lie under `url`. */
  readonly pictured?: readonly number[];
  /** The bytes kept on this tablet, or null; asked before the network. */
  readonly kept?: () => Promise<ArrayBuffer | null>;
}

/** Numbers of a paper of the session, as they stand on paper. */
export interface NumberedPaper {
  readonly documentId: string;
  readonly first: number;
  readonly count: number;
  readonly pages: number;
}

export interface SiblingPaper {
  readonly id: string;
  readonly title: string;
  readonly pages: number;
  /** State in words ("Có bản mới"), shown after the number of pages. */
  readonly note?: string;
}

export interface PulseLine {
  readonly icon: IconName;
  readonly title: string;
  readonly detail: string;
  readonly onPress?: () => void;
}

export interface ReaderSession {
  /** "Nội dung 3". */
  readonly item: string;
  readonly title: string;
  readonly backHref: string;
  /** Clock, queue, votes: what the sitting does now. */
  readonly pulse: readonly PulseLine[];
  readonly onSpeak?: () => void;
  /** Opens the agenda where there is no rail (portrait); without it the button leads to `backHref`. */
  readonly onAgenda?: () => void;
}

export interface ReaderPermissions {
  /** May mark at all. */
  readonly annotate: boolean;
  /** May mark for everyone; the server's answer on joining can only narrow it. */
  readonly share: boolean;
  readonly present: boolean;
}

export interface ReaderFollow {
  /** Null when nobody presents. */
  readonly presenterName: string | null;
  readonly docId: string;
  /** Title of the presented document when it is another one. */
  readonly docTitle?: string;
  /** 1 is the first page. */
  readonly page: number;
  /** I follow. */
  readonly following: boolean;
  /** I present. */
  readonly presenting: boolean;
  readonly onFollow: () => void;
  readonly onLeave: () => void;
  /** My page while I present. */
  readonly onPresentedPage: (page: number) => void;
  readonly onStopPresenting: () => void;
  /** The pen came down, or has rested for a while: another paper must not take the page from under it. */
  readonly onWriting?: (writing: boolean) => void;
}

/** Marks of earlier versions on this one. */
export interface ReaderCarried extends CarriedDoors {
  /** Address of the paper without its version. */
  readonly baseUrl: string;
  /** What the server answered to the last word about one. */
  readonly trouble: ReactNode;
  readonly isOpen: boolean;
  readonly onOpen: (isOpen: boolean) => void;
}

/** A document that a page names, and that can be opened. */
export interface PageCitation {
  /** In the text of the page, from and to. */
  readonly start: number;
  readonly end: number;
  /** What a tap does, in words. */
  readonly label: string;
  /** It does not hold, or not all of it. */
  readonly isOver: boolean;
}

export interface CitationDoors {
  /** Null: nobody answered; it is asked again. */
  readonly find: (text: string, signal: AbortSignal) => Promise<readonly PageCitation[] | null>;
  /** Grows when pages should ask anew. */
  readonly round: number;
  readonly onOpen: (citation: PageCitation) => void;
}

export interface ReaderProps {
  /** Under the top bar: what is wrong with the connection. */
  readonly line?: ReactNode;
  readonly document: ReaderDocument;
  readonly siblings: readonly SiblingPaper[];
  /** Numbers of pages through all papers of the session; without them pages have their own alone. */
  readonly numbers?: readonly NumberedPaper[];
  /** Drawn across each page. */
  readonly watermark?: string;
  /** Pages on which something changed since the version read before. */
  readonly changedPages?: readonly number[];
  readonly session: ReaderSession;
  readonly permissions: ReaderPermissions;
  readonly transport: InkTransport;
  /** The key seals what this device keeps of the person's marks. */
  readonly me: { readonly id: string; readonly name: string; readonly deviceKey: string };
  /** Names for the tips of growing strokes and the heads of notes: person id → name. */
  readonly names: Readonly<Record<string, string>>;
  readonly follow: ReaderFollow;
  readonly carried?: ReaderCarried;
  /** What was prepared for the reader. */
  readonly prepared?: ReaderPrepared;
  /** The reader prepares for somebody: all marks are that person's and in one colour. */
  readonly preparing?: { readonly ownerId: string; readonly name: string };
  readonly citations?: CitationDoors;
  readonly onOpenDocument: (id: string, page?: number) => void;
  /** Place to begin with when this device remembers none, and a page asked for by the address, which wins. */
  readonly startPlace?: ReaderPlace;
  readonly startPage?: number;
  /** What was searched for in all sessions: marked from the beginning. */
  readonly find?: string;
  readonly onPlace?: (place: ReaderPlace) => void;
  /** False when the person switched single-letter keys off. */
  readonly letterKeys?: boolean;
}

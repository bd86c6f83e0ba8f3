import type { PdfPart } from '../pdf-part';

/**
 * Admission of an uploaded PDF. The file is untrusted: an implementation parses it outside the process that serves
 * the sitting, within limits of time and memory, and hands back facts only, never objects of the file.
 */

/** Things in a PDF that act, fetch or carry something else; reported as facts, some refused (see `refusedActive`). */
export const ACTIVE_CONTENT = [
  'javascript',
  'open_action',
  'additional_actions',
  'launch',
  /** A document beside this one by its relative name: opened by a link, or to be drawn into a page. */
  'sibling_file',
  'goto_remote',
  'goto_unc',
  'goto_embedded',
  'submit_form',
  'import_data',
  'thread',
  'media',
  'rich_media',
  'embedded_files',
  'xfa',
  'xfa_dynamic',
  'external_stream',
  'reference_xobject',
  'uri_unsafe',
] as const;

export type ActiveContent = (typeof ACTIVE_CONTENT)[number];

/** What a clerk should know of an accepted file without it being refused. */
export const PDF_FINDINGS = [
  /** Broken cross-references or objects were worked around; another program may show another document. */
  'repaired',
  /** Encrypted, opens without a password; cannot be signed or stamped as it is. */
  'owner_restricted',
  /** No text on page 1: the search for secrecy marks could not be made by the machine. */
  'no_text_first_page',
  /** Page 1 is a picture; marks of secrecy were looked for in what a machine read on it, which may be wrong. */
  'read_by_machine',
  /** A printer's job header or a MacBinary header stood before the PDF, other bytes behind it; neither is shown or served. */
  'data_before',
  'data_after',
  /** What some pages draw (text, a form, a picture, a font) is damaged; the pages are named. */
  'damaged_content',
  /** A word on page 1 may be a mark of secrecy: a person says that it is none before the file is taken. */
  'secrecy_doubt',
  /** Drawing some pages asks more than a tablet has; they are shown from pictures. */
  'heavy_pages',
] as const;

export const HEAVY_CAUSES = ['pixels', 'operators'] as const;

/** A page that asks more of a tablet than it has, and by how much: million pixels of its pictures, or drawing operators. */
export interface HeavyPage {
  page: number;
  cause: (typeof HEAVY_CAUSES)[number];
  figure: number;
}

export type PdfFinding = (typeof PDF_FINDINGS)[number];

export interface PdfFacts {
  /** Pages found by walking the page tree (`/Count` is never believed). */
  pages: number;
  /** Width and height of every page as shown (rotation and crop box applied), PDF points (1/72 inch). */
  sizes: [width: number, height: number][];
  /** e.g. `1.7`; the catalog's value wins over the header's. */
  version: string;
  active: ActiveContent[];
  findings: PdfFinding[];
  /** Number of digital signatures with a value. A signed file is never rewritten. */
  signatures: number;
  signed: boolean;
  encrypted: boolean;
  /** Form fields are present (AcroForm). */
  form: boolean;
  /** First page's text, NFC, lines by `\n`, cut at 4,000 characters. */
  textOfFirstPage: string;
  /** All pages hang on one node of the page tree: above 500 pages a rewritten (balanced) rendition opens faster. */
  flatPageTree: boolean;
  /** Largest image, million pixels. */
  largestImageMp: number;
  /** Pages (from 1, at most 20) on which a finding or active content was met, where it belongs to pages. */
  places?: Partial<Record<PdfFinding | ActiveContent, number[]>>;
  /** The part of the file that is shown and served, where other bytes stand around it. */
  part?: PdfPart;
  /** In the order of the pages. */
  heavy: HeavyPage[];
  /** Pages draw pictures: some of them may be nothing else. */
  pictured?: boolean;
  /** Page 1 is a picture without a text: only what is seen on it could bear a mark of secrecy. */
  firstIsScan?: boolean;
}

/** What is said of an accepted file. */
export interface PdfNote {
  kind: PdfFinding | ActiveContent;
  /** From 1; empty where it belongs to no page. */
  pages: number[];
}

export const notesOf = ({ findings, active, places }: Pick<PdfFacts, 'findings' | 'active' | 'places'>): PdfNote[] => [...findings, ...active].map((kind) => ({ kind, pages: places?.[kind] ?? [] }));

/** Pages named with one finding. */
export const PLACES_NAMED = 20;

/** Stable keys; the interface translates them, `params` fill the sentence. */
export const PDF_REFUSALS = [
  'documents.not_pdf',
  'documents.polyglot',
  'documents.encrypted',
  'documents.encrypted_for_certificates',
  'documents.encrypted_by_handler',
  'documents.encryption_unreadable',
  'documents.damaged',
  'documents.page_count_unclear',
  'documents.too_many_pages',
  'documents.page_too_large',
  'documents.image_too_large',
  'documents.too_complex',
  'documents.page_too_complex',
  'documents.active_content',
  'documents.form_only',
  'documents.secret_marking',
] as const;

export type PdfRefusal = (typeof PDF_REFUSALS)[number];

/** Comes with the finding `secrecy_doubt`. */
export interface SecrecyDoubt {
  /** 1-based. */
  page: number;
  /** The word with what stands around it; empty where nobody has looked: the page is a picture that no machine could read. */
  words: string;
}

export type PdfVerdict =
  | { ok: true; facts: PdfFacts; doubt?: SecrecyDoubt }
  | {
    ok: false;
    reason: PdfRefusal;
    /** `limit` and `found` with limits; `page` (1-based) where known; `kinds` (comma list) with active content; `mark` with secrecy marks; `end` (before, after) and `kind` with foreign data. */
    params: Readonly<Record<string, string | number>>;
    /** What the reader may do instead; `paper_only` = list the item as handed out on paper in the room. */
    offer?: 'paper_only';
  };

export interface PdfInspector {
  /**
   * Judges the file at an absolute path. Never throws for what the file contains; a hang or a crash of the parser is
   * a verdict (`documents.too_complex`). Rejects with `AbortError` when the signal fires, and with
   * `DomainError('unavailable', 'documents.inspector_unavailable')` when no child process can be started.
   */
  inspect(file: string, options?: { signal?: AbortSignal; memoryMb?: number }): Promise<PdfVerdict>;
}

/** Budgets of one document; C23 of the threat model. */
export const PDF_LIMITS = {
  pages: 3_000,
  /** PDF points: ISO 32000-1 Annex C, the largest page a reader must open. */
  pageSide: 14_400,
  /**
   * What decoding all pictures of one page may take on a tablet (see `imageCost`), bytes; above, the page is shown from a
   * picture. It is 35 million pixels in colour (A4 at 600 dpi), 50 million in gray, 60 million black and white.
   */
  imageBytesPerPage: 250_000_000,
  /** Pixels of one image; above, the file is refused. The server reads a thousand million in half a minute. */
  imagePixels: 1_000_000_000,
  /** Drawing operators of one page with its forms expanded, segments of paths counted as a quarter; above, the page is shown from a picture. */
  operatorsPerPage: 200_000,
  /** Above, the file is refused: on a tablet even the text of such a page takes too long. */
  operatorsDrawn: 1_000_000,
  /** Bytes of one content stream after decompression. */
  contentBytes: 64 * 1024 * 1024,
  /** Bytes of one object stream after decompression, and of all. */
  objectStreamBytes: 64 * 1024 * 1024,
  objectStreamBytesTotal: 256 * 1024 * 1024,
  /** Bytes of all content streams after decompression. */
  contentBytesTotal: 512 * 1024 * 1024,
} as const;

/**
 * A document of the administration as a list of blocks, for the `administrative` template, and the data of `invitation` and `programme`.
 * Texts are plain; a run gives weight or slant. Widths are millimetres, sizes points.
 */

export type Run = string | { s: string; b?: boolean; i?: boolean };
export type RichText = string | Run[];

export interface DocumentHeader {
  parentAgency?: string | null;
  /** One string per printed line, in capitals. */
  agency: string[];
  number?: string | null;
  notation?: string | null;
  placeDate?: string | null;
  /** Trích yếu of a công văn, without "V/v". */
  subject?: string | null;
}

export interface SignatureBlock {
  /** E.g. ["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"]. */
  authority: string[];
  note?: string;
  name: string;
  anchor?: string;
  sealAnchor?: string;
}

export interface TableColumn {
  /** null under a spanning cell of `head` that covers both header rows. */
  title: string | null;
  /** Millimetres, or share of what is left as `flex`. */
  width?: number;
  flex?: number;
  align?: 'left' | 'center' | 'right';
}

export interface TableRow { cells: RichText[]; kind?: 'plain' | 'group' | 'total' }

export interface TableBlock {
  t: 'table';
  caption?: string;
  unit?: string;
  columns: TableColumn[];
  /** First header row; its cells span columns (`span`) or both rows (`rows: 2`). */
  head?: Array<{ title: string; span?: number; rows?: number }>;
  /** Adds the row (1) (2) (3) … under the headings. */
  numberRow?: boolean;
  rows: TableRow[];
  size?: number;
  padY?: number;
}

export interface ChartBlock {
  t: 'chart';
  form: 'bar' | 'line';
  caption: string;
  unit: string;
  labels: string[];
  series: Array<{ name: string; values: number[] }>;
  height?: number;
  /** Lowest value of the axis; zero when left out. */
  floor?: number;
}

export type Block =
  | { t: 'header'; header: DocumentHeader; draft?: string; urgency?: 'HOẢ TỐC' | 'THƯỢNG KHẨN' | 'KHẨN' }
  | { t: 'title'; kind: string; abstract?: string | null }
  | { t: 'to'; list: string[] }
  | { t: 'p'; text: RichText; align?: 'left' | 'center' | 'right'; italic?: boolean }
  | { t: 'h'; text: string; level?: 1 | 2 | 3 | 4; centered?: boolean }
  | { t: 'article'; label: string; title: string }
  | TableBlock
  | ChartBlock
  | { t: 'annex'; label: string; title: string; reference?: string | null }
  | { t: 'signature'; signature: SignatureBlock; recipients?: string[] }
  | { t: 'break' }
  | { t: 'landscape'; blocks: Block[] };

/** Within NĐ 30/2020: size 13–14 pt, leading 0.15 (single) to 0.6 em (one and a half), paragraph spacing ≥ 6 pt; padY mm in table cells. */
export interface DocumentLayout { size?: number; leading?: number; spacing?: number; padY?: number }

export interface AdministrativeDocument { blocks: Block[]; layout?: DocumentLayout; testNote?: string | null }

/** Giấy mời (NĐ 30/2020, Mẫu 1.7). */
export interface InvitationDocument {
  header: DocumentHeader;
  abstract: string;
  opening: RichText;
  content: RichText;
  chair: RichText;
  time: RichText;
  place: RichText;
  attendees: RichText[];
  requests: RichText[];
  closing: RichText;
  signature: SignatureBlock;
  recipients: string[];
  annexes?: Block[];
  layout?: DocumentLayout;
  testNote?: string | null;
}

/** Chương trình phiên họp. */
export interface ProgrammeDocument {
  header: DocumentHeader;
  abstract: string;
  opening: RichText[];
  items: Array<{ time: string; content: RichText; presenter: string; documents: string; kind?: 'plain' | 'total' }>;
  closing: RichText[];
  signature: SignatureBlock;
  recipients: string[];
  layout?: DocumentLayout;
  testNote?: string | null;
}

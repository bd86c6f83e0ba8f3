/**
 * Sets plain data into paged documents. The data goes through a template; text is never interpreted as markup.
 * The files claim and meet PDF/A-3a (archives) and PDF/UA-1 (readers who listen), see docs/decisions/123.
 * One contract: same template, data and options give the same bytes.
 */

/** The page templates this installation ships. */
export const TEMPLATE_NAMES = ['administrative', 'minutes', 'counting', 'notice', 'invitation', 'programme'] as const;
export type TemplateName = (typeof TEMPLATE_NAMES)[number];

/** The file within the file that has what the document says for programs. */
export const FACTS_FILE = 'du-lieu.json';

/** A named place on a page, e.g. where a signature belongs. */
export interface TypesetAnchor {
  name: string;
  /** 1-based. */
  page: number;
  /** PDF points, origin at the bottom left of the page: left, bottom, right, top. */
  rect: [x0: number, y0: number, x1: number, y1: number];
}

export interface TypesetOptions {
  /** Written into the document information; the only time the output depends on. */
  createdAt: Date;
  title: string;
  author?: string;
  /** JSON text that rides along in the file, for programs; see {@link FACTS_FILE}. */
  facts?: string;
}

export interface TypesetResult {
  pdf: Uint8Array;
  pages: number;
  anchors: TypesetAnchor[];
}

export interface Typesetter {
  /**
   * @throws DomainError `rejected` `typeset.unsupported_characters` {characters} when the type faces have no glyph for a character of the data;
   *   `internal` `typeset.failed` {detail} when the template refuses the data; `unavailable` `typeset.stopped` after `stop()`.
   */
  render(template: TemplateName, data: unknown, options: TypesetOptions): Promise<TypesetResult>;
  /** Ends the threads; renders under way are refused with `typeset.stopped`. */
  stop(): Promise<void>;
}

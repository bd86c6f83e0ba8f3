import type { ActiveContent } from '../../kernel/ports/pdf-inspector';

/**
 * Active content that refuses a file. The viewer runs none of what is merely reported; these are refused because the
 * original can be downloaded and opened elsewhere, where they act without the reader's doing or leak credentials:
 * - `launch` starts a program; `import_data` reads a file of the reader's machine into the form;
 * - `external_stream`, `reference_xobject` pull bytes from a path or address while a page is drawn;
 * - `goto_unc` opens a network path: Windows answers with the user's password hash;
 * - `xfa_dynamic` has no pages of its own: every viewer but one shows "please wait" (refused with a sentence of its own).
 * Scripts, form submission, attachments, links and files beside this one (`sibling_file`) are common in honest office
 * files: reported, never executed or fetched.
 */
const REFUSED: ReadonlySet<ActiveContent> = new Set([
  'launch',
  'import_data',
  'external_stream',
  'reference_xobject',
  'goto_unc',
]);

/** The part of `active` that refuses the file, in the order given. */
export function refusedActive(active: readonly ActiveContent[]): ActiveContent[] {
  return active.filter((kind) => REFUSED.has(kind));
}

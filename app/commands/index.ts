/** The one door of pages to commands: what a page sends, what it keeps until it is delivered, and what it says when it was not. */
export { newCommandId } from './command-id';
export { CommandName } from './command-name';
export { DraftNotice } from './draft-notice';
export { inOrder } from './in-order';
export type { KeptText, KeptTexts } from './kept-text';
export { stayInPlace, unlessFailed } from './stay-in-place';
export { unreachedError } from './unreached-error';
export { UnsentNotice } from './unsent-notice';
export { useCommand, type Sender } from './use-command';
export { useDraft, type Draft } from './use-draft';
export { useKeptTexts } from './use-kept-texts';
export { useOrder } from './use-order';
export { VersionsNotice, type DifferentField } from './versions-notice';
export { commandFields, type ActionAnswer } from './wire';

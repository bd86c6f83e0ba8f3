export { CitationSheet } from './citation-sheet';
export { EntryScreen } from './entry-screen';
export { libraryPlace } from './library-place';
export { LibrarySection, type LibraryFound } from './library-results';
export { LibraryScreen } from './list-screen';
export { useCitations } from './use-citations';

export { readerOf as libraryReaderOf } from './access';
export { LIBRARY_CHANGED, LIBRARY_READ } from './events';
export { entriesAfter, entriesAmong, findEntry, textsOf, type LibraryEntry } from './repository';
export { presentEntry, type ShownEntry } from './present';

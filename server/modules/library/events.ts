/** Something was put into the library, changed, or taken out. Payload: entryId. */
export const LIBRARY_CHANGED = 'library.changed';
/** What pages say was read. Payload: entryId, from, to. */
export const LIBRARY_READ = 'library.read';

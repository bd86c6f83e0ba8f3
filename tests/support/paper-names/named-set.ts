/** File names as offices give them, with where each belongs. */
export interface NamedSet {
  items: readonly { number: number; title: string; unit: string }[];
  files: readonly {
    name: string;
    /** Number of the item; the session as a whole; or nobody could tell from what there is. */
    truth: number | 'session' | 'ask';
    /** Of its first page; without: a scan, or a file that is no PDF. */
    text?: string;
  }[];
}

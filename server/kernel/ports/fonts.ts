/** TrueType bytes of the administrative type face (Tinos, Times metrics; NĐ 30/2020, Phụ lục I), for what is drawn into a PDF. */
export interface AdministrativeFonts {
  readonly regular: Uint8Array;
  readonly italic: Uint8Array;
}

export interface Fonts {
  /** Read once and kept. */
  administrative(): Promise<AdministrativeFonts>;
}

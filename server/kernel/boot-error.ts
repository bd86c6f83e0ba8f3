/** A sentence in both languages, for the console before any page exists. */
export class BootError extends Error {
  readonly vi: string;
  readonly en: string;
  constructor(vi: string, en: string, options?: ErrorOptions) {
    super(en, options);
    this.name = 'BootError';
    this.vi = vi;
    this.en = en;
  }
}

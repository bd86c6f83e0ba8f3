/** Why a file cannot be copied as it stands; whoever meets one tries a repaired rendition of it. */
export class PackFault extends Error {
  override readonly name = 'PackFault';

  constructor(readonly fault: 'syntax' | 'short' | 'xref' | 'object' | 'filter' | 'encrypted' | 'pages', detail = '') {
    super(`${fault} ${detail}`);
  }
}

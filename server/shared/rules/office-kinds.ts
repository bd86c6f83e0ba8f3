/** Files that become a PDF before they are papers, by the ending of their names. */
export const OFFICE_KINDS = ['docx', 'xlsx', 'pptx', 'odt', 'ods', 'odp', 'doc', 'xls', 'ppt', 'png', 'jpg', 'tiff'] as const;
export type OfficeKind = (typeof OFFICE_KINDS)[number];

/** What each is inside: parts in a zip, a binary file of old, a picture. */
export const OFFICE_FAMILY: Readonly<Record<OfficeKind, 'parts' | 'binary' | 'picture'>> = {
  docx: 'parts', xlsx: 'parts', pptx: 'parts', odt: 'parts', ods: 'parts', odp: 'parts', doc: 'binary', xls: 'binary', ppt: 'binary', png: 'picture', jpg: 'picture', tiff: 'picture',
};

const SAME: Readonly<Record<string, OfficeKind>> = { jpeg: 'jpg', tif: 'tiff' };

/** By the name alone; what is inside is looked at before anything is done with it. */
export function officeKindOf(fileName: string): OfficeKind | null {
  const ending = /\.([a-z]{3,4})$/i.exec(fileName)?.[1]?.toLowerCase() ?? '';
  return SAME[ending] ?? OFFICE_KINDS.find((kind) => kind === ending) ?? null;
}

/** What a chooser of files offers. @param converts how much of it this installation makes PDFs of. */
export function acceptedEndings(converts: ConverterReach): string {
  const taken = OFFICE_KINDS.filter((kind) => isTaken(kind, converts));
  return ['.pdf', 'application/pdf', ...taken.map((kind) => `.${kind}`), ...(taken.includes('jpg') ? ['.jpeg'] : []), ...(taken.includes('tiff') ? ['.tif'] : [])].join(',');
}

/**
 * How much can be converted here: `all`; `cleaned`: only what can be cleaned of everything that names other files, because the converter cannot be
 * kept from this machine's files; `pictures`: PNG and JPEG, for which no converter is needed.
 */
export type ConverterReach = 'all' | 'cleaned' | 'pictures';

export const isTaken = (kind: OfficeKind, reach: ConverterReach): boolean => kind === 'png' || kind === 'jpg' || reach === 'all' || (reach === 'cleaned' && (OFFICE_FAMILY[kind] === 'parts' || kind === 'tiff'));

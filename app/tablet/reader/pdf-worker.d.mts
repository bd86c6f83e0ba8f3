/** @throws when this version of pdf.js reads otherwise. */
export function workerForTablets(source: string): string;

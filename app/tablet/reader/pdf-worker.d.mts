/** @throws when this version of pdf.js reads otherwise. */
export function workerForFlatTrees(source: string): string;

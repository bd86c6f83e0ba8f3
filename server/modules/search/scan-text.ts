/** What a page says by itself, which of a scan is little or nothing, and what a machine read on it (SR10). */
export const withScan = (text: string, scan: string | undefined): string => (scan === undefined || scan === '' || text.includes(scan) ? text : text.trim() === '' ? scan : `${text}\n${scan}`);

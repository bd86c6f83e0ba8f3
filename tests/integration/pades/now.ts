/** When the tests of this folder sign and judge. */
export const NOW = new Date('2026-12-01T09:32:11Z');

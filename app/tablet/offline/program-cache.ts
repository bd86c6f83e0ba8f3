/** How caches with the page for a load without a network are named: parts of the program, nobody's data. They stay when people go. */
export const PROGRAM_CACHE = 'phien-program-';

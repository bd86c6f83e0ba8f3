/**
 * Code points that the type faces of official documents have, as hexadecimal ranges: Tinos, and behind it Noto Sans Symbols, Symbols 2,
 * Math and Noto Emoji. A test compares the table with the faces; it is data because tablets check before anything is sent.
 */
const RANGES = [
  '20-7e a0-377 37a-37f 384-38a 38c 38e-3a1 3a3-52f 591-5c7 5d0-5ea 5f0-5f4 606-60a 60c 627-628 62a-63a 641-64a 660-66c 66e-66f 6a1 6ba 6f0-6f9 1ab0-1abe ',
  '1c80-1c88 1d00-1df5 1dfb-1f15 1f18-1f1d 1f20-1f45 1f48-1f4d 1f50-1f57 1f59 1f5b 1f5d 1f5f-1f7d 1f80-1fb4 1fb6-1fc4 1fc6-1fd3 1fd6-1fdb 1fdd-1fef ',
  '1ff2-1ff4 1ff6-1ffe 2000-2064 2066-2071 2074-208e 2090-209c 20a0-20be 20d0-20f0 2100-214f 2153-2154 215b-215e 2160-2188 218a-218b 2190-23b9 23be-2426 ',
  '2440-244a 2460-2500 2502 2506 250c 2510 2514 2518 251c 2524 252c 2534 253c 2550-256c 2571-2572 2577 2580 2584 2588 258c 2590-2593 25a0-2b73 2b76-2b95 ',
  '2b97-2bff 2c60-2c7f 2de0-2e42 3012 3030 303d 3297 3299 4dc0-4dff a640-a69f a717-a7ae a7b0-a7b7 a7f7-a7ff ab30-ab65 fb01-fb04 fb1d-fb36 fb38-fb3c fb3e ',
  'fb40-fb41 fb43-fb44 fb46-fb4f fe00 fe0e-fe0f fe20-fe2f feff ff5b ff5d fff9-fffd 10140-1018e 10190-1019c 101a0 101d0-101fd 102e0-102fb 10e60-10e7e ',
  '1d2c0-1d2d3 1d2e0-1d2f3 1d300-1d356 1d360-1d378 1d400-1d454 1d456-1d49c 1d49e-1d49f 1d4a2 1d4a5-1d4a6 1d4a9-1d4ac 1d4ae-1d4b9 1d4bb 1d4bd-1d4c3 ',
  '1d4c5-1d505 1d507-1d50a 1d50d-1d514 1d516-1d51c 1d51e-1d539 1d53b-1d53e 1d540-1d544 1d546 1d54a-1d550 1d552-1d6a5 1d6a8-1d7cb 1d7ce-1d7ff 1ee00-1ee03 ',
  '1ee05-1ee1f 1ee21-1ee22 1ee24 1ee27 1ee29-1ee32 1ee34-1ee37 1ee39 1ee3b 1ee42 1ee47 1ee49 1ee4b 1ee4d-1ee4f 1ee51-1ee52 1ee54 1ee57 1ee59 1ee5b 1ee5d ',
  '1ee5f 1ee61-1ee62 1ee64 1ee67-1ee6a 1ee6c-1ee72 1ee74-1ee77 1ee79-1ee7c 1ee7e 1ee80-1ee89 1ee8b-1ee9b 1eea1-1eea3 1eea5-1eea9 1eeab-1eebb 1eef0-1eef1 ',
  '1f000-1f02b 1f030-1f093 1f0a0-1f0ae 1f0b1-1f0bf 1f0c1-1f0cf 1f0d1-1f0f5 1f100-1f1ad 1f1e6-1f1ff 1f201-1f202 1f21a 1f22f 1f232-1f23a 1f250-1f251 ',
  '1f300-1f6d9 1f6dc-1f6ec 1f6f0-1f6fc 1f700-1f776 1f77b-1f7d9 1f7e0-1f7eb 1f7f0 1f800-1f80b 1f810-1f847 1f850-1f859 1f860-1f887 1f890-1f8ad 1f8b0-1f8b1 ',
  '1f900-1fa53 1fa60-1fa6d 1fa70-1fa7c 1fa80-1fac6 1fac8 1facc-1fadd 1fadf-1faeb 1faef-1fafa 1fb00-1fb92 1fb94-1fbca 1fbf0-1fbf9',
];

const table: readonly (readonly [first: number, last: number])[] = RANGES.join('')
  .split(' ')
  .map((range) => range.split('-').map((end) => Number.parseInt(end, 16)))
  .map(([first = 0, last = first]) => [first, last]);

/** Whether official documents can show this code point; line feed and tab are layout, not signs. */
export function isPrintable(code: number): boolean {
  if (code === 0x0a || code === 0x09) return true;
  let low = 0;
  let high = table.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const [first, last] = table[middle] ?? [0, 0];
    if (code < first) high = middle - 1;
    else if (code > last) low = middle + 1;
    else return true;
  }
  return false;
}

/** The characters of a text that no official document can show, each once. */
export const unprintableOf = (text: string): string[] => [...new Set(text)].filter((character) => !isPrintable(character.codePointAt(0) ?? 0));

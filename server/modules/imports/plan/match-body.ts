import { searchWords } from '../../../shared/language/search-text';
import { foldText } from '../../../shared/language/vietnamese-text';
import type { ImportBody } from '../repository';

/** As it is written, but for capitals, the place of a tone and what is no letter: "Uỷ ban" is "Ủy ban", "Hòa An" is not "Hoa An". */
const spoken = (name: string): string => searchWords(name).map(({ exact }) => exact).join(' ');

const heldOn = ({ validFrom, validTo }: ImportBody, day: string): boolean => validFrom <= day && (validTo === null || day <= validTo);

export type MatchedBody = { body: ImportBody } | { problem: 'body_missing' | 'body_unknown' | 'body_doubtful'; near: string };

/** The body a list means, by its name or short name as it is written (IM5): what only nearly fits is told, never taken. */
export function matchBody(name: string, day: string, bodies: readonly ImportBody[]): MatchedBody {
  if (name.trim() === '') return bodies.length === 1 && bodies[0] ? { body: bodies[0] } : { problem: 'body_missing', near: '' };
  const asked = spoken(name);
  const named = bodies.filter((body) => [body.name, body.shortName].some((one) => spoken(one) === asked));
  const then = named.filter((body) => heldOn(body, day));
  const [only, ...more] = then.length > 0 ? then : named;
  if (only && more.length === 0) return { body: only };
  const alike = bodies.filter((body) => [body.name, body.shortName].some((one) => foldText(one) === foldText(name)));
  const near = only ? only.name : (alike[0]?.name ?? '');
  return { problem: near === '' ? 'body_unknown' : 'body_doubtful', near };
}

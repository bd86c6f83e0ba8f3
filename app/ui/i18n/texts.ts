import { OWN_DEVICE } from '@shared/language/own-device';
import { formatDate, formatNumber, formatTime } from './formats';
import type { TimeValue } from './formats';
import type { Language } from './languages';

type ValueOf<Format extends string> = Format extends 'number' | `plural:${string}`
  ? number
  : Format extends 'date' | 'time'
    ? TimeValue
    : string;

type UnionToIntersection<U> = (U extends unknown ? (x: U) => void : never) extends (x: infer I) => void ? I : never;
type Slot<Inner extends string> = Inner extends `${infer Name}:${infer Format}`
  ? { [K in Name]: ValueOf<Format> }
  : { [K in Inner]: string | number };
type Slots<Text extends string> = Text extends `${string}{${infer Inner}}${infer Rest}` ? Slot<Inner> | Slots<Rest> : never;
type Flatten<T> = { [K in keyof T]: T[K] };

/** What a sentence needs: `{name}` a string or number as it is, `{n:number}`, `{n:plural:one|{n} others}`, `{d:date}`, `{d:time}`, `{by:who}` (a name, or another device of the reader's own), `{k:select:a=…|other=…}`. */
export type ParamsOf<Text extends string> = string extends Text
  ? Record<string, unknown>
  : [Slots<Text>] extends [never]
      ? Record<never, never>
      : Flatten<UnionToIntersection<Slots<Text>>>;

export interface Texts<V extends Readonly<Record<string, string>>> {
  readonly vi: V;
  readonly en: { readonly [K in keyof V]: string };
}

/**
 * The texts of one feature. Vietnamese is the original and gives the keys and the parameters; English must have
 * exactly the same keys, else it does not compile.
 */
export function defineTexts<const V extends Readonly<Record<string, string>>>(texts: {
  vi: V;
  en: NoInfer<{ readonly [K in keyof V]: string }>;
}): Texts<V> {
  return texts;
}

type Args<Text extends string> = keyof ParamsOf<Text> extends never ? [] : [params: ParamsOf<Text>];
/** Says one text in the reader's language. */
export type Translate<V extends Readonly<Record<string, string>>> = <K extends keyof V & string>(key: K, ...args: Args<V[K]>) => string;

/** A slot; the variants of a plural or a choice may hold slots of their own. */
const SLOT = /\{((?:[^{}]|\{[^{}]+\})+)\}/gu;

function chooseVariant(variants: string, wanted: string): string {
  const pairs = variants.split('|').map((pair) => {
    const at = pair.indexOf('=');
    return [pair.slice(0, at), pair.slice(at + 1)] as const;
  });
  return (pairs.find(([key]) => key === wanted) ?? pairs.find(([key]) => key === 'other'))?.[1] ?? wanted;
}

/** Whoever was first, at the beginning of a sentence. */
function nameWho(name: string, language: Language): string {
  const isVietnamese = language === 'vi';
  if (name === OWN_DEVICE) return isVietnamese ? 'Máy khác của tôi' : 'Another device of mine';
  if (name === '') return isVietnamese ? 'Người khác' : 'Somebody else';
  return isVietnamese ? `Đồng chí ${name}` : name;
}

function fillSlot(inner: string, params: Readonly<Record<string, unknown>>, language: Language): string {
  const [name = '', format, ...rest] = inner.split(':');
  const value = params[name];
  const options = rest.join(':');
  if (value === undefined || value === null) return '';
  switch (format) {
    case undefined:
      return String(value);
    case 'number':
      return formatNumber(Number(value), language);
    case 'date':
      return formatDate(value as TimeValue);
    case 'time':
      return formatTime(value as TimeValue);
    case 'who':
      return nameWho(String(value), language);
    case 'plural': {
      const [one = '', other = one] = options.split('|');
      return new Intl.PluralRules(language).select(Number(value)) === 'one' ? fillText(one, params, language) : fillText(other, params, language);
    }
    case 'select':
      return fillText(chooseVariant(options, String(value)), params, language);
    default:
      return String(value);
  }
}

/** Fills the slots of a text; see {@link ParamsOf} for their forms. */
export function fillText(text: string, params: Readonly<Record<string, unknown>>, language: Language): string {
  return text.replace(SLOT, (_, inner: string) => fillSlot(inner, params, language));
}

/** The translate function of one feature for one language; on the server and in the page alike. */
export function translator<V extends Readonly<Record<string, string>>>(texts: Texts<V>, language: Language): Translate<V> {
  const table: Readonly<Record<string, string>> = texts[language];
  return (key, ...args) => fillText(table[key] ?? texts.vi[key] ?? key, (args[0] ?? {}) as Readonly<Record<string, unknown>>, language);
}

/** Names of the slots in a text, sorted; used by the test that compares both languages. */
export function slotNames(text: string): string[] {
  return [...new Set([...text.matchAll(/\{([^{}:]+)/gu)].map((match) => match[1] ?? ''))].sort();
}

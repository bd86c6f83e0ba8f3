import { fromOld, isSyllable } from '../../shared/language/old-encodings';
import type { OfficeKind } from '../../shared/rules/office-kinds';
import { OfficeProblem } from './office-problem';
import type { Part } from './read-parts';

/** What is found in the parts of a file while they are cleaned. */
export interface Found {
  comments: number;
  changes: number;
  macros: number;
  links: number;
  /** Faces that text is set in, by how often they are named. */
  fonts: Map<string, number>;
  /** Characters of its text. */
  signs: Set<string>;
}

export const nothingFound = (): Found => ({ comments: 0, changes: 0, macros: 0, links: 0, fonts: new Map(), signs: new Set() });

const ACTIVE = /(?:^|\/)(?:vbaProject\w*\.bin|vbaData\.xml|vbaProjectSignature\w*\.bin)$|(?:^|\/)(?:activeX|macrosheets|customUI)\/|(?:^|\/)(?:Basic|Scripts)\//i;
/** Text and pictures of parts that an office program reads as XML. */
const isXml = (name: string): boolean => /\.(?:xml|rels|vml|rdf)$/i.test(name);

const count = (xml: string, pattern: RegExp): number => xml.match(pattern)?.length ?? 0;

/** Relations to other places: a link that is only followed by hand stays, everything that would be fetched goes. */
const RELATION = /<Relationship\b[^>]*\bTargetMode\s*=\s*(?:"External"|'External')[^>]*?(?:\/>|>\s*<\/Relationship>)/gi;
const BY_HAND = /\bType\s*=\s*["'][^"']*\/hyperlink["']/i;
/** Of OpenDocument: everything shown, but for links in the text, names a part of the file or nothing. */
const ELSEWHERE = /(<(?!text:a\b|draw:a\b)[a-z][\w:-]*\b[^>]*?\bxlink:href\s*=\s*)(["'])(?!#|\.\/|Pictures\/|Object|ObjectReplacements\/|media\/|[\w-]+\/[\w./-]*\2)([^"']+)\2/gi;
/** Fields that read other files or run programs. */
const FIELDS = /\b(?:INCLUDETEXT|INCLUDEPICTURE|DDEAUTO|DDE|LINK|RD|IMPORT)\b/g;

/**
 * One part as the converter may have it; null: it goes. What it holds is added to `found`.
 * @throws OfficeProblem `documents.office_hostile` where XML declares a document type of its own.
 */
export function cleanPart({ name, content }: Part, kind: OfficeKind, found: Found): Buffer | null {
  if (ACTIVE.test(name)) {
    found.macros += /\.bin$|Module|\.xlb$/i.test(name) ? 1 : 0;
    return null;
  }
  if (!isXml(name)) return content;
  let xml = textOf(content);
  if (/<!(?:DOCTYPE|ENTITY)/i.test(xml) && !/^[^<]*(?:<\?[^>]*>\s*)?<!DOCTYPE\s+(?:manifest:manifest|office:document|math)\b[^[>]*>/i.test(xml)) throw new OfficeProblem('documents.office_hostile');
  if (/\.rels$/i.test(name)) {
    xml = xml.replace(RELATION, (relation) => {
      if (BY_HAND.test(relation)) return relation;
      found.links += 1;
      return '';
    });
    return Buffer.from(xml);
  }
  if (/^\[Content_Types\]\.xml$/i.test(name)) return Buffer.from(xml.replace(/<Override\b[^>]*PartName\s*=\s*["'][^"']*(?:vbaProject|vbaData|activeX|macrosheets|customUI)[^"']*["'][^>]*\/>/gi, '').replace(/(?:macroEnabled|macroEnabledTemplate)\.main\+xml/g, (type) => (type.startsWith('macroEnabled.') ? 'document.main+xml' : 'template.main+xml')));
  if (kind.startsWith('od')) return Buffer.from(cleanOpenDocument(name, xml, found));
  lookAtOffice(name, xml, kind, found);
  xml = withLettersShown(xml);
  return Buffer.from(xml.replace(/(<w:(?:instrText|delInstrText)\b[^>]*>)([^<]*)/g, (all, tag: string, words: string) => {
    if (!FIELDS.test(words)) return all;
    FIELDS.lastIndex = 0;
    found.links += 1;
    return tag;
  }).replace(/(<w:fldSimple\b[^>]*\bw:instr\s*=\s*)(["'])(?:(?!\2).)*\b(?:INCLUDETEXT|INCLUDEPICTURE|DDEAUTO|DDE|LINK|RD|IMPORT)\b(?:(?!\2).)*\2/g, (_all, tag: string, quote: string) => {
    found.links += 1;
    return `${tag}${quote}${quote}`;
  }));
}

/** Office programs write UTF-8; UTF-16 is told by its mark. */
function textOf(content: Buffer): string {
  if (content[0] === 0xff && content[1] === 0xfe) return content.toString('utf16le').replace(/encoding\s*=\s*["']UTF-16["']/i, 'encoding="UTF-8"');
  if (content[0] === 0xfe && content[1] === 0xff) throw new OfficeProblem('documents.office_hostile');
  return content.toString('utf8');
}

/** A code that old faces of this program draw as ư (`old-faces`). */
const DRAWN_U = '\ue0ad';
const SOFT_WORD = /[A-Za-z\u00a1-\u00ff]*\u00ad[A-Za-z\u00a1-\u00ff]*/gu;

const SOFT_ELEMENT = /<\/w:t><w:softHyphen\/>(?:<w:t(?:\s[^>]*)?>|(?=<\/w:r>))/g;

/** The code of ư in TCVN3 is what Unicode calls a soft hyphen, which the converter would leave out: where it is that letter it gets a code that is drawn. */
function withLettersShown(xml: string): string {
  // Converters write it as an element of its own.
  const whole = xml.replace(SOFT_ELEMENT, (all) => (all.endsWith('/>') ? '\u00ad</w:t>' : '\u00ad'));
  return whole.includes('\u00ad') ? whole.replace(SOFT_WORD, (word) => (isSyllable(fromOld(word, { encoding: 'tcvn3', capitals: false })) ? word.replaceAll('\u00ad', DRAWN_U) : word)) : whole;
}

function keepText(xml: string, element: RegExp, found: Found): void {
  for (const [, text = ''] of xml.matchAll(element)) for (const sign of text.replace(/&#x([0-9a-f]+);/gi, (_all, code: string) => String.fromCodePoint(Math.min(parseInt(code, 16), 0x10ffff)))) if (sign > ' ') found.signs.add(sign);
}

function keepFonts(xml: string, attribute: RegExp, found: Found): void {
  for (const [, font = ''] of xml.matchAll(attribute)) if (font && !/^[+@]/.test(font)) found.fonts.set(font, (found.fonts.get(font) ?? 0) + 1);
}

function lookAtOffice(name: string, xml: string, kind: OfficeKind, found: Found): void {
  if (kind === 'docx' && /^word\/(?:document|header\d*|footer\d*|footnotes|endnotes|styles)\.xml$/i.test(name)) {
    found.changes += count(xml, /<w:(?:ins|del|moveFrom|moveTo)\s/g);
    keepFonts(xml, /\bw:(?:ascii|hAnsi)\s*=\s*"([^"]+)"/g, found);
    keepText(xml, /<w:t(?:\s[^>]*)?>([^<]*)/g, found);
  }
  if (/^word\/comments\.xml$/i.test(name)) found.comments += count(xml, /<w:comment\s/g);
  if (/^xl\/(?:comments\d*|threadedComments\/\w+)\.xml$/i.test(name)) found.comments += count(xml, /<(?:comment|threadedComment)\s/g);
  if (/^ppt\/comments\/\w+\.xml$/i.test(name)) found.comments += count(xml, /<(?:p:cm|p188:cm)\s/g);
  if (/^xl\/styles\.xml$/i.test(name)) keepFonts(xml, /<(?:name|rFont)\s+val\s*=\s*"([^"]+)"/g, found);
  if (/^xl\/(?:sharedStrings|worksheets\/\w+)\.xml$/i.test(name)) keepText(xml, /<t(?:\s[^>]*)?>([^<]*)/g, found);
  if (/^ppt\/(?:slides|slideMasters|slideLayouts)\/\w+\.xml$/i.test(name)) keepFonts(xml, /<a:latin\s[^>]*typeface\s*=\s*"([^"]+)"/g, found);
  if (/^ppt\/slides\/\w+\.xml$/i.test(name)) keepText(xml, /<a:t>([^<]*)/g, found);
}

function cleanOpenDocument(name: string, xml: string, found: Found): string {
  if (/^(?:content|styles)\.xml$/i.test(name)) {
    found.comments += count(xml, /<office:annotation[\s>]/g);
    found.changes += count(xml, /<text:changed-region[\s>]/g) + count(xml, /<table:(?:cell-content-change|insertion|deletion)\s/g);
    keepFonts(xml, /\bsvg:font-family\s*=\s*"(?:&apos;)?([^"&;]+)/g, found);
    keepText(xml, />([^<]+)</g, found);
  }
  return xml
    .replace(ELSEWHERE, (_all, before: string, quote: string) => {
      found.links += 1;
      return `${before}${quote}${quote}`;
    })
    .replace(/<(text:dde-connection-decls?|table:dde-links?|office:event-listeners|office:scripts)\b[^>]*>[\s\S]*?<\/\1>/g, (all) => {
      found[/^<office:/.test(all) ? 'macros' : 'links'] += /<script:event-listener|<office:script\b|dde/.test(all) ? 1 : 0;
      return '';
    });
}

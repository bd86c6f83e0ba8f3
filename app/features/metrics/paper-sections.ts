import type { Language } from '~/ui/i18n';
import { translator } from '~/ui/i18n';
import type { PaperData } from './data';
import { paperTexts } from './texts';

/** A cell: words, a figure to compute with, or nothing. */
export type Cell = string | number | null;

export interface PaperSection {
  title: string;
  head: readonly string[];
  rows: readonly (readonly Cell[])[];
  /** Last row is a sum. */
  hasTotal?: boolean;
}

type Step = PaperData['paper']['steps'][number];

/** Names of figures in a formula as they stand in the columns and factors: "Tờ không in × CO₂ tương đương một tờ ÷ 1000". */
function inWords(formula: string, words: Readonly<Record<string, string>>): string {
  return formula.replace(/[A-Za-z_][A-Za-z0-9_]{3,}/g, (name) => words[name] ?? name);
}

/** The same formula with its figures: "5658 × 6,5 ÷ 1000"; empty where it runs over the documents. */
function inFigures(step: Step, number: (value: number) => string): string {
  if (step.formula.startsWith('Σ') || step.result === null) return '';
  const values = new Map([...step.operands.map(({ name, value }) => [name, value] as const), ...step.factors.map(({ key, value }) => [key as string, value] as const)]);
  return step.formula.replace(/[A-Za-z_][A-Za-z0-9_]{3,}/g, (name) => {
    const value = values.get(name);
    return value === undefined ? name : number(value);
  });
}

/** The account opened up to its last figure, as it is exported and printed: an auditor computes everything again from it. */
export function paperSections(data: PaperData, language: Language, number: (value: number) => string): PaperSection[] {
  const t = translator(paperTexts, language);
  const { paper, factors, items, declarations, printedSets, length } = data;
  const { totals } = paper;
  const numbers = new Map(items.map(({ id, number: place }) => [id, place]));
  const titles = new Map(paper.documents.map(({ id, title }) => [id, title]));
  const words: Readonly<Record<string, string>> = {
    pages: t('colPages'), entitled: t('colEntitled'), printed: t('colPrinted'), pagesPerSheet: t('pagesPerSheet'), pagesAvoided: t('colAvoided'), sheetsAvoided: t('colSheets'),
    pagesPrinted: t('pagesPrinted'), printHours: t('printHours'), setsAvoided: t('setsAvoided'),
    ...Object.fromEntries(factors.map(({ key }) => [key, t(key)])),
  };
  const names: Record<Step['key'], string> = {
    pagesAvoided: t('colAvoided'), sheetsAvoided: t('colSheets'), pagesPrinted: t('pagesPrinted'), paperlessRatio: t('paperlessRatio'), mass: `${t('mass')} (kg)`, reams: t('reams'),
    co2e: `${t('co2')} (kg)`, trees: t('trees'), printHours: `${t('printHours')} (${t('hour')})`, printHoursCollated: `${t('hours')} (${t('hour')})`, cost: `${t('cost')} (đ)`,
  };
  const sign = (kind: 'measured' | 'estimated'): string => t(kind);
  return [
    {
      title: t('formulaCaption'),
      head: [t('colItemNumber'), t('colDocument'), t('colPages'), t('colEntitled'), t('colPrinted'), t('colCopies'), t('colAvoided'), t('colSheetsEach'), t('colSheets'), t('pagesPrinted')],
      rows: [
        ...paper.documents.map((line) => [(line.itemId && numbers.get(line.itemId)) || null, line.title, line.pages, line.entitled, line.printed, line.copiesAvoided, line.pagesAvoided, line.sheetsEach, line.sheetsAvoided, line.pagesPrinted]),
        [null, t('total'), totals.setPages, null, null, null, totals.pagesAvoided, totals.setSheets, totals.sheetsAvoided, totals.pagesPrinted],
      ],
      hasTotal: true,
    },
    {
      title: t('steps'),
      head: [t('colFigure'), t('colKind'), t('colFormula'), t('colNumbers'), t('colResult'), t('colLow'), t('colHigh')],
      rows: paper.steps.map((step) => [names[step.key], sign(step.kind), inWords(step.formula, words), inFigures(step, number), step.result ?? t('notComputed'), step.low ?? null, step.high ?? null]),
    },
    {
      title: t('sources'),
      head: [t('colFactor'), t('colValue'), t('colLow'), t('colHigh'), t('colUnit'), t('colSource'), t('colYear'), t('colVersion')],
      rows: factors.map((factor) => [t(factor.key), factor.isSourced ? factor.value : t('notComputed'), factor.low ?? null, factor.high ?? null, factor.unit, factor.source, factor.year, factor.version]),
    },
    {
      title: t('prints'),
      head: [t('what'), t('copies'), t('reason'), t('colBy'), t('colAt')],
      rows: [
        ...(printedSets > 0 ? [[t('allDocuments'), printedSets, t('printedSets', { count: printedSets }), '', '']] : []),
        ...declarations.map((one) => [one.documentId ? (titles.get(one.documentId) ?? '') : t('allDocuments'), one.copies, one.reason, one.by, t('moment', { at: one.at })]),
      ],
    },
    {
      title: length ? t('length', { actual: length.actualMinutes, planned: length.plannedMinutes }) : t('lengthPending'),
      head: [t('colItem'), t('colPlanned'), t('colActual'), t('colDifference')],
      rows: items.map((item) => [
        item.number === null ? item.title : `${item.number}. ${item.title}`,
        item.plannedMinutes,
        item.actualMinutes,
        item.actualMinutes === null ? null : item.actualMinutes - item.plannedMinutes,
      ]),
    },
  ].filter((section) => section.rows.length > 0);
}

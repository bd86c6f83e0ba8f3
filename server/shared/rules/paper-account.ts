import { requireCount } from './majority';

/** A number the account multiplies with: never in code, always with its source, year and version. */
export type AccountFactor = {
  key: AccountFactorKey;
  value: number;
  unit: string;
  /** Bounds of a range, both or none. */
  low?: number;
  high?: number;
  source: string;
  year: number;
  version: number;
  kind: 'measured' | 'estimated';
};

export type AccountFactorKey =
  | 'sheet_mass'
  | 'sheets_per_ream'
  | 'co2e_per_sheet'
  | 'sheets_per_tree'
  | 'pages_per_minute'
  | 'collating_minutes'
  | 'cost_per_page'
  | 'cost_per_sheet';

export type AccountFactors = Readonly<Record<AccountFactorKey, AccountFactor>>;

export type CountedDocument = {
  id: string;
  /** Pages of the version sent last. */
  pages: number;
  /** Distinct people entitled to the document, substitutes included. */
  entitled: number;
  /** Copies really printed, through the system or declared by the secretary. */
  printed: number;
};

export type AccountLine = CountedDocument & { sheetsEach: number; copiesAvoided: number; pagesAvoided: number; sheetsAvoided: number; pagesPrinted: number };

export type Estimate = { value: number; low: number | null; high: number | null };

export type AccountTotals = {
  documents: number;
  /** Pages and sheets of one complete set. */
  setPages: number;
  setSheets: number;
  pagesAvoided: number;
  sheetsAvoided: number;
  pagesPrinted: number;
  /** Pages avoided ÷ (avoided + printed), 0 … 1; null when there is nothing to divide. */
  paperlessRatio: number | null;
  /** Kilograms of paper not used. */
  mass: number;
  reams: number;
  /** Kilograms of CO₂ equivalent, with the range of the factor. */
  co2e: Estimate;
  trees: number;
  /** Hours of printing, without and with collating the sets. */
  printHours: number;
  printHoursCollated: number;
  /** Complete sets not put together: the largest number of copies avoided of any document. */
  setsAvoided: number;
  /** Vietnamese đồng. */
  cost: number;
};

/** One line of the formula opened up: what was multiplied with what. The reader's language is the caller's. */
export type AccountStep = {
  key: Exclude<keyof AccountTotals, 'documents' | 'setPages' | 'setSheets' | 'setsAvoided'>;
  kind: 'measured' | 'estimated';
  formula: string;
  operands: readonly { name: string; value: number }[];
  factors: readonly AccountFactor[];
  result: number;
  low?: number;
  high?: number;
};

export type PaperAccount = { lines: readonly AccountLine[]; totals: AccountTotals; steps: readonly AccountStep[] };

/**
 * What a session did not print: pages × people entitled − what was really printed, per document and in total. Pages and sheets
 * are measured; everything multiplied with a factor is an estimate and carries the factor it was made with. Values are unrounded.
 * @throws RangeError for counts that are not whole numbers from 0.
 */
export function paperAccount(input: { documents: readonly CountedDocument[]; duplex: boolean }, factors: AccountFactors): PaperAccount {
  const pagesPerSheet = input.duplex ? 2 : 1;
  const lines = input.documents.map((document) => paperLine(document, pagesPerSheet));
  const pagesAvoided = sum(lines, 'pagesAvoided');
  const sheetsAvoided = sum(lines, 'sheetsAvoided');
  const pagesPrinted = sum(lines, 'pagesPrinted');
  const setsAvoided = lines.reduce((most, line) => Math.max(most, line.copiesAvoided), 0);
  const all = pagesAvoided + pagesPrinted;
  const co2 = factors.co2e_per_sheet;
  const printHours = pagesAvoided / (factors.pages_per_minute.value * 60);
  const totals: AccountTotals = {
    documents: lines.length,
    setPages: sum(lines, 'pages'),
    setSheets: sum(lines, 'sheetsEach'),
    pagesAvoided,
    sheetsAvoided,
    pagesPrinted,
    paperlessRatio: all === 0 ? null : pagesAvoided / all,
    mass: (sheetsAvoided * factors.sheet_mass.value) / 1000,
    reams: sheetsAvoided / factors.sheets_per_ream.value,
    co2e: {
      value: (sheetsAvoided * co2.value) / 1000,
      low: co2.low === undefined ? null : (sheetsAvoided * co2.low) / 1000,
      high: co2.high === undefined ? null : (sheetsAvoided * co2.high) / 1000,
    },
    trees: sheetsAvoided / factors.sheets_per_tree.value,
    printHours,
    printHoursCollated: printHours + (setsAvoided * factors.collating_minutes.value) / 60,
    setsAvoided,
    cost: pagesAvoided * factors.cost_per_page.value + sheetsAvoided * factors.cost_per_sheet.value,
  };
  return { lines, totals, steps: openSteps(totals, pagesPerSheet, factors) };
}

function paperLine(document: CountedDocument, pagesPerSheet: number): AccountLine {
  requireCount('pages', document.pages);
  requireCount('entitled', document.entitled);
  // Some pages of a paper are a part of a copy.
  if (!(document.printed >= 0 && Number.isFinite(document.printed))) throw new RangeError(`printed must be a number of copies: ${document.printed}`);
  const sheetsEach = Math.ceil(document.pages / pagesPerSheet);
  const copiesAvoided = Math.max(0, document.entitled - document.printed);
  return {
    ...document,
    sheetsEach,
    copiesAvoided,
    pagesAvoided: Math.round(document.pages * copiesAvoided),
    sheetsAvoided: Math.round(sheetsEach * copiesAvoided),
    pagesPrinted: Math.round(document.pages * document.printed),
  };
}

function openSteps(totals: AccountTotals, pagesPerSheet: number, factors: AccountFactors): AccountStep[] {
  const pages = { name: 'pagesAvoided', value: totals.pagesAvoided };
  const sheets = { name: 'sheetsAvoided', value: totals.sheetsAvoided };
  const estimate = (
    key: AccountStep['key'],
    formula: string,
    operands: AccountStep['operands'],
    used: readonly AccountFactor[],
    result: number,
  ): AccountStep => ({ key, kind: used.every((factor) => factor.kind === 'measured') ? 'measured' : 'estimated', formula, operands, factors: used, result });
  const { low, high } = totals.co2e;
  const co2e = estimate('co2e', 'sheetsAvoided × co2e_per_sheet ÷ 1000', [sheets], [factors.co2e_per_sheet], totals.co2e.value);
  const steps: AccountStep[] = [
    estimate('pagesAvoided', 'Σ pages × max(0, entitled − printed)', [], [], totals.pagesAvoided),
    estimate('sheetsAvoided', 'Σ ⌈pages ÷ pagesPerSheet⌉ × max(0, entitled − printed)', [{ name: 'pagesPerSheet', value: pagesPerSheet }], [], totals.sheetsAvoided),
    estimate('pagesPrinted', 'Σ pages × printed', [], [], totals.pagesPrinted),
    estimate('mass', 'sheetsAvoided × sheet_mass ÷ 1000', [sheets], [factors.sheet_mass], totals.mass),
    estimate('reams', 'sheetsAvoided ÷ sheets_per_ream', [sheets], [factors.sheets_per_ream], totals.reams),
    { ...co2e, ...(low === null ? {} : { low }), ...(high === null ? {} : { high }) },
    estimate('trees', 'sheetsAvoided ÷ sheets_per_tree', [sheets], [factors.sheets_per_tree], totals.trees),
    estimate('printHours', 'pagesAvoided ÷ (pages_per_minute × 60)', [pages], [factors.pages_per_minute], totals.printHours),
    estimate(
      'printHoursCollated',
      'printHours + setsAvoided × collating_minutes ÷ 60',
      [{ name: 'printHours', value: totals.printHours }, { name: 'setsAvoided', value: totals.setsAvoided }],
      [factors.pages_per_minute, factors.collating_minutes],
      totals.printHoursCollated,
    ),
    estimate('cost', 'pagesAvoided × cost_per_page + sheetsAvoided × cost_per_sheet', [pages, sheets], [factors.cost_per_page, factors.cost_per_sheet], totals.cost),
  ];
  if (totals.paperlessRatio !== null) {
    const printed = { name: 'pagesPrinted', value: totals.pagesPrinted };
    steps.push(estimate('paperlessRatio', 'pagesAvoided ÷ (pagesAvoided + pagesPrinted)', [pages, printed], [], totals.paperlessRatio));
  }
  return steps;
}

type CountKey = 'pages' | 'sheetsEach' | 'pagesAvoided' | 'sheetsAvoided' | 'pagesPrinted';

function sum(lines: readonly AccountLine[], key: CountKey): number {
  return lines.reduce((total, line) => total + line[key], 0);
}

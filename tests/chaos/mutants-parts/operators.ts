import ts from 'typescript';

/** One small fault put into a source. */
export interface Mutant {
  id: number;
  /** From the project's root. */
  file: string;
  line: number;
  /** The line as it stands, to find the fault again after lines have moved. */
  code: string;
  /** `a < b → a <= b`. */
  change: string;
  /** Done once, where the file is loaded: the file is loaded anew to see it. */
  atLoad: boolean;
}

interface Place {
  start: number;
  end: number;
  /** What stands there with each fault, and how all of them become one text. */
  faults: { id: number; text: string }[];
  join(plain: string, faults: { id: number; text: string }[]): string;
}

/** Name under which the running tests ask whether a fault is the one that is tried. */
const ASK = 'globalThis.__mutant';
const ALLOWED = '({ allow: true })';
const HIDDEN = '({ allow: false, hide: true })';

const SWAPPED: Partial<Record<ts.SyntaxKind, string>> = {
  [ts.SyntaxKind.LessThanToken]: '<=',
  [ts.SyntaxKind.LessThanEqualsToken]: '<',
  [ts.SyntaxKind.GreaterThanToken]: '>=',
  [ts.SyntaxKind.GreaterThanEqualsToken]: '>',
  [ts.SyntaxKind.EqualsEqualsEqualsToken]: '!==',
  [ts.SyntaxKind.ExclamationEqualsEqualsToken]: '===',
  [ts.SyntaxKind.AmpersandAmpersandToken]: '||',
  [ts.SyntaxKind.BarBarToken]: '&&',
  [ts.SyntaxKind.QuestionQuestionToken]: '&&',
  [ts.SyntaxKind.PlusToken]: '-',
  [ts.SyntaxKind.MinusToken]: '+',
  [ts.SyntaxKind.AsteriskToken]: '/',
  [ts.SyntaxKind.SlashToken]: '*',
  [ts.SyntaxKind.PercentToken]: '*',
};
const ASSIGNED: Partial<Record<ts.SyntaxKind, string>> = { [ts.SyntaxKind.PlusEqualsToken]: '-=', [ts.SyntaxKind.MinusEqualsToken]: '+=' };
/** Calls without which a list stays as it was, and calls of which the other would be as easily written. */
const DROPPED = new Set(['filter', 'sort', 'toSorted', 'reverse', 'toReversed', 'slice', 'trim', 'normalize']);
const OTHER: Readonly<Record<string, string>> = { some: 'every', every: 'some', min: 'max', max: 'min', floor: 'ceil', ceil: 'floor' };
const EQUALITY = new Set([ts.SyntaxKind.EqualsEqualsEqualsToken, ts.SyntaxKind.ExclamationEqualsEqualsToken]);

const asked = (plain: string, faults: { id: number; text: string }[]): string => `(${faults.map(({ id, text }) => `${ASK}(${id}) ? (${text}) : `).join('')}(${plain}))`;
const removed = (plain: string, faults: { id: number }[]): string => `{ if (!${ASK}(${faults[0]?.id ?? 0})) { ${plain} } }`;
/** A policy named and not written out is asked when it is called, not when the file is loaded. */
const called = (plain: string, faults: { id: number; text: string }[]): string => `((...given) => ${faults.map(({ id, text }) => `${ASK}(${id}) ? ${text} : `).join('')}(${plain})(...given))`;

/** Words for whoever works on the program: no test holds them, and no person reads them. */
function isForUs(node: ts.Node): boolean {
  for (let at: ts.Node | undefined = node.parent; at && !ts.isStatement(at) && !ts.isFunctionLike(at); at = at.parent) {
    if (ts.isNewExpression(at) && /^(?:Range|Type)?Error$/u.test(at.expression.getText())) return true;
    if (ts.isCallExpression(at) && /^require[A-Z]|\.refine$/u.test(at.expression.getText())) return true;
  }
  return false;
}

function isInFunction(node: ts.Node): boolean {
  for (let at: ts.Node | undefined = node.parent; at; at = at.parent) if (ts.isFunctionLike(at)) return true;
  return false;
}

/** A definition's `policy: …`, and what is declared to be one. */
function isPolicy(node: ts.Node): boolean {
  if (ts.isPropertyAssignment(node)) return node.name.getText() === 'policy' && node.parent.properties.some((other) => other.name?.getText() === 'load');
  if (ts.isVariableDeclaration(node)) {
    const made = node.initializer;
    return /^Policy</u.test(node.type?.getText() ?? '') || (made !== undefined && ts.isArrowFunction(made) && made.type?.getText() === 'Decision');
  }
  return ts.isFunctionDeclaration(node) && node.type?.getText() === 'Decision';
}

/** Faults of a source, and the source with all of them asleep in it. @param only `policies`: nothing but those is touched. */
export function mutate(file: string, text: string, { only, firstId }: { only: 'everything' | 'policies'; firstId: number }): { mutants: Mutant[]; text: string } {
  const tree = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const lines = text.split('\n');
  const places: Place[] = [];
  const mutants: Mutant[] = [];
  const short = (of: string): string => of.replaceAll(/\s+/gu, ' ').slice(0, 70);

  function put(node: ts.Node, becomes: readonly string[], join: Place['join'] = asked, asLoaded = !isInFunction(node)): void {
    const faults = [...new Set(becomes)].map((one) => {
      const id = firstId + mutants.length;
      const { line } = tree.getLineAndCharacterOfPosition(node.getStart());
      mutants.push({ id, file, line: line + 1, code: (lines[line] ?? '').trim(), change: `${short(node.getText())} → ${one === '' ? 'nothing' : short(one)}`, atLoad: asLoaded });
      return { id, text: one };
    });
    places.push({ start: node.getStart(), end: node.getEnd(), faults, join });
  }

  function binary(node: ts.BinaryExpression): void {
    const [left, right] = [node.left.getText(), node.right.getText()];
    const operator = SWAPPED[node.operatorToken.kind];
    const isText = (side: ts.Node): boolean => ts.isStringLiteralLike(side) || ts.isTemplateExpression(side);
    if (operator && !(node.operatorToken.kind === ts.SyntaxKind.PlusToken && (isText(node.left) || isText(node.right)))) put(node, [`(${left}) ${operator} (${right})`]);
    const assigned = ASSIGNED[node.operatorToken.kind];
    if (assigned) put(node, [`${left} ${assigned} ${right}`]);
  }

  function call(node: ts.CallExpression): void {
    const { expression } = node;
    if (ts.isIdentifier(expression)) {
      if (expression.text === 'deny') put(node, [ALLOWED, HIDDEN]);
      if (expression.text === 'allowIf') put(node, [ALLOWED, HIDDEN]);
      return;
    }
    if (!ts.isPropertyAccessExpression(expression) || node.flags & ts.NodeFlags.OptionalChain) return;
    const name = expression.name.text;
    if (DROPPED.has(name)) put(node, [expression.expression.getText()]);
    const other = OTHER[name];
    if (other) put(node, [`${expression.expression.getText()}.${other}(${node.arguments.map((one) => one.getText()).join(', ')})`]);
  }

  function literal(node: ts.Node): void {
    const isKey = (ts.isPropertyAssignment(node.parent) || ts.isPropertySignature(node.parent)) && node.parent.name === node;
    if (isKey || ts.isImportDeclaration(node.parent) || ts.isExportDeclaration(node.parent)) return;
    if (!ts.isNumericLiteral(node) && isForUs(node)) return;
    if (ts.isNumericLiteral(node)) {
      const value = Number(node.text.replaceAll('_', ''));
      put(node, [String(value + 1), String(value - 1)]);
    } else if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) {
      const compared = ts.isBinaryExpression(node.parent) && EQUALITY.has(node.parent.operatorToken.kind);
      if (node.text !== '' && !compared && !ts.isTaggedTemplateExpression(node.parent) && !ts.isExpressionStatement(node.parent)) put(node, ["''"]);
    } else if (ts.isTemplateExpression(node) && !ts.isTaggedTemplateExpression(node.parent)) put(node, ["''"]);
  }

  function identifier(node: ts.Identifier): void {
    const { parent } = node;
    const isAnswer = ts.isReturnStatement(parent) || ts.isConditionalExpression(parent) || (ts.isArrowFunction(parent) && parent.body === node);
    if (!isAnswer) return;
    if (node.text === 'allow') put(node, [HIDDEN]);
    if (node.text === 'hide') put(node, [ALLOWED]);
  }

  function visit(node: ts.Node, inside: boolean): void {
    if (ts.isTypeNode(node) || ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node) || ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return;
    const here = inside || isPolicy(node);
    if (here) {
      if (ts.isPropertyAssignment(node) && isPolicy(node) && !ts.isFunctionLike(node.initializer)) put(node.initializer, [ALLOWED, HIDDEN], called, false);
      if (ts.isBinaryExpression(node)) binary(node);
      else if (ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.ExclamationToken) put(node, [node.operand.getText()]);
      else if (ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.MinusToken) put(node, [node.operand.getText()]);
      else if (ts.isCallExpression(node)) call(node);
      else if (node.kind === ts.SyntaxKind.TrueKeyword && !ts.isLiteralTypeNode(node.parent)) put(node, ['false']);
      else if (node.kind === ts.SyntaxKind.FalseKeyword && !ts.isLiteralTypeNode(node.parent)) put(node, ['true']);
      else if (ts.isConditionalExpression(node)) put(node, [node.whenTrue.getText(), node.whenFalse.getText()]);
      else if (ts.isIfStatement(node)) put(node.expression, ['true', 'false']);
      else if (ts.isWhileStatement(node)) put(node.expression, ['false']);
      else if (ts.isThrowStatement(node) || (ts.isExpressionStatement(node) && !ts.isStringLiteral(node.expression))) put(node, [''], removed);
      else if (ts.isArrayLiteralExpression(node) && node.elements.length > 0 && !(ts.isBinaryExpression(node.parent) && node.parent.left === node)) put(node, ['[]']);
      else if (ts.isIdentifier(node)) identifier(node);
      else literal(node);
    }
    ts.forEachChild(node, (child) => visit(child, here));
  }
  ts.forEachChild(tree, (node) => visit(node, only === 'everything'));

  // Outer places first; of those that are one and the same, the one found first is the outer.
  const order = places.map((place, index) => ({ place, index })).sort((a, b) => a.place.start - b.place.start || b.place.end - a.place.end || a.index - b.index).map(({ place }) => place);
  let next = 0;
  function write(start: number, end: number): string {
    let out = '';
    let at = start;
    for (let place = order[next]; place && place.start < end; place = order[next]) {
      next += 1;
      out += text.slice(at, place.start) + place.join(write(place.start, place.end), place.faults);
      at = place.end;
    }
    return out + text.slice(at, end);
  }
  return { mutants, text: write(0, text.length) };
}

import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { createRegistry } from '../../../server/kernel/module';
import { modules } from '../../../server/modules';
import { sourcesIn } from './sources';

const { commands } = createRegistry(modules);

describe('what two people change at once', () => {
  it('is told by the names of commands there are', () => {
    const named: string[] = [];
    for (const { imports, tree } of sourcesIn('server/modules')) {
      if (!imports.some(({ target }) => target === 'server/kernel/optimistic')) continue;
      const visit = (node: ts.Node): void => {
        if (ts.isArrayLiteralExpression(node)) named.push(...node.elements.filter(ts.isStringLiteral).map(({ text }) => text).filter((text) => /^[a-z]+\.[a-z-]+$/u.test(text)));
        ts.forEachChild(node, visit);
      };
      visit(tree);
    }
    expect(named.length).toBeGreaterThan(20);
    expect(named.filter((name) => !commands.has(name))).toEqual([]);
  });

  it('is held in one way: against what the person saw, before anything is written', () => {
    const others: string[] = [];
    for (const { file, tree } of sourcesIn('server/modules')) {
      const visit = (node: ts.Node): void => {
        const isCompared = ts.isBinaryExpression(node) && [ts.SyntaxKind.ExclamationEqualsEqualsToken, ts.SyntaxKind.EqualsEqualsEqualsToken].includes(node.operatorToken.kind);
        if (isCompared && /(^|\.)version$/u.test(node.left.getText(tree)) && /(^|\.)version$/u.test(node.right.getText(tree))) others.push(`${file}: ${node.getText(tree)}`);
        if (ts.isCallExpression(node) && /\.updateMany$/u.test(node.expression.getText(tree)) && /where: \{[^}]*\bversion\b/u.test(node.getText(tree))) others.push(`${file}: updateMany by version`);
        ts.forEachChild(node, visit);
      };
      visit(tree);
    }
    expect(others).toEqual([]);
  });
});

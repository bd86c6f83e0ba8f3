import stylistic from '@stylistic/eslint-plugin';
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

/** The bans of docs/architecture as the editor shows them; tests/unit/architecture holds the same ones exactly. */
const ban = (...groups) => ({ 'no-restricted-imports': ['error', { patterns: groups.map(([group, message]) => (group instanceof RegExp ? { regex: group.source, message } : { group, message })) }] });

const PRISMA = [['**/prisma/generated/**', '**/prisma/generated-postgresql/**', '@prisma/client', '@prisma/adapter-better-sqlite3', '@prisma/adapter-pg', 'pg'], 'Prisma stays in server/adapters/db; repositories take a Db from kernel/ports/database.'];
const REMIX = [['@remix-run/*'], 'Remix only in app and server/transports/http: the later move must be mechanical.'];
const IO = [['node:fs', 'node:fs/*', 'fs', 'node:net', 'node:http', 'node:https', 'node:child_process', 'node:worker_threads'], 'Input and output come in through a port.'];
const PAST_THE_INDEX = [/^(?:\.\.|~\/features)\/[a-z]+\/(?!.*\.(?:server|css)$)/, 'A feature is seen through its index.'];
const PAST_FROM_ROUTES = [/^(?:~|\.\.?)\/features\/[a-z]+\/(?!.*\.(?:server|css)$)/, 'A feature is seen through its index.'];
const NO_PAGES = [['~/*', '**/app/**'], 'The server never imports the interface.'];

export default tseslint.config(
  { ignores: ['node_modules/', 'build/', 'data/', 'data-dev/', '.cache/', 'public/', 'prisma/generated/', 'prisma/generated-postgresql/', 'tests/.artifacts/'] },
  ...tseslint.configs.strict,
  ...tseslint.configs.stylistic,
  // How a line is written; where it ends is left to who writes it (docs/decisions/017). `npm run format` does what it can by itself.
  stylistic.configs.customize({ indent: 2, quotes: 'single', semi: true, arrowParens: true, braceStyle: '1tbs', jsx: true }),
  {
    rules: {
      '@stylistic/quotes': ['error', 'single', { avoidEscape: true, allowTemplateLiterals: 'always' }],
      '@stylistic/generator-star-spacing': ['error', { before: false, after: true }],
      ...Object.fromEntries(['jsx-first-prop-new-line', 'jsx-max-props-per-line', 'jsx-one-expression-per-line', 'jsx-wrap-multilines', 'list-style', 'max-statements-per-line', 'multiline-ternary', 'operator-linebreak', 'quote-props'].map((rule) => [`@stylistic/${rule}`, 'off'])),
    },
  },
  {
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      'max-lines': ['error', { max: 400, skipBlankLines: false, skipComments: false }],
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-console': 'error',
      'no-empty': ['error', { allowEmptyCatch: false }],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'separate-type-imports', disallowTypeAnnotations: false }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_|Schema$', caughtErrors: 'all', ignoreRestSiblings: true }],
      '@typescript-eslint/consistent-type-definitions': 'off',
      '@typescript-eslint/consistent-indexed-object-style': 'off',
      '@typescript-eslint/prefer-for-of': 'off',
      '@typescript-eslint/no-extraneous-class': ['error', { allowEmpty: true }],
      '@typescript-eslint/array-type': 'off',
      '@typescript-eslint/no-empty-function': 'off',
      '@typescript-eslint/no-invalid-void-type': 'off',
    },
  },
  {
    files: ['app/**/*.{ts,tsx}'],
    plugins: { 'react-hooks': reactHooks },
    rules: {
      ...reactHooks.configs.recommended.rules,
      'react-hooks/exhaustive-deps': 'error',
      'no-restricted-syntax': ['error', { selector: "JSXAttribute[name.name='style']", message: 'The content security policy forbids inline styles: use a class, a data attribute, or element.style in an effect.' }],
    },
  },
  // The reader is loaded in the browser alone: its styles are set by script and stand in no markup.
  { files: ['app/features/reader/**/*.tsx'], rules: { 'no-restricted-syntax': 'off' } },
  // A child of its own, whose console is where pdf.js says that a file had to be repaired.
  { files: ['server/adapters/pdf/inspect-view.ts'], rules: { 'no-console': 'off' } },
  { files: ['server/shared/**/*.ts'], rules: ban([['**/kernel/**', '**/modules/**', '**/adapters/**', '**/transports/**', 'node:*'], 'shared runs in the browser: zod and itself, nothing else.'], NO_PAGES) },
  { files: ['server/kernel/**/*.ts'], ignores: ['server/kernel/ports/database.ts'], rules: ban([['**/modules/**', '**/adapters/**', '**/transports/**'], 'The kernel knows no module, adapter or transport.'], PRISMA, REMIX, IO, NO_PAGES) },
  {
    files: ['server/modules/**/*.ts'],
    rules: {
      ...ban([['**/adapters/**', '**/transports/**'], 'A module sees the outside through ports only.'], PRISMA, REMIX, IO, NO_PAGES),
      'no-restricted-globals': ['error', { name: 'setTimeout', message: 'Time is a port.' }, { name: 'setInterval', message: 'Time is a port.' }],
    },
  },
  {
    files: ['server/modules/**/*.ts', 'server/shared/**/*.ts'],
    rules: {
      'no-restricted-properties': [
        'error',
        { object: 'Date', property: 'now', message: 'Time comes in through the context.' },
        { object: 'Math', property: 'random', message: 'Chance comes in through the context.' },
        { object: 'performance', property: 'now', message: 'Time comes in through the context.' },
      ],
      'no-restricted-syntax': ['error', { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: 'Time comes in through the context.' }],
    },
  },
  { files: ['server/live/**/*.ts'], rules: ban([['**/adapters/**', '**/transports/**', 'socket.io', 'socket.io/*', 'engine.io'], 'Live rooms reach tablets through a Sink and the outside through doors.'], PRISMA, REMIX, IO, NO_PAGES) },
  { files: ['server/adapters/**/*.ts'], rules: ban([['**/modules/**', '**/transports/**'], 'Adapters implement the ports of the kernel.'], REMIX, NO_PAGES) },
  { files: ['server/transports/**/*.ts'], ignores: ['server/transports/http/**', 'server/transports/cli/**'], rules: ban([['**/modules/**', '**/adapters/**'], 'Transports see the bus, not modules or adapters.'], REMIX, PRISMA, NO_PAGES) },
  { files: ['server/transports/http/**/*.ts'], rules: ban([['**/modules/**', '**/adapters/db/**', '**/adapters/blob/**', '**/adapters/pdf/**', '**/adapters/signer/**'], 'Transports see the bus, not modules or adapters.'], PRISMA, NO_PAGES) },
  { files: ['app/ui/**/*.{ts,tsx}'], rules: ban([['~/features/**', '~/routes/**', '~/tablet/**', '@shared/protocol/**', '@shared/rules/**', '@shared/law/**', '**/features/**', '**/routes/**'], 'app/ui knows no word of the domain.'], REMIX) },
  { files: ['app/tablet/**/*.{ts,tsx}'], rules: ban([['~/features/**', '~/routes/**', '**/features/**', '**/routes/**'], 'app/tablet stands under the features.']) },
  { files: ['app/commands/**/*.{ts,tsx}'], rules: ban([['~/features/**', '~/routes/**', '**/features/**', '**/routes/**'], 'app/commands stands under the features.']) },
  { files: ['app/features/**/*.{ts,tsx}'], rules: ban([['~/routes/**', '**/routes/**'], 'Features never import routes.'], PAST_THE_INDEX) },
  { files: ['app/routes/**/*.{ts,tsx}', 'app/*.{ts,tsx}'], rules: ban(PAST_FROM_ROUTES) },
  { files: ['server/**/*.mjs', 'tests/run.ts', 'tests/bench/**', 'tests/chaos/**', 'tests/support/**', 'tests/e2e/**', 'tests/**/*.test.ts'], rules: { 'no-restricted-properties': 'off', 'no-console': 'off', '@typescript-eslint/no-non-null-assertion': 'off' } },
);

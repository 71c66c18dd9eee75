import { defineConfig } from 'eslint/config';
import n from 'eslint-plugin-n';
import tseslint from 'typescript-eslint';

/**
 * Most lines of a file, blank lines and comments included, by what the file is. A record that outgrows them is two
 * records. Later entries win.
 */
const MAX_LINES = [
  [['**/*.{ts,mjs,cjs,js}'], 250],
  [['libs/{platform,lines}/**/!(*.*).ts'], 120], // plain nouns: calculators
  [['libs/*/*/src/index.ts'], 30],
  [['**/*.module.ts'], 40],
  [['apps/*/src/*.module.ts'], 60], // the list of everything that a process is made of
  [['**/*.entity.ts'], 100],
  [['**/*.workflow.ts'], 80],
  [['**/*.{policy,life}.ts'], 60],
  [['**/*.service.ts'], 200],
  [['**/*.queries.ts'], 150],
  [['**/*.controller.ts'], 130],
  [['**/*.dto.ts'], 150],
  [['**/*.errors.ts'], 60],
  [['**/*.processor.ts'], 40], // 25 of its own and its imports
  [['**/*.spec.ts'], 150],
];

/** Tables of data, which grow with what they list. */
const DATA = ['libs/shared/errors/src/catalogue/**', 'migrations/**'];

const TYPED = ['{apps,libs,migrations,test}/**/*.ts'];
const TESTS = ['**/*.spec.ts', 'test/**/*.ts'];

/** A comment that switches rules off names them and says why: `eslint-disable-next-line no-console -- a command`. */
const DIRECTIVE = /^\s*eslint(-disable\S*)?(\s|$)/;
const REASONED = /^\s*eslint\S*\s+\S.*?\s--\s+\S{2}/s;

const reasonedDisables = {
  meta: {
    type: 'problem',
    schema: [],
    messages: { why: 'Name the rules and say why: eslint-disable… rule -- reason.' },
  },
  create: ({ sourceCode, report }) => ({
    Program() {
      for (const { value, loc } of sourceCode.getAllComments()) {
        if (!DIRECTIVE.test(value) || REASONED.test(value)) continue;
        // Before the line begins, or a blanket comment would switch off its own report.
        report({ loc: { start: { line: loc.start.line, column: -1 }, end: loc.end }, messageId: 'why' });
      }
    },
  }),
};

/** `max-params` of 4 with constructors left out: what they take is injected, nobody writes the call. */
const tooManyParameters = [
  'FunctionDeclaration[params.length>4]',
  'ArrowFunctionExpression[params.length>4]',
  ':not(MethodDefinition[kind="constructor"]) > FunctionExpression[params.length>4]',
  'TSAbstractMethodDefinition > TSEmptyBodyFunctionExpression[params.length>4]',
  ':matches(TSDeclareFunction, TSMethodSignature)[params.length>4]',
].map((selector) => ({ selector, message: 'At most 4 parameters; more belong in one object.' }));

export default defineConfig(
  { ignores: ['node_modules/', 'dist/', 'coverage/', '.data/'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  {
    files: TYPED,
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/explicit-module-boundary-types': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', ignoreRestSiblings: true }],
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
    },
  },
  {
    files: ['**/*.{ts,mjs,cjs,js}'],
    plugins: { n, nqi: { rules: { 'reasoned-disables': reasonedDisables } } },
    rules: {
      complexity: ['error', 8],
      eqeqeq: 'error',
      'max-depth': ['error', 3],
      'max-lines-per-function': ['error', 40],
      'n/no-process-env': 'error',
      'no-restricted-syntax': ['error', ...tooManyParameters],
      'nqi/reasoned-disables': 'error',
    },
  },
  ...MAX_LINES.map(([files, max]) => ({ files, rules: { 'max-lines': ['error', max] } })),
  { files: DATA, rules: { 'max-lines': 'off', 'max-lines-per-function': 'off' } },
  // The only reader of the environment.
  { files: ['libs/shared/config/**'], rules: { 'n/no-process-env': 'off' } },
  {
    files: TESTS,
    rules: {
      'max-lines-per-function': 'off', // describe() is one function
      'no-restricted-syntax': 'off', // a row of it.each() has as many parameters as its table has columns
      // The body of an HTTP response is any; each test says what it expects of it.
      '@typescript-eslint/no-explicit-any': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/unbound-method': 'off', // expect(object.method)
      // How a run of tests is told what is there; the application itself still reads only its config.
      'n/no-process-env': ['error', { allowedVariables: ['JEST_WORKER_ID', 'REDIS_URL', 'REQUIRE_REDIS'] }],
    },
  },
  // What a run of tests is told goes through its environment; these files write and read it.
  { files: ['test/support/**'], rules: { 'n/no-process-env': 'off' } },
);

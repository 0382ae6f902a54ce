import js from '@eslint/js';
import jsxA11y from 'eslint-plugin-jsx-a11y';
import reactHooks from 'eslint-plugin-react-hooks';
import globals from 'globals';
import tseslint from 'typescript-eslint';

export default tseslint.config(
  { ignores: ['dist', 'node_modules', '**/generated', 'browser/results', 'browser/fixtures/*.js'] },
  js.configs.recommended,
  ...tseslint.configs.recommended,
  {
    rules: {
      eqeqeq: 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
    },
  },
  {
    files: ['src/**/*.{ts,tsx}'],
    plugins: { 'react-hooks': reactHooks },
    ...jsxA11y.flatConfigs.strict,
    rules: { ...jsxA11y.flatConfigs.strict.rules },
  },
  { files: ['src/**/*.{ts,tsx}'], plugins: { 'react-hooks': reactHooks }, rules: reactHooks.configs.recommended.rules },
  {
    // What others use without React must not come to need it.
    files: ['packages/client/**/*.ts'],
    rules: {
      'no-restricted-imports': ['error', { patterns: ['react*', '@mui/*', '@reduxjs/*', '@emotion/*', 'i18next*'] }],
    },
  },
  {
    // Read by browsers that are too old for all else: no syntax that they do not know.
    files: ['public/*.js'],
    languageOptions: { globals: globals.browser },
    rules: {
      'no-restricted-syntax': [
        'error',
        'VariableDeclaration[kind!="var"]',
        'ArrowFunctionExpression',
        'TemplateLiteral',
        'ChainExpression',
        'LogicalExpression[operator="??"]',
        'SpreadElement',
        'RestElement',
        'ObjectPattern',
        'ArrayPattern',
        'Property[shorthand=true]',
        'ForOfStatement',
        'ClassDeclaration',
      ],
    },
  },
  { files: ['*.config.{js,ts}', 'tools/**/*.js', 'browser/**/*.ts'], languageOptions: { globals: globals.node } },
);

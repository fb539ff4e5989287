import tseslint from 'typescript-eslint';

/** A bare Error says neither whose fault it was nor what to do next: src throws OrgSecretsError (or, in the simulator, ServiceError). */
const noBareError = {
  selector: "NewExpression[callee.name='Error']",
  message:
    'Throw an OrgSecretsError (simulator: ServiceError) that says whose fault it is and what to do next.',
};
/** Ambient time, randomness and environment make the core untestable: they are passed in. */
const noAmbient = [
  { object: 'Date', property: 'now', message: 'Take a Clock as an argument.' },
  { object: 'Math', property: 'random', message: 'Take randomness as an argument.' },
  { object: 'process', property: 'env', message: 'Take the environment as an argument.' },
];

export default tseslint.config(
  { ignores: ['dist/**', 'node_modules/**', '.venv/**', 'coverage/**', '.cache/**'] },
  ...tseslint.configs.recommendedTypeChecked,
  {
    files: ['**/*.ts', '**/*.tsx'],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      eqeqeq: 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      // As in tsconfig.json: a parameter that somebody else's signature demands is named with an underscore.
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', ignoreRestSiblings: true },
      ],
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      '@typescript-eslint/require-await': 'off',
    },
  },
  {
    files: ['src/**/*.ts', 'src/**/*.tsx'],
    rules: {
      'no-console': 'error',
      'no-restricted-syntax': ['error', noBareError],
      'no-restricted-properties': ['error', ...noAmbient],
    },
  },
  {
    files: ['test/**/*.ts'],
    rules: {
      '@typescript-eslint/no-unused-expressions': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
    },
  },
  {
    files: ['**/*.js', '**/*.cjs', '**/*.mjs'],
    ...tseslint.configs.disableTypeChecked,
    rules: { ...tseslint.configs.disableTypeChecked.rules, '@typescript-eslint/no-require-imports': 'off' },
  },
);

import { config } from '@hubspot/eslint-config-ui-extensions';
import tseslint from 'typescript-eslint';

// biome-ignore lint/style/noDefaultExport: ESLint reads the default export.
export default [
  { ignores: ['dist/', 'test/'] },
  { files: ['**/*.{ts,tsx}'], languageOptions: { parser: tseslint.parser } },
  ...config,
];

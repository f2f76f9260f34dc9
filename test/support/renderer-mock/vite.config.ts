import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** The screens in a browser, over the mock: `node_modules/.bin/vite -c test/support/renderer-mock/vite.config.ts`. */
export default defineConfig({
  root: resolve(import.meta.dirname, '../../..'),
  cacheDir: 'node_modules/.cache/renderer-mock',
  plugins: [react()],
  server: { open: false },
});

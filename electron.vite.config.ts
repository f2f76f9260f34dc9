import { builtinModules } from 'node:module';
import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import manifest from './package.json' with { type: 'json' };

// electron-vite derives its targets from the installed electron package. The tests of a closed network run
// an older runtime (see docs and scripts/lib/runtime.mjs), so both targets are the oldest that must work.
const NODE_TARGET = 'node20.18';
const CHROME_TARGET = 'chrome130';

/** Everything that main may `import` at run time: Electron, Node, and the production dependencies. */
const external = [
  'electron',
  /^electron\/.+/,
  /^node:/,
  ...builtinModules,
  ...Object.keys(manifest.dependencies).map((name) => new RegExp(`^${name}(/.+)?$`)),
];

export default defineConfig(({ command }) => {
  const sourcemap = command === 'serve';
  return {
    main: {
      build: {
        target: NODE_TARGET,
        outDir: 'out/main',
        sourcemap,
        minify: false,
        externalizeDeps: false,
        rollupOptions: {
          external,
          input: {
            index: resolve('main/index.ts'),
            'certificate-worker': resolve('main/security/certificate-worker.ts'),
          },
          output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
        },
      },
    },
    preload: {
      build: {
        target: NODE_TARGET,
        outDir: 'out/preload',
        sourcemap,
        minify: false,
        // A sandboxed preload can require nothing but electron: all else is bundled into the one file.
        externalizeDeps: false,
        rollupOptions: {
          external: ['electron'],
          input: { index: resolve('preload/index.ts') },
          output: { format: 'cjs', entryFileNames: '[name].cjs' },
        },
      },
    },
    renderer: {
      root: 'renderer',
      plugins: [react()],
      build: {
        target: CHROME_TARGET,
        outDir: 'out/renderer',
        sourcemap,
        // The CSP allows 'self' only: no data: URLs for fonts and images, no inline module preload script.
        assetsInlineLimit: 0,
        modulePreload: { polyfill: false },
        chunkSizeWarningLimit: 3000,
        rollupOptions: {
          input: { index: resolve('renderer/index.html'), print: resolve('renderer/print.html') },
        },
      },
    },
  };
});

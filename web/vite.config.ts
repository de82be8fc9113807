import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { antdStyles } from './antd-styles.ts';
import { firstChunks } from './first-chunks.ts';
import { noJsonSchema } from './no-json-schema.ts';
import { preloadShared } from './preload-shared.ts';

/** The console, served under `/console/` of the same origin as the API. Offices' browsers are Chromium of some years: ES2020. */
export default defineConfig({
  root: import.meta.dirname,
  base: '/console/',
  plugins: [react(), antdStyles(), noJsonSchema(), preloadShared(['src/app.tsx', 'src/session/front.tsx'])],
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'es2020',
    // The policy allows no inline script; every browser that is supported preloads modules itself.
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    rolldownOptions: {
      output: { codeSplitting: { groups: firstChunks } },
      // A contract's schemas are made by calls without effects: those that no screen uses are left out.
      treeshake: {
        moduleSideEffects: (id) => !id.includes('/shared/'),
        manualPureFunctions: ['z', 'defineRoute'],
      },
    },
  },
});

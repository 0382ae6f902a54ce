import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';
import { TARGETS } from './browsers.ts';

export default defineConfig({
  plugins: [react()],
  server: { proxy: { '/v1': 'http://127.0.0.1:8080' }, fs: { allow: ['.', '../samples'] } },
  build: {
    target: TARGETS,
    // A worklet is a file of its own: the page's policy allows no data: or blob: scripts.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // Name, version and licence text of everything that ends in the page, which links it.
    license: { fileName: 'licences.txt' },
  },
  // Worklets are modules: while developing they import what Vite serves.
  worker: { format: 'es' },
  test: {
    environment: 'happy-dom',
    // Whole dialogs are drawn; a busy machine takes its time.
    testTimeout: 60_000,
    include: ['src/**/*.test.{ts,tsx}', 'packages/*/src/**/*.test.ts', 'node/**/*.test.ts'],
    reporters: process.env.UNIVOICE_JUNIT ? ['default', ['junit', { outputFile: process.env.UNIVOICE_JUNIT }]] : ['default'],
  },
});

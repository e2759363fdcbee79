import path from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const here = import.meta.dirname;

/** Three pages with scripts of their own: the door (sign-in), staff, and the portal, which must never hold a staff page. */
export default defineConfig({
  root: here,
  plugins: [react()],
  resolve: { alias: [{ find: /^zod$/, replacement: path.join(here, 'zod.ts') }] },
  build: {
    outDir: path.join(here, '../../dist'),
    emptyOutDir: true,
    manifest: 'manifest.json',
    target: 'es2023',
    reportCompressedSize: false,
    chunkSizeWarningLimit: 800,
    rolldownOptions: {
      input: ['door', 'staff', 'portal'].map((page) => path.join(here, `${page}.html`)),
    },
  },
});

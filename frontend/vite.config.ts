import { fileURLToPath } from 'node:url';
import optimizeLocales from '@react-aria/optimize-locales-plugin';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { compress } from './build/compress-plugin.ts';
import { documents } from './build/documents-plugin.ts';
import { relay } from './build/relay-plugin.ts';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

const server = process.env.DOORWARD_DEV ?? 'http://127.0.0.1:8080';

export default defineConfig({
  plugins: [
    relay(),
    documents(),
    { ...optimizeLocales.vite({ locales: ['en-US'] }), enforce: 'pre' },
    react(),
    compress(),
  ],
  resolve: { alias: { '~': here('./src') } },
  worker: { format: 'es' },
  build: {
    outDir: here('./dist'),
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 4000,
    rolldownOptions: {
      input: { console: here('./index.html'), playground: here('./playground/index.html') },
      onLog(level, log, handle) {
        // GraphiQL's sources carry React Compiler's "use no memo", which a bundle does not need.
        if (log.code !== 'MODULE_LEVEL_DIRECTIVE') handle(level, log);
      },
    },
  },
  server: {
    port: 5173,
    proxy: { '/graphql': { target: server, ws: true }, '/dev': { target: server } },
  },
});

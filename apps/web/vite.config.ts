import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import mantine from 'postcss-preset-mantine'
import { defineConfig } from 'vitest/config'
import { neededByEveryPage, sharedBySignedInPages } from './vite-chunks.ts'

const apiUrl = process.env.API_URL ?? `http://127.0.0.1:${process.env.PORT ?? 8000}`
const proxied = ['/api', '/docs', '/redoc', '/openapi.json', '/health']

export default defineConfig({
  plugins: [react()],
  resolve: {
    alias: { zod: fileURLToPath(new URL('./src/api/zod-inert.ts', import.meta.url)) },
  },
  css: {
    postcss: { plugins: [mantine()] },
    // Readable class names are for people with the inspector open; the build keeps them short.
    modules: { generateScopedName: '[name]_[local]_[hash:base64:4]' },
  },
  server: {
    proxy: Object.fromEntries(proxied.map((path) => [path, { target: apiUrl, changeOrigin: false }])),
  },
  build: {
    target: 'baseline-widely-available',
    // Below this size Vite would inline files as data: URLs, which the content security policy refuses.
    assetsInlineLimit: 0,
    reportCompressedSize: false,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: 'base', test: neededByEveryPage, priority: 2 },
            { name: 'signed-in', test: sharedBySignedInPages, minShareCount: 2, priority: 1 },
          ],
        },
      },
    },
  },
  test: {
    name: 'web',
    environment: 'jsdom',
    include: ['src/**/*.test.{ts,tsx}'],
    setupFiles: ['src/test/setup.ts'],
    restoreMocks: true,
    unstubGlobals: true,
  },
})

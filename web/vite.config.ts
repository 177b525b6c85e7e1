import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vitest/config'
import { fake_server } from './dev/fake_server.ts'
import { shell_list } from './tools/shell_list.ts'

// The server replaces __NONCE__ in index.html with the nonce of the answer's own policy.
const target = process.env.STEWARD_SERVER
export default defineConfig(({ command, mode }) => ({
  html: { cspNonce: command === 'build' ? '__NONCE__' : undefined },
  plugins: [react(), shell_list() as Plugin, ...(command === 'serve' && mode !== 'test' && !target ? [fake_server() as Plugin] : [])],
  build: {
    target: 'es2023',
    outDir: 'dist',
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  server: { proxy: target ? { '/api': { target, ws: true }, '/healthz': target } : undefined },
  test: { environment: 'jsdom', include: ['**/*_test.{ts,tsx}'], exclude: ['node_modules', 'dist'] },
}))

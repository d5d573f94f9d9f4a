import { fileURLToPath } from 'node:url'
import { defineConfig, type ViteUserConfig } from 'vitest/config'
import { compactTemplates } from './.ci/compact-templates.mjs'

/**
 * One thing per mode. `vite build --mode <widget>` makes that widget's bundle for script tags, `vite build --mode esm`
 * the modules of the npm package; without a mode of ours this is the configuration of Vitest and Storybook.
 */

// The sources of the two packages are found by an export condition of our own; see server/package.json.
const conditions = ['tintype-source']
const root = fileURLToPath(new URL('.', import.meta.url))

/** Where each bundle lies below `/widgets/`: the vendor's own paths, so that a page changes nothing but the host. */
const BUNDLES: Readonly<Record<string, string>> = {
  'upload-widget': 'upload-widget/latest/global/all',
}

/** What the npm package leaves to the bundler of its user. The pure language of the server is built in. */
const EXTERNAL = [/^lit($|\/)/, /^@lit\//, /^zustand($|\/)/, /^@uppy\//]

const shared: ViteUserConfig = {
  root,
  resolve: { conditions: [...conditions, 'module', 'browser', 'development|production'], dedupe: ['lit'] },
}

function bundle(widget: string, path: string): ViteUserConfig {
  return {
    ...shared,
    plugins: [compactTemplates()],
    build: {
      outDir: 'widgets/dist/bundles',
      emptyOutDir: false,
      target: 'es2022',
      lib: {
        entry: `widgets/${widget}/bundle.ts`,
        formats: ['iife', 'es'],
        name: 'tintypeBundle',
        fileName: (format) => (format === 'iife' ? `${path}.js` : `${path}.mjs`),
      },
      minify: 'oxc',
      sourcemap: true,
      rolldownOptions: { output: { codeSplitting: false, extend: true } },
    },
    define: { 'process.env.NODE_ENV': '"production"' },
  }
}

function modules(): ViteUserConfig {
  const entries = Object.keys(BUNDLES).flatMap((widget) => [
    [widget, `widgets/${widget}/element.ts`],
    [`define/${widget}`, `widgets/${widget}/define.ts`],
    [`compat/${widget}`, `widgets/${widget}/bundle.ts`],
  ])
  return {
    ...shared,
    build: {
      outDir: 'widgets/dist/esm',
      emptyOutDir: true,
      target: 'es2022',
      minify: false,
      lib: { entry: Object.fromEntries(entries), formats: ['es'] },
      rolldownOptions: { external: EXTERNAL, output: { chunkFileNames: 'chunks/[name]-[hash].js' } },
    },
  }
}

const tests: ViteUserConfig = {
  ...shared,
  ssr: { resolve: { conditions: [...conditions, 'node', 'module', 'development|production'] } },
  test: {
    include: ['test/{server,conformance,golden,compat,journeys,repository}/**/*.test.ts'],
    pool: 'forks',
    // Two cores: a worker each, so that timings inside tests stay sane.
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 60_000,
    reporters: ['default'],
  },
}

export default defineConfig(({ mode }) => {
  const path = BUNDLES[mode]
  if (path !== undefined) return bundle(mode, path)
  return mode === 'esm' ? modules() : tests
})

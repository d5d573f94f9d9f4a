import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { defineConfig, type ViteUserConfig } from 'vitest/config'
import { compactTemplates } from './.ci/compact-templates.mjs'
import { oneCopy } from './.ci/one-copy.mjs'
import { scriptTagBundle } from './.ci/script-tag-bundle.mjs'

/**
 * One thing per mode. `vite build --mode <widget>` makes that widget's bundle for script tags, `vite build --mode esm`
 * the modules of the npm package, `--mode server` the compiled server; without a mode of ours this is the configuration
 * of Vitest and Storybook.
 */

// The sources of the two packages are found by an export condition of our own; see server/package.json.
const conditions = ['tintype-source']
const root = fileURLToPath(new URL('.', import.meta.url))

/** Where each bundle lies below `/widgets/`: the vendor's own paths, so that a page changes nothing but the host. */
const BUNDLES: Readonly<Record<string, string>> = {
  'media-library': 'media-library/latest/global/all',
  'upload-widget': 'upload-widget/latest/global/all',
}

/** What the npm package leaves to the bundler of its user. The pure language of the server is built in. */
const EXTERNAL = [/^react($|\/)/, /^lit($|\/)/, /^@lit\//, /^zustand($|\/)/, /^@uppy\//]

const shared: ViteUserConfig = {
  root,
  resolve: { conditions: [...conditions, 'module', 'browser', 'development|production'], dedupe: ['lit'] },
}

function bundle(widget: string, path: string): ViteUserConfig {
  return {
    ...shared,
    // A worker is found beside the part that starts it.
    base: './',
    worker: workersIn(path.replace(/all$/, '')),
    plugins: [compactTemplates(), scriptTagBundle()],
    build: {
      outDir: 'widgets/dist/bundles',
      emptyOutDir: false,
      target: 'es2022',
      minify: 'oxc',
      sourcemap: true,
      lib: { entry: { all: `widgets/${widget}/bundle.ts` }, formats: ['es'], fileName: () => `${path}.mjs` },
      rolldownOptions: {
        preserveEntrySignatures: 'allow-extension',
        output: { minify: true, chunkFileNames: `${path.replace(/all$/, '')}[name]-[hash].js` },
      },
    },
    define: { 'process.env.NODE_ENV': '"production"' },
  }
}

/** Workers keep their names: pages that have the widgets from another host import them by their address. */
function workersIn(folder: string): NonNullable<ViteUserConfig['worker']> {
  return { format: 'es', rolldownOptions: { output: { entryFileNames: `${folder}[name].js` } } }
}

function modules(): ViteUserConfig {
  const entries = [
    ['react', 'widgets/react/react.ts'],
    ['react/cld-upload-widget', 'widgets/react/cld-upload-widget.ts'],
    ...Object.keys(BUNDLES).flatMap((widget) => [
      [widget, `widgets/${widget}/element.ts`],
      [`define/${widget}`, `widgets/${widget}/define.ts`],
      [`compat/${widget}`, `widgets/${widget}/bundle.ts`],
      [`react/${widget}`, `widgets/react/${widget}.ts`],
      ...languagesOf(widget),
    ]),
  ]
  return {
    ...shared,
    base: './',
    worker: workersIn('workers/'),
    build: {
      outDir: 'widgets/dist/esm',
      emptyOutDir: true,
      target: 'es2022',
      minify: false,
      lib: { entry: Object.fromEntries(entries), formats: ['es'] },
      rolldownOptions: {
        external: EXTERNAL,
        output: {
          chunkFileNames: 'chunks/[name]-[hash].js',
          // A server component may import them, and the bundler takes away what is no statement of an entry.
          banner: ({ name }) => (/^react($|\/)/.test(name) ? "'use client';" : ''),
        },
      },
    },
  }
}

/** Catalogues by themselves, for pages that bring them along instead of loading them. */
function languagesOf(widget: string): readonly (readonly [string, string])[] {
  const folder = `${root}widgets/${widget}/messages`
  const files = readdirSync(folder).filter((file) => /^[a-z]{2}\.ts$/.test(file))
  return files.map((file) => [`locales/${widget}/${file.replace(/\.ts$/, '')}`, `widgets/${widget}/messages/${file}`])
}

/** Programs of the compiled server; what its package exports is named there. */
const SERVER_PROGRAMS = [
  'cli/main',
  'render/child',
  'adapters/companion/child',
  'adapters/database/sqlite/search-worker',
  'adapters/scripts/script-worker',
]
/** Packages of many small modules that every start needs: they load three times as fast when they are built in. */
const BUILT_IN = ['busboy', 'express', 'ipaddr.js', 'kysely', 'zod']

function server(): ViteUserConfig {
  const { dependencies, optionalDependencies, exports } = JSON.parse(readFileSync(`${root}server/package.json`, 'utf8'))
  const exported = Object.values<{ readonly default?: string }>(exports).flatMap((file) => file.default ?? [])
  const entries = [...exported.map((file) => file.replace(/^\.\/dist\/|\.js$/g, '')), ...SERVER_PROGRAMS]
  const external = Object.keys({ ...dependencies, ...optionalDependencies }).filter((name) => !BUILT_IN.includes(name))
  return {
    root,
    plugins: [oneCopy()],
    resolve: { conditions },
    // Whatever is not named is built in: of a package that is, its own dependencies too, which nobody else may find.
    ssr: { noExternal: true, external, resolve: { conditions: [...conditions, 'node'] } },
    build: {
      ssr: true,
      outDir: 'server/dist',
      emptyOutDir: false,
      target: 'node24',
      // Traces of errors keep their names; what nobody reads does not cost time at the start.
      minify: false,
      rolldownOptions: {
        input: Object.fromEntries(entries.map((name) => [name, `server/${name}.ts`])),
        output: { entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js', comments: false },
      },
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
    // What a busy machine does a little later is no failure.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 10_000 } },
    reporters: ['default'],
  },
}

export default defineConfig(({ mode }) => {
  const path = BUNDLES[mode]
  if (path !== undefined) return bundle(mode, path)
  if (mode === 'server') return server()
  return mode === 'esm' ? modules() : tests
})

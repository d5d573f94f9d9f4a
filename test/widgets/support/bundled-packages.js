/**
 * A plugin for web-test-runner: packages that are not, or bring along what is not, ECMAScript modules are bundled once by
 * Vite and served in their place.
 */
import { fileURLToPath } from 'node:url'
import { build } from 'vite'

const root = fileURLToPath(new URL('../../..', import.meta.url))
const PREFIX = '/__bundled__/'

/** @param {Readonly<Record<string, string>>} packages name to entry file below the repository */
export function bundledPackages(packages) {
  const sources = new Map()
  return {
    name: 'bundled-packages',
    async serverStart() {
      for (const [name, entry] of Object.entries(packages)) sources.set(`${PREFIX}${name}.js`, await bundle(entry))
    },
    resolveImport({ source }) {
      return Object.hasOwn(packages, source) ? `${PREFIX}${source}.js` : undefined
    },
    serve({ path }) {
      const body = sources.get(path)
      return body === undefined ? undefined : { body, type: 'js' }
    },
  }
}

async function bundle(entry) {
  const [output] = await build({
    configFile: false,
    root,
    logLevel: 'error',
    define: { 'process.env.NODE_ENV': '"production"' },
    build: { write: false, minify: false, target: 'es2022', lib: { entry, formats: ['es'], fileName: 'bundle' } },
  })
  return output.output[0].code
}

/**
 * A plugin for web-test-runner: `/__framework__/<name>.js` is a page of `test/widgets/frameworks`, built by Vite with the
 * compiler of its framework when it is first asked for. The widgets in it are these sources.
 */
import { fileURLToPath } from 'node:url'
import vue from '@vitejs/plugin-vue'
import { compile } from 'svelte/compiler'
import { build } from 'vite'

const root = fileURLToPath(new URL('../../..', import.meta.url))
const folder = `${root}test/widgets/frameworks`
const ofReact18 = (name) => `${folder}/react-18/node_modules/${name}`

const PAGES = {
  angular: { entry: 'angular/main.ts' },
  'react-18': { entry: 'react/page.tsx', alias: { react: ofReact18('react'), 'react-dom': ofReact18('react-dom') } },
  'react-19': { entry: 'react/page.tsx' },
  svelte: { entry: 'svelte/main.js', plugins: () => [svelte()] },
  vue: {
    entry: 'vue/main.js',
    plugins: () => [vue({ template: { compilerOptions: { isCustomElement: (tag) => tag.startsWith('tintype-') } } })],
  },
}

export function frameworkPages() {
  const built = new Map()
  return {
    name: 'framework-pages',
    async serve({ path }) {
      const [, name] = /^\/__framework__\/([\w-]+)\.js$/.exec(path) ?? []
      if (!Object.hasOwn(PAGES, name ?? '')) return undefined
      if (!built.has(name)) built.set(name, bundle(PAGES[name]))
      return { body: await built.get(name), type: 'js' }
    },
  }
}

async function bundle({ entry, alias = {}, plugins = () => [] }) {
  const [output] = await build({
    configFile: false,
    root,
    logLevel: 'error',
    plugins: plugins(),
    resolve: { alias, conditions: ['tintype-source', 'module', 'browser', 'production'] },
    define: {
      'process.env.NODE_ENV': '"production"',
      __VUE_OPTIONS_API__: 'false',
      __VUE_PROD_DEVTOOLS__: 'false',
      __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: 'false',
    },
    build: {
      write: false,
      minify: false,
      target: 'es2022',
      lib: { entry: `${folder}/${entry}`, formats: ['es'], fileName: 'page' },
      rolldownOptions: { output: { codeSplitting: false } },
    },
  })
  return output.output[0].code
}

/** Vite plugin: what a page in Svelte is compiled by. */
function svelte() {
  return {
    name: 'svelte',
    transform(code, id) {
      if (!id.endsWith('.svelte')) return null
      const { js } = compile(code, { filename: id, generate: 'client', css: 'injected' })
      return { code: js.code, map: js.map }
    },
  }
}

/**
 * Vite plugin: from one build of a widget, cut where it imports on demand, both scripts that pages can load:
 *
 *   all.js    for `<script src>`: runs at once, so that its functions are there for the scripts behind it
 *   all.mjs   for `<script type="module">` and `import`
 *
 * and beside them the parts that are loaded when they are needed. A part must use the very modules of the script that
 * loaded it, not a second Lit and a second copy of all state; but a classic script cannot be imported from. So the script
 * leaves what its parts use in a registry of the page, under the digest of the whole build, and the parts take it from
 * there. The digest is in the parts' names too: a script only ever finds parts of its own build.
 */
import { createHash } from 'node:crypto'
import { basename, dirname, join } from 'node:path'
import { visit } from './compact-templates.mjs'

/**
 * Where the parts are: beside the script. Said in full, because a classic script of another host has no address of its
 * own to start from. One character of no other name: it takes the place of the two of `./`, so that columns stay.
 */
const FOLDER = 'µ'
/** Both widgets' scripts are called all.js, and may be on one page; as modules they look for their own tag. */
const classicFolder = (isLibrary) =>
  `const ${FOLDER}=typeof document>"u"?"":new URL(".",(document.currentScript??[...document.scripts].find(({src})=>/\\/widgets\\/.*all\\.js$/.test(src)&&${isLibrary ? '' : '!'}/\\/media-library\\//.test(src)))?.src??document.baseURI).href;`
const MODULE = `const ${FOLDER}=new URL(".",import.meta.url).href;`

/** @returns {import('vite').Plugin} */
export function scriptTagBundle() {
  return {
    name: 'tintype:script-tag-bundle',
    enforce: 'post',
    generateBundle: {
      order: 'post',
      handler(_, bundle) {
        const chunks = Object.values(bundle)
          .filter(({ type }) => type === 'chunk')
          .map((chunk) => ({ ...chunk, code: chunk.code.replace(/\n?\/\/# sourceMappingURL=.*\n?$/, '') }))
        const entry = chunks.find(({ isEntry }) => isEntry)
        const parts = chunks.filter((chunk) => chunk !== entry)
        const digest = digestOf(chunks.map(({ code }) => code))
        const newNames = new Map(parts.map(({ fileName, name }) => [basename(fileName), `${name}-${digest}.js`]))
        const rename = (code) => [...newNames].reduce((text, [from, to]) => text.replaceAll(from, to), code)
        const registry = `globalThis[Symbol.for("tintype ${digest}")]`
        for (const { fileName } of chunks) {
          delete bundle[fileName]
          delete bundle[`${fileName}.map`]
        }
        const emit = (fileName, map, linesBefore, code) => {
          // What the bundler itself adds (its runtime for CommonJS) has no source to show.
          if (!map) return this.emitFile({ type: 'asset', fileName, source: code })
          const source = `${code}\n//# sourceMappingURL=${basename(fileName)}.map\n`
          const shifted = { ...map, file: basename(fileName), mappings: ';'.repeat(linesBefore) + map.mappings }
          this.emitFile({ type: 'asset', fileName, source })
          return this.emitFile({ type: 'asset', fileName: `${fileName}.map`, source: JSON.stringify(shifted) })
        }

        for (const { fileName, code, map } of parts) {
          const { names, rest } = takeImports(this.parse(code), code, basename(entry.fileName))
          const taken = names.length === 0 ? '' : `const{${names}}=${registry};`
          emit(join(dirname(fileName), newNames.get(basename(fileName))), map, 1, `${taken}\n${rename(rest)}`)
        }
        refuseImports(this.parse(entry.code))
        const own = new Set(this.getModuleInfo(entry.facadeModuleId).exports)
        const { exported, rest } = takeExports(this.parse(entry.code), entry.code)
        const shared = exported.filter(({ name }) => !own.has(name)).map(({ name, local }) => `${name}:${local}`)
        const kept = exported.filter(({ name }) => own.has(name)).map(({ name, local }) => `${local} as ${name}`)
        const code = `${fromFolder(this.parse(rest), rename(rest))}${shared.length === 0 ? '' : `;${registry}={${shared}};`}`
        // A classic script has no such address, and none may be written in it; blanks keep the columns.
        const classic = code.replaceAll('import.meta.url', '""'.padEnd('import.meta.url'.length))
        const folder = classicFolder(entry.fileName.startsWith('media-library/'))
        emit(entry.fileName.replace(/\.mjs$/, '.js'), entry.map, 1, `(()=>{"use strict";${folder}\n${classic}})();`)
        emit(entry.fileName, entry.map, 1, `${MODULE}\n${code}export{${kept}};`)
      },
    },
  }
}

function digestOf(codes) {
  return createHash('sha256').update(codes.join('\n')).digest('base64url').replaceAll(/[-_]/g, '0').slice(0, 8)
}

/** Blanks what is imported from the entry; columns of the rest stay, so that source maps still fit. */
function takeImports(program, code, entry) {
  const found = program.body.filter(
    ({ type, source }) => type === 'ImportDeclaration' && basename(source.value) === entry,
  )
  const names = found.flatMap(({ specifiers }) =>
    specifiers.map(({ type, imported, local }) => {
      if (type !== 'ImportSpecifier') throw new Error(`script-tag-bundle: a part imports the whole of ${entry}`)
      return `${imported.name}:${local.name}`
    }),
  )
  return { names, rest: blanked(code, found) }
}

/** The bundler may put what entry and parts share beside them; a classic script cannot import it. */
function refuseImports({ body }) {
  const found = body.filter(({ type }) => type === 'ImportDeclaration').map(({ source }) => source.value)
  if (found.length === 0) return
  // Seen with rolldown 1: it takes Lit out of the script when only a part uses one of Lit's directives.
  throw new Error(
    `script-tag-bundle: the script would import ${found}, and cannot. Is there a directive in a part alone?`,
  )
}

function takeExports(program, code) {
  const found = program.body.filter(({ type }) => type === 'ExportNamedDeclaration')
  const exported = found.flatMap(({ specifiers }) =>
    specifiers.map(({ local, exported }) => ({ name: exported.name, local: local.name })),
  )
  const [last] = found
  if (found.length > 1 || (last && program.body.at(-1) !== last)) {
    throw new Error('script-tag-bundle: exports are expected in one statement at the end')
  }
  return { exported, rest: last ? code.slice(0, last.start) : code }
}

/** Renaming changed no length, so places that were found before it are still right. */
function fromFolder(program, code) {
  let text = code
  visit(program, (node) => {
    if (node.type !== 'ImportExpression') return
    const quote = code[node.source.start]
    if (!/^["'`]\.\/$/.test(code.slice(node.source.start, node.source.start + 3))) {
      throw new Error('script-tag-bundle: a part is expected beside the bundle')
    }
    text = `${text.slice(0, node.source.start)}${FOLDER}+${quote}${text.slice(node.source.start + 3)}`
  })
  return text
}

function blanked(code, nodes) {
  return nodes.reduce((text, { start, end }) => text.slice(0, start) + ' '.repeat(end - start) + text.slice(end), code)
}

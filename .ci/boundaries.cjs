/**
 * Which folder may import which (rules for dependency-cruiser, checked by boundaries.mjs).
 *
 * Each folder has an allow-list: whatever it does not name is a violation. `import type` counts as an import. `npm`
 * lists packages by their names, `node` says whether Node's own modules may be used.
 */

/** @type {Record<string, { local: string[], npm?: string[] | 'any', node?: boolean | string[], except?: string, why: string }>} */
const FOLDERS = {
  'server/errors': { local: ['server/errors'], why: 'errors know nothing but themselves' },
  'server/transformation': {
    local: ['server/transformation', 'server/errors'],
    why: 'the language is pure: it runs in browsers',
  },
  'server/domain': {
    local: ['server/domain', 'server/errors', 'server/transformation'],
    why: 'entities and rules do no input or output',
  },
  'server/search-language': {
    local: ['server/search-language', 'server/domain', 'server/errors'],
    why: 'the language is pure, and knows what an asset is',
  },
  'server/metadata-rules': {
    local: ['server/metadata-rules', 'server/domain', 'server/errors'],
    why: 'what rules make of values is computed alike by the server and by forms in browsers',
  },
  'server/contract': {
    local: ['server/contract', 'server/errors', 'server/transformation'],
    npm: ['zod'],
    why: 'the contract is what crosses the wire, for servers and browsers',
  },
  'server/security': {
    local: ['server/security', 'server/errors', 'server/domain'],
    // Computes, and touches nothing.
    npm: ['ipaddr.js'],
    node: ['crypto', 'net'],
    why: 'signatures and tokens are computed, not fetched',
  },
  'server/ports': {
    local: ['server/ports', 'server/errors', 'server/domain', 'server/transformation', 'server/search-language'],
    node: ['stream'],
    why: 'a port names no driver',
  },
  'server/services': {
    local: [
      'server/services',
      'server/ports',
      'server/domain',
      'server/security',
      'server/transformation',
      'server/search-language',
      'server/metadata-rules',
      'server/contract',
      'server/present',
      'server/errors',
    ],
    // Computes, and touches nothing.
    npm: ['json-logic-js', '@types/json-logic-js'],
    node: true,
    why: 'use cases reach the world through ports only',
  },
  'server/present': {
    local: [
      'server/present',
      'server/security',
      'server/domain',
      'server/search-language',
      'server/contract',
      'server/errors',
      'server/transformation',
    ],
    node: ['crypto'],
    why: 'presenting is pure; what is presented may be signed',
  },
  'server/http': {
    local: [
      'server/http',
      'server/contract',
      'server/services',
      'server/security',
      'server/present',
      'server/errors',
      'server/domain',
      'server/transformation',
      'server/ports',
    ],
    npm: ['express', 'busboy', 'zod', '@types/express', '@types/busboy', '@types/express-serve-static-core'],
    node: true,
    why: 'HTTP decodes and encodes; drivers and engines are behind services',
  },
  'server/adapters': {
    local: [
      'server/adapters',
      'server/ports',
      'server/security',
      'server/errors',
      'server/domain',
      'server/transformation',
      'server/search-language',
    ],
    npm: 'any',
    node: true,
    why: 'an adapter implements one port',
  },
  'server/render': {
    local: ['server/render', 'server/ports', 'server/transformation', 'server/errors', 'server/domain'],
    npm: 'any',
    node: true,
    // The composition root of the child processes: it names what a child can do, describing included.
    except: 'server/render/jobs.ts',
    why: 'rendering executes a plan and knows nothing of URLs or the database',
  },
  'server/describe': {
    local: [
      'server/describe',
      'server/render',
      'server/ports',
      'server/transformation',
      'server/errors',
      'server/domain',
    ],
    npm: 'any',
    node: true,
    why: 'describing looks at one file',
  },
  'widgets/kit': {
    local: ['widgets/kit', 'server/transformation', 'server/contract'],
    npm: 'any',
    why: 'what two widgets share; of the server only what is pure',
  },
  stories: { local: ['stories', 'widgets'], npm: 'any', why: 'stories show widgets, without a server' },
}

const anchored = (folders) => folders.map((folder) => `^${folder}(/|$)`).join('|')
const packages = (names) => names.map((name) => `(^|/)node_modules/${name}(/|$)`).join('|')

const forbidden = Object.entries(FOLDERS).flatMap(([folder, { local, npm = [], node = false, except, why }]) => {
  const name = folder.replace(/\//g, '-')
  const from = { path: `^${folder}/`, ...(except && { pathNot: `^${except}$` }) }
  return [
    {
      name: `${name}-imports`,
      comment: why,
      severity: 'error',
      from,
      to: { dependencyTypesNot: ['core'], pathNot: [anchored(local), '(^|/)node_modules/'] },
    },
    ...(npm === 'any'
      ? []
      : [
          {
            name: `${name}-packages`,
            comment: why,
            severity: 'error',
            from,
            to: {
              path: '(^|/)node_modules/',
              pathNot: [packages(npm), '(^|/)node_modules/@tintype/'].filter(Boolean),
            },
          },
        ]),
    ...(node === true
      ? []
      : [
          {
            name: `${name}-node`,
            comment: why,
            severity: 'error',
            from,
            to: { dependencyTypes: ['core'], ...(node && { pathNot: node.map((module) => `^${module}$`) }) },
          },
        ]),
  ]
})

module.exports = {
  forbidden: [
    ...forbidden,
    {
      name: 'adapter-folders',
      comment: 'an adapter never reaches into the folder of another',
      severity: 'error',
      from: { path: '^server/adapters/([^/]+)/' },
      to: { path: '^server/adapters/', pathNot: '^server/adapters/$1/' },
    },
    {
      name: 'server-apart',
      comment: 'the server needs neither widgets nor stories nor tests',
      severity: 'error',
      from: { path: '^server/' },
      to: { path: '^(widgets|stories|test)/' },
    },
    {
      name: 'widgets-apart',
      comment: 'of the server widgets take its pure exports, and nothing of Node',
      severity: 'error',
      from: { path: '^widgets/' },
      to: { path: '^(server|stories|test)/', pathNot: '^server/(transformation|contract|metadata-rules|errors)/' },
    },
    {
      name: 'widgets-browser',
      comment: 'widgets run in browsers',
      severity: 'error',
      from: { path: '^widgets/' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'widget-inner-files',
      comment: 'a widget never imports another widget; wrappers and the Console are made of them',
      severity: 'error',
      from: { path: '^widgets/([^/]+)/', pathNot: '^widgets/(kit|console|react|types)/' },
      to: { path: '^widgets/', pathNot: ['^widgets/$1/', '^widgets/kit/'] },
    },
    {
      name: 'widget-state-without-view',
      comment: 'a store and its calls know no lit and no element',
      severity: 'error',
      from: { path: '^widgets/[^/]+/(store|api)(\\.ts$|/)' },
      to: { path: '(^|/)node_modules/(lit|@lit)|/(element|parts/.*)\\.ts$' },
    },
    {
      name: 'compat-without-templates',
      comment: 'the vendor-shaped factory holds no logic and no markup',
      severity: 'error',
      from: { path: '^widgets/[^/]+/compat\\.ts$' },
      to: { path: '(^|/)node_modules/(lit|@lit)|/api\\.ts$' },
    },
    {
      name: 'process-only-in-cli',
      comment: 'nothing but the composition root and its tests imports the command line',
      severity: 'error',
      from: { path: '^(server|widgets|stories)/', pathNot: '^server/(cli|doctor)/' },
      to: { path: '^server/(cli|doctor)/' },
    },
    {
      name: 'unresolvable',
      comment: 'an import that is not found cannot be checked',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
}

/**
 * What the genuine Node SDK exports, by the names that `describeMethod` uses, and what of it does not count as a method
 * of the SDK, each with the reason why.
 */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'

const require = createRequire(import.meta.url)

/** Exports that neither talk to a server nor make what a server reads; `*` stands for the rest of a name. */
export const NOT_COUNTED: Readonly<Record<string, string>> = {
  config: 'keeps the settings of the SDK itself; every test here goes through it',
  'Cache.*': 'memory of the SDK for breakpoints that its user has computed; knows no server',
  ...because('a constant', [
    ...['VERSION', 'CF_SHARED_CDN', 'OLD_AKAMAI_SHARED_CDN', 'AKAMAI_SHARED_CDN', 'SHARED_CDN', 'USER_AGENT'],
    ...['userPlatform', 'DEFAULT_POSTER_OPTIONS', 'DEFAULT_VIDEO_SOURCE_TYPES'],
  ]),
  ...because('a general function on lists, objects and texts, for the SDK itself', [
    ...[
      'NOP',
      'deferredPromise',
      'option_consume',
      'build_array',
      'clear_blank',
      'merge',
      'as_safe_bool',
      'at',
      'clone',
    ],
    ...['extend', 'filter', 'includes', 'isArray', 'isEmpty', 'isNumber', 'isObject', 'isRemoteUrl', 'isString'],
    ...['isUndefined', 'keys', 'present', 'only', 'pickOnlyExistingValues', 'ensurePresenceOf', 'sort_object_by_key'],
    ...['compute_hash', 'timestamp', 'random_public_id'],
  ]),
  ...because('a step in making the parameters of calls that are covered', [
    ...['build_upload_params', 'build_multi_and_sprite_params', 'encode_double_array', 'encode_key_value'],
    ...['encode_context', 'build_eager', 'build_custom_headers', 'updateable_resource_params'],
    ...['build_explicit_api_params', 'generate_responsive_breakpoints_string', 'build_streaming_profiles_param'],
    ...['hashToParameters', 'jsonArrayParam', 'handleFileParameter', 'process_request_params', 'v1_adapters'],
    ...['getUserAgent', 'normalize_expression'],
  ]),
  ...because('a step in making addresses and tags that are covered', [
    ...['html_attrs', 'process_layer', 'create_source_tag', 'extractUrlParams', 'extractTransformationParams'],
    ...['patchFetchFormat', 'build_distribution_domain', 'base_api_url_v1', 'base_api_url_v2', 'api_download_url'],
  ]),
}

function because(reason: string, names: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(names.map((name) => [`utils.${name}`, reason]))
}

export function isNotCounted(method: string): boolean {
  return method in NOT_COUNTED || `${method.split('.')[0]}.*` in NOT_COUNTED
}

/** Every export of the SDK that can be called, and the constants of `utils`; groups as `api.resource`. */
export function exportedMethods(): readonly string[] {
  const sdk: Readonly<Record<string, unknown>> = require('cloudinary').v2
  const { account } = sdk.provisioning as { readonly account: object }
  const groups: Readonly<Record<string, object>> = {
    ...Object.fromEntries(['uploader', 'api', 'analysis', 'utils', 'Cache'].map((name) => [name, sdk[name] as object])),
    provisioning: account,
  }
  const builders = ['search', 'search_folders'].flatMap((name) =>
    methodsOfClass(sdk[name] as BuilderClass).map((method) => `${name}.${method}`),
  )
  const alone = Object.keys(sdk).filter(
    (name) => typeof sdk[name] === 'function' && name !== 'search' && name !== 'search_folders',
  )
  return [
    ...alone,
    ...builders,
    ...Object.entries(groups).flatMap(([group, members]) => Object.keys(members).map((name) => `${group}.${name}`)),
  ].sort()
}

type BuilderClass = (new () => object) & { readonly prototype: object }

/** Of a class, its own and inherited methods, those of its instances and those of itself. */
function methodsOfClass(builder: BuilderClass): readonly string[] {
  const names = new Set<string>()
  for (let own: object | null = builder; own !== null && own !== Function.prototype; own = Object.getPrototypeOf(own)) {
    for (const name of Object.getOwnPropertyNames(own)) names.add(name)
  }
  let own: object | null = builder.prototype
  for (; own !== null && own !== Object.prototype; own = Object.getPrototypeOf(own)) {
    for (const name of Object.getOwnPropertyNames(own)) names.add(name)
  }
  return [...names].filter((name) => !['length', 'name', 'prototype', 'constructor'].includes(name))
}

/** What the types of the SDK offer of its `utils`: that is public for sure. */
export function typedUtils(): readonly string[] {
  const types = readFileSync(require.resolve('cloudinary/types/index.d.ts'), 'utf8')
  const [, block = ''] = /namespace utils \{([\s\S]*?)\n {8}\}/.exec(types) ?? []
  return [...new Set([...block.matchAll(/function (\w+)\(/g)].map(([, name]) => `utils.${name}`))]
}

/**
 * Puts the settings together: flags over environment over file over defaults. Unknown names and invalid values are
 * refused by name, never ignored.
 */
import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { resolve } from 'node:path'
import { nearestName } from '../errors/nearest-name.ts'
import { ConfigError } from './config-error.ts'
import type { SettingDefinition } from './setting.ts'
import { type Config, type ConfigInput, SETTINGS, type SettingName } from './settings.ts'

const NAMES = Object.keys(SETTINGS) as SettingName[]
/** Files that are read when nobody names one, first found wins. */
const DEFAULT_FILES = ['tintype.config.yaml', 'tintype.config.yml', 'tintype.config.json']
/** Variables with our prefix that are not settings of a server. */
const OTHER_VARIABLES = new Set(['TINTYPE_CONFIG', 'TINTYPE_CHROMIUM', 'TINTYPE_NO_SYSTEM_INSTALL', 'TINTYPE_LONG'])

export interface ConfigSources {
  /** By flag name; undefined = not given. */
  readonly flags?: Readonly<Record<string, string | boolean | undefined>>
  readonly environment?: Readonly<Record<string, string | undefined>>
  /** Path of a configuration file that must exist; default: `TINTYPE_CONFIG`, else one of the usual names if it exists. */
  readonly file?: string
  /** Folder for relative paths. */
  readonly directory?: string
}

/** @throws ConfigError */
export function readConfig({ flags = {}, environment = {}, file, directory = process.cwd() }: ConfigSources): Config {
  const values: Record<string, { value: unknown; from: string }> = {}
  readFile(file ?? environment.TINTYPE_CONFIG, directory, values)
  readEnvironment(environment, values)
  for (const name of NAMES) {
    const { flag } = definition(name)
    const value = flag === undefined ? undefined : flags[flag]
    if (value !== undefined) values[name] = { value, from: `--${flag}` }
  }
  return validate(values)
}

/** The settings of an embedded server: what is given and defaults, nothing from the process. @throws ConfigError */
export function completeConfig(input: ConfigInput): Config {
  const values: Record<string, { value: unknown; from: string }> = {}
  for (const [name, value] of Object.entries(input)) {
    if (!NAMES.includes(name as SettingName)) throw unknownSetting(name, 'the options', NAMES)
    if (value !== undefined) values[name] = { value, from: `the option ${name}` }
  }
  return validate(values)
}

/** Paths of the files that may hold the configuration: the one that is named, else the usual ones. */
export function configFiles({
  file,
  environment = {},
  directory = process.cwd(),
}: Pick<ConfigSources, 'file' | 'environment' | 'directory'>): readonly string[] {
  const named = file ?? environment.TINTYPE_CONFIG
  return (named === undefined ? DEFAULT_FILES : [named]).map((path) => resolve(directory, path))
}

function definition(name: SettingName): SettingDefinition {
  return SETTINGS[name]
}

function readFile(
  named: string | undefined,
  directory: string,
  into: Record<string, { value: unknown; from: string }>,
): void {
  const path = named ?? DEFAULT_FILES.find((candidate) => existsSync(resolve(directory, candidate)))
  if (path === undefined) return
  let content: unknown
  try {
    // YAML 1.2 contains JSON. Loaded only here: 72 modules, which most starts do not need.
    const { parse } = createRequire(import.meta.url)('yaml') as typeof import('yaml')
    content = parse(readFileSync(resolve(directory, path), 'utf8'))
  } catch (error) {
    const reason = error instanceof Error ? (error.message.split('\n')[0] ?? '') : ''
    throw new ConfigError(`The configuration file ${path} cannot be read: ${reason}`, { cause: error })
  }
  if (content === null || content === undefined) return
  if (typeof content !== 'object' || Array.isArray(content)) {
    throw new ConfigError(`The configuration file ${path} must be a map of settings`)
  }
  for (const [name, value] of Object.entries(content)) {
    if (!NAMES.includes(name as SettingName)) throw unknownSetting(name, path, NAMES)
    into[name] = { value, from: `${name} in ${path}` }
  }
}

function readEnvironment(
  environment: Readonly<Record<string, string | undefined>>,
  into: Record<string, { value: unknown; from: string }>,
): void {
  const known = new Map<string, SettingName>(NAMES.map((name) => [definition(name).environmentVariable, name]))
  for (const [variable, text] of Object.entries(environment)) {
    if (!variable.startsWith('TINTYPE_') || OTHER_VARIABLES.has(variable) || text === undefined) continue
    const name = known.get(variable)
    if (name !== undefined) {
      into[name] = { value: text, from: variable }
      continue
    }
    const fileOf = variable.endsWith('_FILE') ? known.get(variable.slice(0, -'_FILE'.length)) : undefined
    if (fileOf === undefined || !definition(fileOf).secret)
      throw unknownSetting(variable, 'the environment', [...known.keys()])
    try {
      into[fileOf] = { value: readFileSync(text, 'utf8').trim(), from: variable }
    } catch (error) {
      throw new ConfigError(`${variable} names a file that cannot be read`, { cause: error })
    }
  }
}

function validate(values: Readonly<Record<string, { value: unknown; from: string }>>): Config {
  const config: Record<string, unknown> = {}
  for (const name of NAMES) {
    const result = definition(name).schema.safeParse(values[name]?.value)
    if (!result.success) {
      const expected = result.error.issues[0]?.message ?? 'another value'
      const shown = definition(name).secret ? '(hidden)' : JSON.stringify(values[name]?.value)
      throw new ConfigError(`Invalid ${values[name]?.from ?? name}: got ${shown}, expected ${expected}`)
    }
    config[name] = result.data
  }
  return config as Config
}

function unknownSetting(name: string, where: string, known: readonly string[]): ConfigError {
  const near = nearestName(name, known, 3)
  return new ConfigError(`Unknown setting ${name} in ${where}${near === undefined ? '' : `; did you mean ${near}?`}`)
}

/** The flags of commands that read the configuration: those settings that have one, and the file. */
import { z } from 'zod'
import { readConfig } from '../config/read-config.ts'
import type { SettingDefinition } from '../config/setting.ts'
import { type Config, SETTINGS } from '../config/settings.ts'
import type { FlagDefinition } from './arguments.ts'

export const SETTING_FLAGS: Readonly<Record<string, FlagDefinition>> = {
  ...Object.fromEntries(
    Object.values(SETTINGS as Readonly<Record<string, SettingDefinition>>)
      .filter(({ flag }) => flag !== undefined)
      .map(({ flag, summary, schema }) => [flag, isSwitch(schema) ? { summary } : { summary, value: `<${flag}>` }]),
  ),
  config: { summary: 'Configuration file. Default: tintype.config.{yaml,yml,json} if there is one.', value: '<file>' },
}

/** @throws ConfigError */
export function configFromFlags(flags: Readonly<Record<string, string | boolean>>): Config {
  const { config: file, ...settings } = flags
  return readConfig({
    flags: settings,
    environment: process.env,
    ...(typeof file === 'string' && { file }),
  })
}

function isSwitch(schema: z.ZodType): boolean {
  const result = z.safeParse(schema, undefined)
  return result.success && typeof result.data === 'boolean'
}

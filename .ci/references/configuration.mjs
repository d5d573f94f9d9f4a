/** `server/docs/configuration.md`, from the table of settings. */
import { z } from 'zod'
import { SETTINGS } from '../../server/config/settings.ts'

const HEAD = `# Configuration

<!-- Generated from server/config/settings.ts by "npm run references". -->

Every setting can be given as a flag (where it has one), as an environment variable, or in a file; a flag wins over the
environment, the environment over the file, the file over the default. The file is \`tintype.config.yaml\`,
\`tintype.config.yml\` or \`tintype.config.json\` in the working folder, or the one that \`--config\` or \`TINTYPE_CONFIG\`
names. A setting that does not exist or a value that does not fit stops the start and is named.

Sizes may carry a unit: \`40MB\` (decimal) or \`40MiB\` (binary). Secrets may come from a file: \`TINTYPE_API_SECRET_FILE\`
names one, and so on for each setting marked *secret*.

| setting in the file | variable | flag | default | meaning |
|---|---|---|---|---|
`

const FOOT = `
## Variables that are not settings of a server

| variable | meaning |
|---|---|
| \`TINTYPE_CONFIG\` | Path of the configuration file. |
| \`TINTYPE_NO_SYSTEM_INSTALL\` | \`1\`: the set-up never installs a system package (ffmpeg). |
| \`TINTYPE_CHROMIUM\` | Path of the browser that the tests use. |
| \`TINTYPE_LONG\` | \`1\`: the tests include what takes long. |
`

export function configurationPage() {
  const rows = Object.entries(SETTINGS).map(([name, setting]) => {
    const flag = setting.flag === undefined ? '' : `\`--${setting.flag}\``
    const secret = setting.secret ? ' *Secret.*' : ''
    return `| \`${name}\` | \`${setting.environmentVariable}\` | ${flag} | ${defaultOf(setting)} | ${setting.summary}${secret} |`
  })
  return `${HEAD}${rows.join('\n')}\n${FOOT}`
}

function defaultOf({ schema }) {
  const result = z.safeParse(schema, undefined)
  if (!result.success || result.data === undefined) return ''
  const { data } = result
  return data !== null && typeof data === 'object' && Object.keys(data).length === 0
    ? ''
    : `\`${JSON.stringify(data)}\``
}

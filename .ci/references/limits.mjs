/** `server/docs/limits.md`: every setting that bounds something. */
import { z } from 'zod'
import { SETTINGS } from '../../server/config/settings.ts'

const HEAD = `# Limits

<!-- Generated from server/config/settings.ts by "npm run references". -->

What is larger is refused with a 400 that names the limit, before anything is decoded. Sizes are decimal (1 MB = 1,000,000
bytes). A URL may hold 100 components of 50 parameters; the whole URL 8 KiB.

| what | default | setting |
|---|---|---|
`

export function limitsPage() {
  const rows = Object.values(SETTINGS).flatMap((setting) => {
    const value = z.safeParse(setting.schema, undefined).data
    if (typeof value !== 'number' || !/_MAX_|TIMEOUT/.test(setting.environmentVariable)) return []
    return [
      `| ${setting.summary.replace(/\.$/, '')} | ${shown(setting.environmentVariable, value)} | \`${setting.environmentVariable}\` |\n`,
    ]
  })
  return HEAD + rows.join('')
}

function shown(variable, value) {
  if (variable.endsWith('_MS')) return `${value / 1000} s`
  return value.toLocaleString('en')
}

/** `server/docs/settings.md`, from the table of settings of product environments. */
import { ENVIRONMENT_SETTINGS } from '../../server/contract/settings.ts'
import { DEFAULT_SETTINGS } from '../../server/domain/default-settings.ts'
import { presentSettings } from '../../server/present/settings.ts'

const HEAD = `# Settings of a product environment

<!-- Generated from server/contract/settings.ts by "npm run references". -->

\`GET /v1_1/<cloud>/settings\` shows them, \`PUT\` changes those that it names: all of them or, when one is wrong, none. A
name that does not exist is refused and the nearest one suggested. A key needs the permissions \`settings.get\` and
\`settings.update\`. A change holds from the next request on, also for what lies finished in memory; caches outside keep
what they have.

\`\`\`bash
curl -u "$API_KEY:$API_SECRET" -X PUT -H 'Content-Type: application/json' \\
  -d '{"strict_transformations":true,"allowed_fetch_hosts":["images.example.com"]}' \\
  http://127.0.0.1:8080/v1_1/demo/settings
\`\`\`

\`TINTYPE_SETTINGS\` holds the same as JSON, for the first environment when its data folder is made; later only the API
changes them. Lists may also be text with commas.

| setting | default | meaning |
|---|---|---|
`

export function settingsPage() {
  const defaults = presentSettings(DEFAULT_SETTINGS)
  const rows = Object.entries(ENVIRONMENT_SETTINGS).map(
    ([name, { summary }]) =>
      `| \`${name}\` | \`${JSON.stringify(defaults[name])}\` | ${summary.replace(/\|/g, '\\|')} |`,
  )
  return `${HEAD}${rows.join('\n')}\n`
}

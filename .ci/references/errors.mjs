/** `server/docs/errors.md`, from the catalogue of errors; statuses are read from the classes. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ERROR_CATALOGUE } from '../../server/errors/catalogue.ts'

const HEAD = `# Errors

<!-- Generated from server/errors by "npm run references". A running server shows the same at /docs/errors. -->

The API answers an error with a status that the SDKs understand and \`{ "error": { "message": "…", "code": "…", "cause": "…",
"remedy": "…", "docs": "…" } }\`; a delivery puts the message into the header \`X-Cld-Error\`. The message says what was
expected and what came this time; \`cause\` and \`remedy\` are those below, and \`docs\` leads here. A message never holds a
path, a secret or the text of a library. Every answer carries \`X-Request-Id\`, which is in the log line of the request too.

When a signature does not fit, the message has the string that was signed here. A caller at the machine of the server also
gets \`signature\`: which of the usual mistakes gives the signature that came, and where the strings first differ. The header
\`X-Tintype-String-To-Sign\` with the string that you sign (without the secret) shows the difference in any case.
`

export function errorsPage() {
  const statuses = readStatuses(new URL('../../server', import.meta.url).pathname)
  const sections = Object.entries(ERROR_CATALOGUE).map(([code, { cause, remedy }]) => {
    const status = statuses.get(code) ?? '500'
    return `\n## ${code}\n\nStatus ${status}. ${cause}\n\n${remedy}\n`
  })
  return HEAD + sections.join('')
}

function readStatuses(root) {
  const files = readdirSync(root, { recursive: true }).filter(
    (file) => file.endsWith('.ts') && !/(^|\/)(dist|node_modules)\//.test(file),
  )
  return new Map(files.flatMap((file) => classesIn(readFileSync(join(root, file), 'utf8'))))
}

function classesIn(source) {
  const pattern = /export class \w+ extends \w*Error\w* \{([\s\S]*?)\n\}/g
  return [...source.matchAll(pattern)].flatMap(([, body]) => {
    const [, code] = /readonly code = '([A-Z_]+)'/.exec(body) ?? []
    if (code === undefined) return []
    const [, only, either] = /readonly status(?: = (\d+)|: (\d+(?: \| \d+)*))/.exec(body) ?? []
    return [[code, only ?? either?.replace(' | ', ' or ') ?? '400, 404 or 401']]
  })
}

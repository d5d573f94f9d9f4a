/** `server/docs/errors.md`: every error that a caller can act on, read from the classes. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const HEAD = `# Errors

<!-- Generated from the error classes of the server by "npm run references". -->

The API answers an error with \`{ "error": { "message": "…" } }\` and a status that the SDKs understand; a delivery puts the
message into the header \`X-Cld-Error\`. A message says what was expected and what came. It never holds a path, a secret or
the text of a library. Every answer carries \`X-Request-Id\`, which is in the log line of the request too.

| code | status | meaning |
|---|---|---|
`

export function errorsPage() {
  const root = new URL('../../server', import.meta.url).pathname
  const files = readdirSync(root, { recursive: true }).filter(
    (file) => file.endsWith('.ts') && !/(^|\/)(dist|node_modules)\//.test(file),
  )
  const rows = files.flatMap((file) => classesIn(readFileSync(join(root, file), 'utf8')))
  rows.sort((a, b) => (a.code < b.code ? -1 : 1))
  return HEAD + rows.map(({ code, status, summary }) => `| \`${code}\` | ${status} | ${summary} |\n`).join('')
}

function classesIn(source) {
  const pattern = /\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\s*export class \w+ extends \w*Error\w* \{([\s\S]*?)\n\}/g
  return [...source.matchAll(pattern)].flatMap(([, comment, body]) => {
    const [, code] = /readonly code = '([A-Z_]+)'/.exec(body) ?? []
    if (code === undefined) return []
    const [, only, either] = /readonly status(?: = (\d+)|: (\d+(?: \| \d+)*))/.exec(body) ?? []
    const status = only ?? either?.replace(' | ', ' or ') ?? '400, 404 or 401'
    const text = comment
      .replace(/\n\s*\*/g, ' ')
      .replace(/\s+/g, ' ')
      .trim()
    return [
      {
        code,
        status,
        summary: text
          .split(/ @|\. (?=[A-Z])/)[0]
          .replace(/\.$/, '')
          .replace(/\|/g, '\\|'),
      },
    ]
  })
}

/** One operation on the reference page: what it takes, what it answers, and a form that sends it. */
import type { OpenApiOperation } from '../../../contract/openapi.ts'
import { type Html, html } from '../html.ts'
import { type Schema, schemaOutline, typeName } from './schema-outline.ts'

/** One operation at one of its paths. */
export interface Entry {
  readonly path: string
  readonly method: string
  readonly operation: OpenApiOperation
}

interface Field {
  readonly name: string
  readonly place: 'path' | 'query' | 'body' | 'file'
  readonly isRequired: boolean
  readonly note: string
  readonly schema: Schema
}

export function operationView({ path, method, operation }: Entry): Html {
  const id = operation.operationId
  const fields = fieldsOf({ path, method, operation })
  const permission = operation['x-permission']
  return html`<details class="operation" id="${id}" data-find="${`${method} ${path} ${id} ${operation.summary}`.toLowerCase()}">
<summary><span class="method ${method.toLowerCase()}">${method}</span> <code class="path">${breakable(path)}</code>
<span class="summary">${operation.summary}</span></summary>
<div class="body">
<dl class="facts">
  <div><dt>Operation</dt><dd><a href="#${id}"><code>${id}</code></a></dd></div>
  <div><dt>Permission</dt><dd>${permission === null ? 'none needed' : html`<code>${permission}</code>`}</dd></div>
  <div><dt>Credentials</dt><dd>${securityText(operation.security)}</dd></div>
</dl>
<form data-method="${method}" data-path="${path}" data-scheme="${schemeOf(operation.security)}">
${
  fields.length === 0
    ? html`<p class="note">No parameters.</p>`
    : html`<h3>Parameters</h3><div class="parameters">${fields.map((field) => parameter(field, id))}</div>`
}
<p class="actions" hidden><button type="submit">Send</button> <button type="reset" class="quiet">Clear</button></p>
</form>
<div class="answer" hidden><h3>Answer</h3><p class="status" role="status"></p>
<pre class="command" tabindex="0" aria-label="The same request with curl"><code></code></pre>
<pre class="response" tabindex="0" aria-label="Body of the answer"><code></code></pre></div>
<h3>What a 200 holds</h3>
<pre class="outline" tabindex="0" aria-label="Shape of the answer"><code>${schemaOutline(answerSchema(operation))}</code></pre>
</div>
</details>
`
}

function fieldsOf({ operation }: Entry): readonly Field[] {
  const parameters = operation.parameters as readonly {
    readonly name: string
    readonly in: 'path' | 'query'
    readonly required: boolean
    readonly description?: string
    readonly schema: Schema
  }[]
  const content = (operation.requestBody?.content ?? {}) as Record<string, { readonly schema: Schema }>
  const form = content['multipart/form-data'] ?? content['application/x-www-form-urlencoded']
  const required = new Set((form?.schema.required ?? []) as readonly string[])
  return [
    ...parameters
      // Asked for once, at the top of the page.
      .filter(({ name }) => name !== 'cloud_name' && name !== 'account_id')
      .map(({ name, in: place, required: isRequired, description = '', schema }) => ({
        name,
        place,
        isRequired,
        note: description,
        schema,
      })),
    ...Object.entries((form?.schema.properties ?? {}) as Record<string, Schema>)
      .filter(([name]) => !SIGNED.has(name))
      .map(([name, schema]) => ({
        name,
        place: schema.format === 'binary' ? ('file' as const) : ('body' as const),
        isRequired: required.has(name),
        note: String(schema.description ?? ''),
        schema,
      })),
  ]
}

/** The page sends Basic instead. */
const SIGNED: ReadonlySet<string> = new Set(['api_key', 'timestamp', 'signature'])

function parameter({ name, place, isRequired, note, schema }: Field, operationId: string): Html {
  const id = `${operationId}-${place}-${name}`
  return html`<div class="field"><label for="${id}"><code>${name}</code>${isRequired && html` <b>required</b>`}
<small>${place === 'file' ? 'a file' : typeName(schema)}${place === 'path' && ' in the path'}</small></label>
${control(id, name, place, isRequired, schema)}${note !== '' && html`<small class="note">${note}</small>`}</div>`
}

function control(id: string, name: string, place: Field['place'], isRequired: boolean, schema: Schema): Html {
  const common = html`id="${id}" name="${name}" data-in="${place}" data-type="${String(schema.type ?? 'any')}"`
  const required = isRequired && html` required`
  if (place === 'file') return html`<input ${common} type="file">`
  const choices = schema.type === 'boolean' ? ['true', 'false'] : schema.enum
  if (Array.isArray(choices)) {
    const fallback = schema.default === undefined ? '' : ` (${String(schema.default)})`
    return html`<select ${common}${required}><option value="">not sent${fallback}</option>
${choices.map((choice) => html`<option>${String(choice)}</option>`)}</select>`
  }
  const hint = schema.type === 'array' ? 'a, b, c' : schema.default === undefined ? '' : JSON.stringify(schema.default)
  return html`<input ${common}${required} type="text" placeholder="${hint}" autocomplete="off" spellcheck="false">`
}

function answerSchema({ responses }: Entry['operation']): Schema {
  const answer = responses['200'] as { readonly content?: Record<string, { readonly schema: Schema }> } | undefined
  return answer?.content?.['application/json']?.schema ?? {}
}

const SCHEMES: Readonly<Record<string, string>> = {
  basic: 'Basic with key and secret',
  signature: 'signed parameters',
  provisioning: 'Basic with the account’s provisioning key',
  session: 'token of a signed-in user',
  token: 'token of a widget’s session',
  remote: 'sign-in of a visitor, where the source has accounts',
}

type Security = Entry['operation']['security']

function securityText(security: Security): string {
  const names = security.map((way) => Object.keys(way)[0])
  if (names.every((name) => name === undefined)) return 'none'
  if (names[0] === 'remote') return SCHEMES.remote ?? ''
  return names.map((name) => (name === undefined ? 'an unsigned upload preset' : (SCHEMES[name] ?? name))).join(', or ')
}

/** With which of the typed credentials the page sends it. */
function schemeOf(security: Security): string {
  return Object.keys(security[0] ?? {})[0] ?? 'none'
}

/** Lets long paths break at their slashes. */
function breakable(path: string): Html {
  const pieces = path.split('/')
  return html`${pieces.map((piece, index) => html`${index > 0 && html`/<wbr>`}${piece}`)}`
}

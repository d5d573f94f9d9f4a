/**
 * The page at `/docs`: every operation of the OpenAPI document with its parameters, its answer and a form that calls it.
 * It needs nothing from elsewhere; without JavaScript it can be read, with it also searched and tried. Keys that a
 * reader types stay in the page.
 */
import type { OpenApiDocument } from '../../../contract/openapi.ts'
import { type Html, html } from '../html.ts'
import { pageHead } from '../page-head.ts'
import { type Entry, operationView } from './operation-view.ts'

export interface ReferencePageModel {
  readonly document: OpenApiDocument
  readonly cloudName: string
  readonly version: string
}

const HEAD = pageHead({
  title: 'API reference · Tintype',
  style: 'reference',
  more: html`<script src="assets/reference.js" type="module"></script>`,
})

export function referencePage({ document, cloudName, version }: ReferencePageModel): string {
  const groups = groupEntries(document)
  return html`${HEAD}
<body>
<a class="skip" href="#main">Skip to the operations</a>
<header class="top">
  <p class="brand"><img src="assets/icon.svg" alt="" width="28" height="28"> Tintype</p>
  <p class="state"><a href="./">First page</a> · <a href="docs/errors">Errors</a> · <a href="docs/openapi.json">OpenAPI 3.1</a></p>
</header>
<div class="reference">
<nav aria-label="Resources">
  <div class="find" hidden>
    <label for="find">Find an operation</label>
    <input id="find" type="search" placeholder="rename, tags, DELETE …" autocomplete="off" spellcheck="false">
    <p id="found" class="note" role="status"></p>
  </div>
  <ul class="groups">${groups.map(
    ([name, entries]) =>
      html`<li><a href="#group-${name}">${titleOf(name)}</a> <span class="count">${entries.length}</span></li>`,
  )}</ul>
</nav>
<main id="main">
  <h1>API reference</h1>
  <p class="intro">Every operation of this server, made from the same definitions that it checks requests with. The
  permission that an access key needs has the name of the operation.</p>
  ${credentials(cloudName)}
  ${groups.map(
    ([name, entries]) => html`<section class="group" aria-labelledby="group-${name}">
<h2 id="group-${name}" tabindex="-1">${titleOf(name)}</h2>
${entries.map(operationView)}
</section>
`,
  )}
  <p id="nothing" class="notice" hidden>No operation is called that. Try a resource (<i>presets</i>), a verb
  (<i>restore</i>) or a part of the path.</p>
</main>
</div>
<footer><p>Tintype ${version}. Compatible with Cloudinary&rsquo;s URLs and API; not affiliated with Cloudinary.</p></footer>
</body>
</html>
`.text
}

function groupEntries(document: OpenApiDocument): readonly (readonly [string, readonly Entry[]])[] {
  const groups = new Map<string, Entry[]>()
  for (const [path, methods] of Object.entries(document.paths)) {
    for (const [method, operation] of Object.entries(methods)) {
      const name = operation.tags[0] ?? 'other'
      groups.set(name, [...(groups.get(name) ?? []), { path, method: method.toUpperCase(), operation }])
    }
  }
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1))
}

/** `upload_presets` is read as "Upload presets". */
function titleOf(name: string): string {
  const words = name.replace(/[._]/g, ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}

function credentials(cloudName: string): Html {
  return html`<form id="credentials" class="credentials" autocomplete="off" hidden>
  <p class="note">To send requests from this page. What you type stays in this page and goes nowhere but to this
  server.</p>
  <div class="fields">
    ${field('cloud_name', 'Cloud name', 'text', cloudName)}
    ${field('api_key', 'API key', 'text', '')}
    ${field('api_secret', 'API secret', 'password', '')}
  </div>
  <details><summary>Account (provisioning)</summary>
    <div class="fields">
      ${field('account_id', 'Account id', 'text', '')}
      ${field('provisioning_key', 'Provisioning key', 'text', '')}
      ${field('provisioning_secret', 'Provisioning secret', 'password', '')}
    </div>
  </details>
</form>`
}

function field(name: string, label: string, type: string, value: string): Html {
  return html`<div class="field"><label for="credential-${name}">${label}</label>
<input id="credential-${name}" name="${name}" type="${type}" value="${value}" autocomplete="off" spellcheck="false"></div>`
}

/** The page at `/docs/errors`: what is behind each error and what to do, under the anchor that answers name. */
import { ERROR_CATALOGUE, type ErrorCode, errorAnchor } from '../../../errors/catalogue.ts'
import { html } from '../html.ts'
import { pageHead } from '../page-head.ts'

export function errorsPage(version: string): string {
  const codes = Object.keys(ERROR_CATALOGUE) as ErrorCode[]
  return html`${pageHead({ title: 'Errors · Tintype', up: '../', style: 'reference' })}
<body>
<a class="skip" href="#main">Skip to the errors</a>
<header class="top">
  <p class="brand"><img src="../assets/icon.svg" alt="" width="28" height="28"> Tintype</p>
  <p class="state"><a href="../">First page</a> · <a href="../docs">API reference</a></p>
</header>
<div class="reference">
<nav aria-label="Errors">
  <ul class="groups">${codes.map((code) => html`<li><a href="#${errorAnchor(code)}">${code}</a></li>`)}</ul>
</nav>
<main id="main">
  <h1>Errors</h1>
  <p class="intro">The message of an error says what was wrong this time. What usually leads to it, and what to do, stands
  here under its code.</p>
  ${codes.map((code) => {
    const { cause, remedy } = ERROR_CATALOGUE[code]
    return html`<section class="group" aria-labelledby="${errorAnchor(code)}">
<h2 id="${errorAnchor(code)}" tabindex="-1">${code}</h2>
<p>${cause}</p>
<p>${remedy}</p>
</section>
`
  })}
</main>
</div>
<footer><p>Tintype ${version}. Compatible with Cloudinary&rsquo;s URLs and API; not affiliated with Cloudinary.</p></footer>
</body>
</html>
`.text
}

/**
 * The page at `/`. On loopback it embeds the Upload Widget exactly as its reader would, and `assets/journey.js` shows
 * what becomes of the file; elsewhere it shows the code only, because an upload form without a key would be an open
 * door. No secret and no inline script is in it. All its addresses are relative, so that it works under any path.
 */
import { type Html, html } from './html.ts'
import { pageHead } from './page-head.ts'

export interface FirstPageModel {
  /** Public address of the server without a slash at the end. */
  readonly baseUrl: string
  readonly cloudName: string
  readonly version: string
  /** Name of the unsigned preset, when this reader may upload. */
  readonly uploadPreset: string | null
  /** False when the package with the bundles is not installed or not built. */
  readonly hasWidgets: boolean
}

const DESCRIPTION = html`<meta name="description" content="Upload a picture and get every size, shape and format of it by its address.">
`
const WIDGET = html`<script src="widgets/upload-widget/latest/global/all.js" defer></script>
<script src="assets/journey.js" type="module"></script>`

export function firstPage(model: FirstPageModel): string {
  const { baseUrl, cloudName, uploadPreset } = model
  const live = uploadPreset !== null && model.hasWidgets
  return html`${pageHead({ title: 'Tintype', style: 'page', more: html`${DESCRIPTION}${live && WIDGET}` })}
<body data-base-url="${baseUrl}" data-cloud-name="${cloudName}" data-upload-preset="${uploadPreset ?? ''}">
<a class="skip" href="#main">Skip to the content</a>
<header class="top">
  <p class="brand"><img src="assets/icon.svg" alt="" width="28" height="28"> Tintype</p>
  <p class="state">Cloud <code>${cloudName}</code> at <code>${baseUrl.replace(/^https?:\/\//, '')}</code></p>
</header>
<main id="main">
${live ? journey(model) : codeOnly(model)}
</main>
<footer>
  <p>Tintype ${model.version}. Compatible with Cloudinary&rsquo;s URLs and API; not affiliated with Cloudinary.
  <a href="docs">API reference</a></p>
</footer>
</body>
</html>
`.text
}

function journey(model: FirstPageModel): Html {
  return html`<section class="hero" aria-labelledby="title">
  <div class="lead">
    <h1 id="title">Drop one picture.<br>Ask for any other.</h1>
    <p>This page uploads to your own server and gets the picture back in every shape its address asks for. Nothing leaves
    this machine.</p>
    <ol class="steps">
      <li data-step="upload" aria-current="step"><b>Upload</b> <span>a photo, a drawing, an animation</span></li>
      <li data-step="transform"><b>Transform</b> <span>by changing the address</span></li>
      <li data-step="embed"><b>Embed</b> <span>copy the code to your page</span></li>
    </ol>
    <p class="actions"><button type="button" id="sample" class="quiet">Use a sample picture</button></p>
  </div>
  <div id="widget" class="widget"></div>
</section>
<p id="status" class="visually-hidden" role="status"></p>

<section id="result" class="result" aria-labelledby="result-title" hidden>
  <h2 id="result-title">Your original, kept bit for bit</h2>
  <div class="original">
    <a id="original-link" class="frame" target="_blank" rel="noopener"><img id="original" alt=""></a>
    <dl id="facts"></dl>
  </div>
</section>

<section id="variants-section" aria-labelledby="variants-title">
  <h2 id="variants-title">The same picture, made while you look</h2>
  <p class="hint">Each of these is one address. Choose one to work on it.</p>
  <ul id="variants" class="variants"></ul>
</section>

<section id="bench" class="bench" aria-labelledby="bench-title" hidden>
  <h2 id="bench-title">Write your own</h2>
  <div class="editor">
    <div>
      <label for="chain">Transformation</label>
      <input id="chain" type="text" spellcheck="false" autocomplete="off" autocapitalize="off" aria-describedby="chain-note">
      <p id="chain-note" class="note">Steps are separated by <code>/</code>, parameters of one step by <code>,</code>.</p>
      <div class="chips" role="group" aria-label="Add a step" id="chips"></div>
      <p class="url"><a id="live-link" target="_blank" rel="noopener"></a></p>
    </div>
    <figure class="frame live"><img id="live" alt=""><figcaption id="live-note"></figcaption></figure>
  </div>
</section>

<section id="code" aria-labelledby="code-title">
  <h2 id="code-title">Put it into your page</h2>
  <div class="tabs" role="tablist" aria-label="Language" id="tabs"></div>
  <div id="panels"></div>
</section>
<noscript><p class="notice">This page needs JavaScript to upload. The code below works without this page:</p>${snippet(model)}</noscript>`
}

function codeOnly(model: FirstPageModel): Html {
  return html`<section class="lead alone" aria-labelledby="title">
  <h1 id="title">This server is running.</h1>
  ${
    model.uploadPreset === null &&
    html`<p>Uploading from this page is possible only on the machine itself. From anywhere else, sign your uploads, or
    make an unsigned upload preset and name it in your page.</p>`
  }
  ${
    !model.hasWidgets &&
    html`<p class="notice">The widgets are not here: install <code>@tintype/widgets</code>, or run
  <code>npm run build</code> in the source tree.</p>`
  }
</section>
<section aria-labelledby="code-title">
  <h2 id="code-title">The code for your page</h2>
  ${snippet(model)}
</section>`
}

/** What a reader pastes; the live page builds the same text with the reader's own picture in it. */
function snippet({ baseUrl, cloudName }: FirstPageModel): Html {
  return html`<pre tabindex="0"><code>&lt;script src="${baseUrl}/widgets/upload-widget/latest/global/all.js"&gt;&lt;/script&gt;
&lt;button id="upload"&gt;Upload&lt;/button&gt;
&lt;script&gt;
  const widget = cloudinary.createUploadWidget(
    { cloudName: '${cloudName}', uploadPreset: 'your_unsigned_preset' },
    (error, result) =&gt; { if (result.event === 'success') console.log(result.info.url) },
  )
  document.getElementById('upload').onclick = () =&gt; widget.open()
&lt;/script&gt;</code></pre>`
}

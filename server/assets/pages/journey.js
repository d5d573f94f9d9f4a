/**
 * The first page, live: the widget uploads, and everything below follows the picture. Every picture shown is an address
 * that the server answers there and then.
 */
import { snippets } from './snippets.js'
import { tabs } from './tabs.js'
import { deliveryUrl, STEPS, VARIANTS } from './variants.js'

const page = document.body.dataset
const server = {
  // Relative to this page, so that the policy of the page and a path prefix both hold.
  base: new URL('.', location.href).href.replace(/\/$/, ''),
  publicUrl: page.baseUrl,
  cloudName: page.cloudName,
  preset: page.uploadPreset,
}
const byId = (id) => document.getElementById(id)
const showCode = tabs(byId('tabs'), byId('panels'), say)

let asset = null
let chain = VARIANTS[0].chain

startWidget()
showVariants()
showChips()
showCode(snippets(null, server, chain, ''))
byId('sample').addEventListener('click', useSample)
byId('chain').addEventListener(
  'input',
  debounce(() => work(byId('chain').value.trim(), 'typed'), 250),
)

function startWidget() {
  const widget = window.cloudinary?.createUploadWidget(
    {
      cloudName: server.cloudName,
      uploadPreset: server.preset,
      inlineContainer: '#widget',
      sources: ['local', 'url', 'camera'],
      multiple: true,
      resourceType: 'auto',
    },
    (error, result) => {
      if (result?.event === 'success') arrived(result.info)
      else if (result?.event === 'error') say(`Upload failed: ${error?.statusText ?? error?.status ?? error}`)
    },
  )
  if (widget === undefined) {
    byId('widget').textContent = 'The Upload Widget could not be loaded.'
    return
  }
  widget.open()
  page.widget = 'ready'
}

/** @param {Record<string, any>} info the answer to an upload */
function arrived(info) {
  page.arrived = `${info.resource_type} ${info.public_id} ${info.version}`
  if (info.resource_type !== 'image') {
    say(`${info.public_id} is stored. Pictures are shown here; other files are delivered as they are.`)
    return
  }
  asset = { publicId: info.public_id, version: info.version, format: info.format }
  done('upload')
  showOriginal(info)
  showVariants()
  byId('bench').hidden = false
  work(VARIANTS[0].chain, 'chosen')
  say(`${info.original_filename ?? info.public_id} is stored and shown in ${VARIANTS.length} forms.`)
}

function showOriginal(info) {
  const url = deliveryUrl(asset, server, '')
  byId('result').hidden = false
  byId('original').src = deliveryUrl(asset, server, 'c_limit,h_800,w_1200/f_auto/q_auto')
  byId('original').alt = info.original_filename ?? info.public_id
  byId('original-link').href = url
  const facts = {
    Name: info.original_filename ?? info.public_id,
    'Public ID': info.public_id,
    Format: info.format?.toUpperCase(),
    Size: `${info.width} × ${info.height} pixels${info.pages > 1 ? `, ${info.pages} frames` : ''}`,
    Bytes: bytes(info.bytes),
    Address: url,
  }
  const rows = Object.entries(facts).flatMap(([name, value]) => {
    const [term, definition] = [document.createElement('dt'), document.createElement('dd')]
    term.textContent = name
    definition.textContent = value ?? ''
    return [term, definition]
  })
  byId('facts').replaceChildren(...rows)
}

function showVariants() {
  byId('variants').replaceChildren(...VARIANTS.map(variant))
}

function variant({ name, chain: steps }) {
  const item = document.createElement('li')
  const button = document.createElement('button')
  button.type = 'button'
  button.className = 'variant'
  button.disabled = asset === null
  button.ariaPressed = String(asset !== null && steps === chain)
  const picture = document.createElement('span')
  picture.className = 'picture'
  const text = document.createElement('span')
  text.className = 'text'
  const [title, cost, code] = ['b', 'span', 'code'].map((tag) => document.createElement(tag))
  cost.className = 'cost'
  title.append(name, cost)
  code.textContent = steps
  text.append(title, code)
  button.append(picture, text)
  if (asset === null) {
    picture.classList.add('empty')
    picture.textContent = 'Your picture'
  } else {
    picture.append(liveImage(deliveryUrl(asset, server, steps), name, cost))
    button.addEventListener('click', () => work(steps, 'chosen'))
  }
  item.append(button)
  return item
}

function liveImage(url, name, cost) {
  const image = new Image()
  image.alt = name
  image.decoding = 'async'
  image.addEventListener('load', () => {
    image.dataset.state = 'shown'
    const [entry] = performance.getEntriesByName(image.src)
    if (entry) cost.textContent = [bytes(entry.encodedBodySize), `${Math.round(entry.duration)} ms`].join(', ')
  })
  image.addEventListener('error', async () => {
    image.dataset.state = 'failed'
    cost.textContent = await reason(url)
  })
  image.src = url
  return image
}

/** Shows a chain everywhere: in the editor, the live picture, the pressed variant and the code. */
async function work(next, origin) {
  chain = next
  if (origin !== 'typed') byId('chain').value = chain
  if (asset === null) return
  for (const [index, button] of [...byId('variants').querySelectorAll('button')].entries()) {
    button.ariaPressed = String(VARIANTS[index].chain === chain)
  }
  const url = deliveryUrl(asset, server, chain)
  const shown = deliveryUrl(asset, { ...server, base: server.publicUrl }, chain)
  byId('live-link').href = url
  byId('live-link').textContent = shown
  showCode(snippets(asset, server, chain, shown))
  if (origin !== 'chosen' || page.step === 'embed') done('transform')
  page.step = 'embed'
  await showLive(url)
}

async function showLive(url) {
  const image = byId('live')
  const frame = image.parentElement
  frame.dataset.state = 'loading'
  const start = performance.now()
  const response = await fetch(url).catch(() => null)
  const blob = response?.ok ? await response.blob() : null
  if (deliveryUrl(asset, server, chain) !== url) return
  const problem = blob === null ? (response?.headers.get('X-Cld-Error') ?? 'The server did not answer') : null
  byId('chain').ariaInvalid = String(problem !== null)
  byId('chain-note').toggleAttribute('data-error', problem !== null)
  byId('chain-note').textContent = problem ?? 'Steps are separated by "/", parameters of one step by ",".'
  frame.dataset.state = problem === null ? 'shown' : 'failed'
  if (blob === null) return
  URL.revokeObjectURL(image.src)
  image.src = URL.createObjectURL(blob)
  image.alt = `Your picture with ${chain || 'no transformation'}`
  await image.decode().catch(() => undefined)
  const size = `${image.naturalWidth} × ${image.naturalHeight}`
  const kind = blob.type.replace('image/', '').toUpperCase()
  byId('live-note').textContent = `${kind}, ${size}, ${bytes(blob.size)}, ${Math.round(performance.now() - start)} ms`
}

function showChips() {
  byId('chips').replaceChildren(
    ...STEPS.map((step) => {
      const button = document.createElement('button')
      button.type = 'button'
      button.textContent = `+ ${step}`
      button.addEventListener('click', () => work(chain === '' ? step : `${chain}/${step}`, 'added'))
      return button
    }),
  )
}

/** Uploads the picture that comes with the server, by the same unsigned preset as the widget. */
async function useSample({ currentTarget: button }) {
  button.disabled = true
  try {
    const picture = await (await fetch('assets/sample.jpg')).blob()
    const form = new FormData()
    form.set('upload_preset', server.preset)
    form.set('file', picture, 'sample.jpg')
    const response = await fetch(`${server.base}/v1_1/${server.cloudName}/image/upload`, { method: 'POST', body: form })
    const answer = await response.json()
    if (response.ok) arrived(answer)
    else say(`The sample picture was refused: ${answer.error?.message}`)
  } catch {
    say('The sample picture could not be uploaded.')
  } finally {
    button.disabled = false
  }
}

async function reason(url) {
  const response = await fetch(url).catch(() => null)
  return response?.headers.get('X-Cld-Error') ?? 'not available'
}

function done(step) {
  const item = document.querySelector(`[data-step="${step}"]`)
  item.dataset.done = ''
  item.removeAttribute('aria-current')
  item.nextElementSibling?.setAttribute('aria-current', 'step')
}

function say(text) {
  byId('status').textContent = text
}

function bytes(count) {
  if (!(count > 0)) return ''
  return count < 1000
    ? `${count} B`
    : count < 1e6
      ? `${(count / 1000).toFixed(count < 1e4 ? 1 : 0)} kB`
      : `${(count / 1e6).toFixed(1)} MB`
}

function debounce(work, ms) {
  let timer
  return () => {
    clearTimeout(timer)
    timer = setTimeout(work, ms)
  }
}

/** Search and "try it" of the reference page. The page can be read without it. */

const credentials = document.querySelector('#credentials')
credentials.hidden = false
credentials.addEventListener('submit', (event) => event.preventDefault())
const typed = (name) => credentials.elements[name].value.trim()

search()
openNamed()
addEventListener('hashchange', openNamed)
for (const form of document.querySelectorAll('form[data-path]')) {
  form.querySelector('.actions').hidden = false
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    void send(form)
  })
}

/** Operations are filtered while one types; every word has to occur. */
function search() {
  const box = document.querySelector('.find')
  const input = document.querySelector('#find')
  const operations = [...document.querySelectorAll('.operation')]
  const groups = [...document.querySelectorAll('.group')]
  box.hidden = false
  input.addEventListener('input', () => {
    const words = input.value.toLowerCase().split(/\s+/).filter(Boolean)
    let shown = 0
    for (const operation of operations) {
      operation.hidden = !words.every((word) => operation.dataset.find.includes(word))
      if (!operation.hidden) shown += 1
    }
    for (const group of groups) {
      group.hidden = group.querySelector('.operation:not([hidden])') === null
      const link = document.querySelector(`.groups a[href="#${CSS.escape(group.querySelector('h2').id)}"]`)
      link.parentElement.hidden = group.hidden
    }
    document.querySelector('#nothing').hidden = shown > 0
    document.querySelector('#found').textContent = words.length === 0 ? '' : `${shown} of ${operations.length}`
  })
}

/** An address that ends in an operation's name shows it. */
function openNamed() {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)))
  if (!(target instanceof HTMLDetailsElement)) return
  target.open = true
  target.scrollIntoView()
}

/** @param {HTMLFormElement} form */
async function send(form) {
  const request = requestOf(form)
  const answer = form.parentElement.querySelector('.answer')
  const status = answer.querySelector('.status')
  const button = form.querySelector('[type="submit"]')
  answer.hidden = false
  answer.querySelector('.command code').textContent = curl(request)
  status.textContent = 'Sending …'
  delete status.dataset.ok
  button.disabled = true
  const start = performance.now()
  try {
    const response = await fetch(request.url, {
      method: request.method,
      headers: request.headers,
      body: request.body,
      credentials: 'omit',
    })
    const text = await response.text()
    status.dataset.ok = String(response.ok)
    status.textContent = `${response.status} in ${Math.round(performance.now() - start)} ms, request ${response.headers.get('x-request-id') ?? 'without id'}`
    answer.querySelector('.response code').textContent = pretty(text)
  } catch (error) {
    status.dataset.ok = 'false'
    status.textContent = `The server did not answer: ${error.message}`
    answer.querySelector('.response code').textContent = ''
  } finally {
    button.disabled = false
  }
}

function requestOf(form) {
  const { method, path, scheme } = form.dataset
  const url = new URL(
    path
      .slice(1)
      .replace(/\{(\w+)\}/g, (_all, name) =>
        encodeURIComponent(form.elements[name]?.value.trim() || accountValue(name)),
      ),
    document.baseURI,
  )
  const values = []
  let file = null
  for (const field of form.elements) {
    if (field.dataset.in === 'file') file = field.files[0] ?? null
    else if (field.value.trim() !== '' && (field.dataset.in === 'query' || field.dataset.in === 'body')) {
      values.push(...pairsOf(field))
    }
  }
  const headers = {}
  const [key, secret] =
    scheme === 'provisioning'
      ? [typed('provisioning_key'), typed('provisioning_secret')]
      : [typed('api_key'), typed('api_secret')]
  if (scheme !== 'none' && key !== '') headers.Authorization = `Basic ${base64(`${key}:${secret}`)}`
  if (method === 'GET' || method === 'DELETE') {
    for (const [name, value] of values) url.searchParams.append(name, value)
    return { method, url: url.href, headers, values, file, body: undefined }
  }
  if (file === null) return { method, url: url.href, headers, values, file, body: new URLSearchParams(values) }
  const body = new FormData()
  for (const [name, value] of values) body.append(name, value)
  body.append('file', file)
  return { method, url: url.href, headers, values, file, body }
}

function accountValue(name) {
  return name === 'cloud_name' || name === 'account_id' ? typed(name) : ''
}

/** Lists go as one pair for each entry. */
function pairsOf({ name, value, dataset }) {
  const text = value.trim()
  if (dataset.type !== 'array' || text.startsWith('[')) return [[name.replace(/\[\]$/, ''), text]]
  return text.split(',').map((entry) => [`${name.replace(/\[\]$/, '')}[]`, entry.trim()])
}

function base64(text) {
  return btoa(String.fromCharCode(...new TextEncoder().encode(text)))
}

/** The same request for a terminal, with names in place of the key and the secret. */
function curl({ method, url, headers, values, file }) {
  const quoted = (text) => `'${text.replaceAll("'", `'\\''`)}'`
  const parts = ['curl', ...(method === 'GET' ? [] : ['-X', method])]
  if (headers.Authorization !== undefined) parts.push('-u', '"$API_KEY:$API_SECRET"')
  if (method !== 'GET' && method !== 'DELETE') {
    const flag = file === null ? '--data-urlencode' : '-F'
    for (const [name, value] of values) parts.push(flag, quoted(`${name}=${value}`))
    if (file !== null) parts.push('-F', quoted(`file=@${file.name}`))
  }
  return [...parts, quoted(url)].join(' ')
}

function pretty(text) {
  try {
    return JSON.stringify(JSON.parse(text), null, 2)
  } catch {
    return text
  }
}

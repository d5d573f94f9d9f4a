/**
 * A reverse proxy in front of the real server. Every test talks to it below `/t/<id>` and so has its own record and rules:
 *
 * GET  /t/<id>/__requests        upload requests so far: path, headers, fields, size of the file part
 * POST /t/<id>/__rules           [{ range?, name?, times, status?, message?, hold?, drop?, stall? }] applied to upload requests
 * POST /t/<id>/__release         lets requests go on that a rule holds, those still to come too, until further rules
 * POST /t/<id>/__sign            { paramsToSign } -> { signature }, as the server of a site would do it
 * GET  /t/<id>/__picture.png     a picture on the web, for uploads by address
 * GET  /t/<id>/__calls           requests of other kinds so far: method, path, status, whether they are over
 * POST /t/<id>/__visitor         { username, at?, isOfMany?, isLimited? } -> what the server of a site signs for who uses a library there
 * POST /t/<id>/__seed            { count } -> { cloudName } of an environment with so many assets
 * POST /t/<id>/__admin           { method, path, body } -> the answer of the Admin API to the site's key
 *
 * A rule with `path` applies to requests of other kinds whose address contains it.
 */
import { createHash } from 'node:crypto'
import http from 'node:http'
import { PassThrough } from 'node:stream'
import busboy from 'busboy'
import sharp from 'sharp'

const CORS = {
  'access-control-allow-origin': '*',
  'access-control-allow-headers': '*',
  'cross-origin-resource-policy': 'cross-origin',
}
const PICTURE = await sharp({ create: { width: 8, height: 6, channels: 3, background: '#7aa' } })
  .png()
  .toBuffer()

export function startProxy(server) {
  const upstream = new URL(server.origin)
  const tests = new Map()
  const testOf = (id) => {
    if (!tests.has(id)) tests.set(id, { requests: [], calls: [], rules: [], held: [] })
    return tests.get(id)
  }

  const proxy = http.createServer(async (request, response) => {
    // A browser sends a request again by itself when a connection breaks that it has used before: then nobody would
    // see the break that a rule asks for. Each connection is used once.
    response.shouldKeepAlive = false
    const [, id = '', rest = '/'] = /^\/t\/([\w-]+)(\/.*)$/.exec(request.url) ?? []
    const test = testOf(id)
    const own = /^\/(__\w+)/.exec(rest)?.[1]
    const isUpload = rest.endsWith('/upload') && ['OPTIONS', 'POST'].includes(request.method)
    if (request.method === 'OPTIONS' && (own || isUpload)) return answer(response, 200, '')
    if (own) return control(own, test, server, request, response)

    if (!isUpload) return call(test, request, response, upstream, rest)
    const record = { path: rest, headers: request.headers, fields: {}, file: undefined, status: undefined }
    test.requests.push(record)
    const stall = test.rules.find((rule) => rule.stall && rule.times > 0)
    if (stall) {
      stall.times -= 1
      const gone = new Promise((resolve) => request.once('close', resolve))
      await Promise.race([released(test), gone])
      if (request.destroyed) return response.destroy()
    }
    const body = new PassThrough()
    const parsed = parse(request, record)
    // The whole body is read before a rule decides, so that it can tell requests apart by their file.
    const chunks = []
    request.on('data', (chunk) => chunks.push(chunk))
    await Promise.all([parsed, new Promise((resolve) => request.once('close', resolve))])
    if (request.errored || !request.complete) return response.destroy()
    const rule = matchingRule(test.rules, record)
    if (rule?.hold) await released(test)
    if (rule?.drop) return response.destroy()
    if (rule?.status) {
      record.status = rule.status
      return answer(response, rule.status, JSON.stringify({ error: { message: rule.message ?? 'Told to fail' } }))
    }
    for (const chunk of chunks) body.write(chunk)
    body.end()
    return forward(request, body, response, upstream, rest, record)
  })
  // Like many proxies it knows no WebSockets.
  proxy.on('upgrade', (_request, socket) => socket.destroy())
  return new Promise((resolve) => {
    proxy.listen(0, '127.0.0.1', () =>
      resolve({
        origin: `http://127.0.0.1:${proxy.address().port}`,
        close: () =>
          new Promise((done) => {
            proxy.closeAllConnections()
            proxy.close(done)
          }),
      }),
    )
  })
}

/** A kept connection can be ended by the server at the moment of its next use: nobody asked for that break. */
const AGENT = new http.Agent({ keepAlive: false })

/** Everything but uploads: the server decides, about pages of other origins too, unless a rule speaks for it. */
async function call(test, request, response, upstream, rest) {
  const record = { method: request.method, path: rest, status: undefined }
  if (request.method === 'OPTIONS') return forward(request, request, response, upstream, rest)
  test.calls.push(record)
  const rule = test.rules.find(({ path, times }) => times > 0 && path !== undefined && rest.includes(path))
  if (rule) rule.times -= 1
  if (rule?.hold) await released(test)
  if (rule?.drop) return response.destroy()
  if (rule?.status) {
    record.status = rule.status
    return answer(response, rule.status, JSON.stringify({ error: { message: rule.message ?? 'Told to fail' } }))
  }
  return forward(request, request, response, upstream, rest, record)
}

/** At once when tests have let requests go already: one may be on its way here while they do. */
async function released(test) {
  if (!test.isReleased) await new Promise((resolve) => test.held.push(resolve))
}

async function control(name, test, server, request, response) {
  if (name === '__requests') return answer(response, 200, JSON.stringify(test.requests))
  if (name === '__calls') return answer(response, 200, JSON.stringify(test.calls))
  if (name === '__picture') return answer(response, 200, PICTURE, 'image/png')
  const text = (await request.toArray()).join('')
  if (name === '__rules') {
    test.rules.push(...JSON.parse(text))
    test.isReleased = false
  } else if (name === '__release') {
    test.isReleased = true
    for (const release of test.held.splice(0)) release()
  } else if (name === '__visitor') {
    const { isOfMany, isLimited, ...asked } = JSON.parse(text)
    const key = isOfMany ? await server.seed() : isLimited ? { ...server, ...server.limited } : server
    return answer(response, 200, JSON.stringify(visitor(asked, key)))
  } else if (name === '__seed') {
    const { cloudName } = await server.seed(JSON.parse(text).count)
    return answer(response, 200, JSON.stringify({ cloudName }))
  } else if (name === '__admin') {
    const { status, body } = await admin(JSON.parse(text), server)
    return answer(response, status, body)
  } else if (name === '__sign') {
    const { paramsToSign } = JSON.parse(text)
    return answer(response, 200, JSON.stringify({ signature: signature(paramsToSign, server.apiSecret) }))
  }
  return answer(response, 200, '{}')
}

function visitor({ username, at = Date.now() }, { cloudName, apiKey, apiSecret }) {
  const timestamp = String(Math.floor(at / 1000))
  const signature = createHash('sha256')
    .update(`cloud_name=${cloudName}&timestamp=${timestamp}&username=${username}${apiSecret}`)
    .digest('hex')
  return { username, timestamp, signature, api_key: apiKey }
}

async function admin({ method = 'GET', path, body }, { origin, cloudName, apiKey, apiSecret }) {
  const response = await fetch(`${origin}/v1_1/${cloudName}${path}`, {
    method,
    headers: {
      Authorization: `Basic ${Buffer.from(`${apiKey}:${apiSecret}`).toString('base64')}`,
      ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
    },
    body: body === undefined ? undefined : JSON.stringify(body),
  })
  return { status: response.status, body: await response.text() }
}

function signature(parameters, secret) {
  const text = Object.keys(parameters)
    .sort()
    .map((key) => `${key}=${parameters[key]}`)
    .join('&')
  return createHash('sha1')
    .update(text + secret)
    .digest('hex')
}

function matchingRule(rules, record) {
  const rule = rules.find(
    ({ range, name, times, stall }) =>
      !stall &&
      times > 0 &&
      (range === undefined || record.headers['content-range']?.includes(range)) &&
      (name === undefined || record.file?.name === name),
  )
  if (rule) rule.times -= 1
  return rule
}

function parse(request, record) {
  return new Promise((resolve) => {
    if (!request.headers['content-type']?.startsWith('multipart/')) return resolve()
    const parser = busboy({ headers: request.headers, defParamCharset: 'utf8' })
    parser.on('field', (name, value) => {
      record.fields[name] = value
    })
    parser.on('file', (_name, stream, { filename }) => {
      record.file = { name: filename, bytes: 0 }
      stream.on('data', (chunk) => {
        record.file.bytes += chunk.length
      })
    })
    parser.once('close', resolve)
    parser.once('error', resolve)
    request.once('close', resolve)
    request.pipe(parser)
  })
}

function forward(request, body, response, upstream, path, record) {
  const onward = http.request(
    {
      host: upstream.hostname,
      port: upstream.port,
      method: request.method,
      path,
      headers: { ...request.headers, host: upstream.host },
      agent: AGENT,
    },
    (reply) => {
      if (record) {
        record.status = reply.statusCode
        response.once('close', () => {
          record.isOver = true
        })
      }
      const { connection: _hop, 'keep-alive': _limits, ...headers } = reply.headers
      response.writeHead(reply.statusCode, headers)
      reply.pipe(response)
    },
  )
  onward.once('error', () => response.destroy())
  response.once('close', () => onward.destroy())
  body.pipe(onward)
}

function answer(response, status, body, type = 'application/json') {
  response.writeHead(status, { ...CORS, 'content-type': type })
  response.end(body)
}

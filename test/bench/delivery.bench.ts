/**
 * What delivery costs, in one run: cached hits of 30 KB over 16 connections against nginx and against a bare Node
 * server with the file in memory, and 200 requests at once for one file that is not there yet. Each server is a
 * process of its own; rounds alternate. `wrk` makes the load where it is installed, else autocannon. Run it alone on
 * the machine.
 */
import { type ChildProcess, execFileSync, fork, spawn } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { Agent, createServer, get } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { photo } from '../support/fixture-files.ts'

export interface HitMeasurement {
  readonly server: string
  readonly perSecond: number
  /** Microseconds of CPU a request, all processes of the server. */
  readonly cpuMicroseconds: number
  readonly p99Ms: number
}

export interface HerdMeasurement {
  readonly renders: number
  readonly failed: number
  readonly oneRenderMs: number
  readonly p99Ms: number
}

export interface DeliveryBenchOptions {
  readonly rounds?: number
  readonly seconds?: number
}

const CONNECTIONS = 16
const HERD = 200

interface Peer {
  readonly name: string
  readonly url: string
  readonly pid: number
  readonly headers?: readonly string[]
  stop(): void
}

export async function measureHits({ rounds = 5, seconds = 3 }: DeliveryBenchOptions = {}): Promise<HitMeasurement[]> {
  const folder = mkdtempSync(join(tmpdir(), 'tintype-bench-'))
  const peers: Peer[] = []
  try {
    const ours = await startTintype(folder)
    peers.push(ours.peer, { ...ours.peer, name: 'tintype, 304', headers: [`If-None-Match: ${ours.etag}`] })
    writeFileSync(join(folder, 'file.jpg'), ours.body)
    peers.push(await startBareNode(join(folder, 'file.jpg')))
    if (existsSync(NGINX)) peers.push(await startNginx(folder))
    const measured = new Map<string, HitMeasurement[]>()
    // The first round warms everything up.
    for (let round = 0; round <= rounds; round += 1) {
      for (const peer of peers) {
        const measurement = await measurePeer(peer, round === 0 ? 1 : seconds)
        if (round > 0) measured.set(peer.name, [...(measured.get(peer.name) ?? []), measurement])
      }
    }
    return [...measured.values()].map(medians)
  } finally {
    for (const peer of peers) peer.stop()
    await delay(300)
    rmSync(folder, { recursive: true, force: true })
  }
}

/** 200 requests at once for one missing thumb of a picture of 6 megapixels. */
export async function measureHerd(): Promise<HerdMeasurement> {
  const child = start('herd')
  const { base } = await message<{ base: string }>(child)
  const agent = new Agent({ keepAlive: true, maxSockets: HERD })
  const time = async (path: string) => {
    const began = performance.now()
    const status = await statusOf(`${base}/${path}`, agent)
    return { status, milliseconds: performance.now() - began }
  }
  const all = (path: string) => Promise.all(Array.from({ length: HERD }, () => time(path)))
  await all('image/upload/c_fill,h_300,w_299/photo.jpg')
  const alone: number[] = []
  for (let width = 301; width < 310; width += 1) {
    alone.push((await time(`image/upload/c_fill,h_300,w_${width}/photo.jpg`)).milliseconds)
  }
  child.send('counts')
  const before = await message<{ renders: number }>(child)
  const answers = await all('image/upload/c_fill,h_300,w_300/photo.jpg')
  child.send('counts')
  const after = await message<{ renders: number }>(child)
  agent.destroy()
  child.kill()
  const sorted = answers.map(({ milliseconds }) => milliseconds).toSorted((a, b) => a - b)
  return {
    renders: after.renders - before.renders,
    failed: answers.filter(({ status }) => status !== 200).length,
    oneRenderMs: median(alone),
    p99Ms: sorted[Math.floor(sorted.length * 0.99)] ?? Number.NaN,
  }
}

export function hitTable(measurements: readonly HitMeasurement[]): string {
  const reference = measurements.at(-1)
  const lines = measurements.map(({ server, perSecond, cpuMicroseconds, p99Ms }) => {
    const throughput = (perSecond / (reference?.perSecond ?? 1)).toFixed(2)
    const cpu = (cpuMicroseconds / (reference?.cpuMicroseconds ?? 1)).toFixed(2)
    return `| ${server} | ${Math.round(perSecond)} | ${throughput} | ${cpuMicroseconds.toFixed(1)} | ${cpu} | ${p99Ms.toFixed(1)} |`
  })
  return [
    `| cached hit, 30 KB, ${CONNECTIONS} connections | req/s | to ${reference?.server} | CPU us | to ${reference?.server} | p99 ms |`,
    '|---|---|---|---|---|---|',
    ...lines,
  ].join('\n')
}

export function herdTable({ renders, failed, oneRenderMs, p99Ms }: HerdMeasurement): string {
  return [
    `| ${HERD} requests at once for one missing file | renders | failed | one render ms | p99 ms | p99 in renders |`,
    '|---|---|---|---|---|---|',
    `| tintype | ${renders} | ${failed} | ${oneRenderMs.toFixed(0)} | ${p99Ms.toFixed(0)} | ${(p99Ms / oneRenderMs).toFixed(1)} |`,
  ].join('\n')
}

// Servers ------------------------------------------------------------------------------------------------------------

const NGINX = '/usr/sbin/nginx'

function start(role: 'tintype' | 'bare' | 'herd', ...rest: string[]): ChildProcess {
  const child = fork(fileURLToPath(import.meta.url), [role, ...rest], {
    execArgv: ['--conditions=tintype-source', '--no-warnings'],
    env: { ...process.env, MALLOC_ARENA_MAX: '2' },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  process.once('exit', () => child.kill())
  return child
}

async function startTintype(folder: string) {
  const child = start('tintype', join(folder, 'data'))
  const { base, cloudName } = await message<{ base: string; cloudName: string }>(child)
  const form = new FormData()
  form.set('upload_preset', 'getting_started')
  form.set('file', new Blob([new Uint8Array(await photo({ w: 1200, h: 800 }))]), 'photo.jpg')
  const uploaded = await fetch(`${base}/v1_1/${cloudName}/image/upload`, { method: 'POST', body: form })
  const { public_id: publicId } = (await uploaded.json()) as { public_id: string }
  const url = `${base}/${cloudName}/image/upload/c_fill,h_330,q_60,w_400/${publicId}.jpg`
  const answer = await fetch(url)
  if (answer.status !== 200) throw new Error(`The picture could not be made: ${answer.headers.get('x-cld-error')}`)
  const body = Buffer.from(await answer.arrayBuffer())
  const etag = answer.headers.get('etag') ?? ''
  return { peer: { name: 'tintype', url, pid: child.pid ?? 0, stop: () => child.kill() }, body, etag }
}

async function startBareNode(file: string): Promise<Peer> {
  const child = start('bare', file)
  const { base } = await message<{ base: string }>(child)
  return { name: 'node:http, file in memory', url: base, pid: child.pid ?? 0, stop: () => child.kill() }
}

async function startNginx(folder: string): Promise<Peer> {
  const port = await freePort()
  mkdirSync(join(folder, 'nginx'))
  const configuration = `
    daemon off; user root; worker_processes 2; pid ${folder}/nginx/pid; error_log ${folder}/nginx/error.log;
    events { worker_connections 1024; }
    http {
      access_log off; sendfile on; tcp_nopush on; keepalive_requests 10000000; open_file_cache max=100;
      types { image/jpeg jpg; }
      client_body_temp_path ${folder}/nginx/a; proxy_temp_path ${folder}/nginx/b; fastcgi_temp_path ${folder}/nginx/c;
      uwsgi_temp_path ${folder}/nginx/d; scgi_temp_path ${folder}/nginx/e;
      server { listen 127.0.0.1:${port}; root ${folder}; }
    }`
  writeFileSync(join(folder, 'nginx', 'nginx.conf'), configuration)
  const child = spawn(NGINX, ['-c', join(folder, 'nginx', 'nginx.conf')], { stdio: 'ignore' })
  process.once('exit', () => child.kill())
  await delay(500)
  return { name: 'nginx', url: `http://127.0.0.1:${port}/file.jpg`, pid: child.pid ?? 0, stop: () => child.kill() }
}

// Load ---------------------------------------------------------------------------------------------------------------

async function measurePeer(peer: Peer, seconds: number): Promise<HitMeasurement> {
  const before = treeCpuMs(peer.pid)
  const { requests, perSecond, p99Ms } = await load(peer, seconds)
  const cpuMicroseconds = ((treeCpuMs(peer.pid) - before) * 1000) / requests
  return { server: peer.name, perSecond, p99Ms, cpuMicroseconds }
}

async function load({ url, headers = [] }: Peer, seconds: number) {
  const wrk = ['/usr/bin/wrk', '/usr/local/bin/wrk'].find((path) => existsSync(path))
  if (wrk === undefined) return autocannonLoad(url, headers, seconds)
  const named = headers.flatMap((header) => ['-H', header])
  const options = ['-t1', `-c${CONNECTIONS}`, `-d${seconds}s`, '--latency', ...named, url]
  const child = spawn(wrk, options, { stdio: ['ignore', 'pipe', 'inherit'] })
  let text = ''
  for await (const chunk of child.stdout) text += chunk
  const p99 = /99%\s+([\d.]+)(us|ms|s)/.exec(text)
  const unit = { us: 0.001, ms: 1, s: 1000 }[p99?.[2] ?? 'ms'] ?? 1
  return {
    requests: Number(/(\d+) requests in/.exec(text)?.[1]),
    perSecond: Number(/Requests\/sec:\s+([\d.]+)/.exec(text)?.[1]),
    p99Ms: Number(p99?.[1]) * unit,
  }
}

async function autocannonLoad(url: string, headers: readonly string[], seconds: number) {
  const flags = headers.flatMap((header) => ['-H', header.replace(': ', '=')])
  const script = fileURLToPath(new URL('../../node_modules/autocannon/autocannon.js', import.meta.url))
  const options = [script, '-c', String(CONNECTIONS), '-d', String(seconds), '-j', ...flags, url]
  const text = execFileSync(process.execPath, options, { stdio: ['ignore', 'pipe', 'ignore'] }).toString()
  const { requests, latency } = JSON.parse(text)
  return { requests: requests.total as number, perSecond: requests.average as number, p99Ms: latency.p99 as number }
}

/** User and system time of a process and all below it, in milliseconds. */
function treeCpuMs(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').filter(Boolean)
  // Clock ticks of 10 ms.
  const own = (Number(stat[11]) + Number(stat[12])) * 10
  return children.reduce((sum, child) => sum + treeCpuMs(Number(child)), own)
}

function statusOf(url: string, agent: Agent): Promise<number> {
  return new Promise((resolve, reject) => {
    get(url, { agent }, (response) => {
      response.resume().once('end', () => resolve(response.statusCode ?? 0))
    }).once('error', reject)
  })
}

function message<T>(child: ChildProcess): Promise<T> {
  return new Promise((resolve, reject) => {
    child.once('message', (text) => resolve(text as T))
    child.once('exit', (code) => reject(new Error(`A server of the benchmark ended with ${code}`)))
  })
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as AddressInfo
  await new Promise((done) => server.close(done))
  return port
}

function medians(all: readonly HitMeasurement[]): HitMeasurement {
  return {
    server: all[0]?.server ?? '',
    perSecond: median(all.map(({ perSecond }) => perSecond)),
    cpuMicroseconds: median(all.map(({ cpuMicroseconds }) => cpuMicroseconds)),
    p99Ms: median(all.map(({ p99Ms }) => p99Ms)),
  }
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
}

// Roles of the child processes ---------------------------------------------------------------------------------------

async function listenOn(handler: Parameters<typeof createServer>[1]): Promise<string> {
  const server = createServer(handler)
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

async function serveTintype(data: string): Promise<void> {
  const { createTintype } = await import('../../server/index.ts')
  const tintype = await createTintype({ data })
  const base = await listenOn(tintype.handler)
  process.send?.({ base, cloudName: tintype.credentials.cloudName })
}

async function serveBare(file: string): Promise<void> {
  const body = readFileSync(file)
  const headers = ['Content-Type', 'image/jpeg', 'Content-Length', String(body.length)]
  const base = await listenOn((_request, response) => response.writeHead(200, headers).end(body))
  process.send?.({ base })
}

async function serveHerd(): Promise<void> {
  const { startDelivery } = await import('../support/delivery-stack.ts')
  const stack = await startDelivery()
  await stack.put('photo', await photo({ w: 3000, h: 2000 }))
  process.on('message', () => process.send?.({ renders: stack.counts.renders }))
  process.on('SIGTERM', () => void stack.close().then(() => process.exit(0)))
  process.send?.({ base: `${stack.base}/demo` })
}

const [, script, role, argument = ''] = process.argv
if (script === fileURLToPath(import.meta.url)) {
  if (role === 'tintype') await serveTintype(argument)
  else if (role === 'bare') await serveBare(argument)
  else if (role === 'herd') await serveHerd()
  else {
    process.stdout.write(`load ${readFileSync('/proc/loadavg', 'utf8')}`)
    process.stdout.write(`${hitTable(await measureHits({ rounds: Number(role ?? 5) }))}\n\n`)
    process.stdout.write(`${herdTable(await measureHerd())}\n`)
  }
}

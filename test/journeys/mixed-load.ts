/**
 * A client that does one thing after the other, at random, on names of its own, and keeps account of what was
 * acknowledged. When the server dies under it, what it sees afterwards must be the account as it stood before the
 * broken request, or as it would have stood after it: nothing else.
 */
import { createHash } from 'node:crypto'
import sharp from 'sharp'
import { type Answer, form, post as postForm, signed } from '../support/api-client.ts'
import { CLOUD } from '../support/upload-stack.ts'

/** `raw/<public id>` or `image/<public id>`, and the digest of its original. */
export type Holdings = ReadonlyMap<string, string>

export interface UnfinishedUpload {
  readonly key: string
  readonly uploadId: string
  readonly bytes: Buffer
  /** Acknowledged parts. */
  parts: number
}

/** Numbers from 0 up to 1. */
export type Chance = () => number

export class BrokenConnection extends Error {}

const PART_BYTES = 5_000_000
const NAMES = 5

export class MixedLoad {
  readonly #prefix: string
  readonly #chance: Chance
  #count = 0
  /** What the server holds, as far as it said so. */
  acknowledged: Holdings = new Map()
  /** What it may hold instead, while a request is under way or after it broke. */
  possible: Holdings | null = null
  unfinished: UnfinishedUpload | null = null
  /** The last requests, for the report of a failure. */
  readonly history: string[] = []
  readonly done = { uploads: 0, overwrites: 0, renames: 0, deletes: 0, chunked: 0, deliveries: 0, cutOff: 0 }

  constructor(prefix: string, chance: Chance) {
    this.#prefix = prefix
    this.#chance = chance
  }

  /** Every name that this client may have used. */
  get keys(): readonly string[] {
    return Array.from({ length: NAMES }, (_, index) => this.#key(index))
  }

  /** Everything once, so that each kind of request has been there. */
  async begin(base: string): Promise<void> {
    for (const key of this.keys) await this.#upload(base, key)
    await this.#upload(base, this.#key(0))
    await this.#deliver(base, this.#key(1))
    await this.#rename(base, this.#key(1), this.#key(3))
    await this.#beginParts(base)
    await this.#destroy(base, this.#key(0))
  }

  /** Goes on until the connection breaks. */
  async run(base: string): Promise<void> {
    try {
      if (this.unfinished !== null) await this.#sendParts(base, this.unfinished)
      for (;;) await this.#next(base)
    } catch (error) {
      if (!(error instanceof BrokenConnection)) throw error
      this.done.cutOff += 1
    }
  }

  async #next(base: string): Promise<void> {
    const roll = this.#chance()
    if (roll < 0.55) await this.#upload(base)
    else if (roll < 0.7) await this.#rename(base)
    else if (roll < 0.8) await this.#destroy(base)
    else if (roll < 0.95) await this.#deliver(base)
    else await this.#beginParts(base)
  }

  async #upload(base: string, key = this.#anyKey()): Promise<void> {
    const bytes = key.startsWith('image/') ? await this.#picture() : this.#noise(1 + this.#below(300_000))
    const isOverwrite = this.acknowledged.has(key)
    await this.#change(new Map([...this.acknowledged, [key, digest(bytes)]]), async () => {
      const { kind, publicId } = parsed(key)
      const file = { bytes, name: 'file.bin' }
      const backup = this.#chance() < 0.4 ? 'true' : 'false'
      expectEtag(await sent(post(base, `${kind}/upload`, { public_id: publicId, backup }, { file })), bytes)
    })
    this.done[isOverwrite ? 'overwrites' : 'uploads'] += 1
  }

  async #rename(base: string, from = this.#heldKey(), to = this.#anyKey(from?.startsWith('image/'))): Promise<void> {
    if (from === null || to === from) return
    const content = this.acknowledged.get(from) as string
    const after = new Map([...this.acknowledged].filter(([key]) => key !== from))
    after.set(to, content)
    await this.#change(after, async () => {
      const parameters = { from_public_id: parsed(from).publicId, to_public_id: parsed(to).publicId, overwrite: 'true' }
      expectStatus(await sent(post(base, `${parsed(from).kind}/rename`, parameters)))
    })
    this.done.renames += 1
  }

  async #destroy(base: string, key = this.#heldKey()): Promise<void> {
    if (key === null) return
    await this.#change(new Map([...this.acknowledged].filter(([other]) => other !== key)), async () => {
      const { kind, publicId } = parsed(key)
      const { body } = expectStatus(await sent(post(base, `${kind}/destroy`, { public_id: publicId })))
      if (body.result !== 'ok') throw new Error(`destroying ${key} gave ${JSON.stringify(body)}`)
    })
    this.done.deletes += 1
  }

  /** Leaves derived files behind. */
  async #deliver(base: string, key = this.#heldKey()): Promise<void> {
    if (key === null || !key.startsWith('image/')) return
    const width = 1 + this.#below(30)
    const answer = await sent(fetch(`${base}/${CLOUD}/image/upload/c_scale,w_${width}/${parsed(key).publicId}.png`))
    await sent(answer.arrayBuffer())
    if (answer.status !== 200) throw new Error(`${key} at width ${width} gave ${answer.status}`)
    this.done.deliveries += 1
  }

  async #beginParts(base: string): Promise<void> {
    const key = this.#anyKey(false)
    const bytes = Buffer.concat([this.#noise(1_000), Buffer.alloc(PART_BYTES, this.#below(256)), this.#noise(9_000)])
    this.unfinished = { key, bytes, uploadId: `${this.#prefix}-${this.#count++}`, parts: 0 }
    await this.#sendParts(base, this.unfinished)
  }

  async #sendParts(base: string, upload: UnfinishedUpload): Promise<void> {
    const { key, bytes, uploadId } = upload
    const parts = Math.ceil(bytes.length / PART_BYTES)
    await this.#change(new Map([...this.acknowledged, [key, digest(bytes)]]), async () => {
      while (upload.parts < parts) {
        const start = upload.parts * PART_BYTES
        const end = Math.min(start + PART_BYTES, bytes.length) - 1
        const headers = { 'x-unique-upload-id': uploadId, 'content-range': `bytes ${start}-${end}/${bytes.length}` }
        const file = { bytes: bytes.subarray(start, end + 1), name: 'part.bin' }
        const answer = expectStatus(
          await sent(post(base, 'raw/upload', { public_id: parsed(key).publicId }, { file, headers })),
        )
        upload.parts += 1
        const isDone = answer.body.public_id === parsed(key).publicId && answer.body.done !== false
        if (isDone !== (upload.parts === parts)) {
          throw new Error(`part ${upload.parts} of ${parts} gave ${JSON.stringify(answer.body)}`)
        }
        if (isDone) expectEtag(answer, bytes)
      }
    })
    this.unfinished = null
    this.done.chunked += 1
  }

  /** Runs a request that leads to `after`, if it is acknowledged. */
  async #change(after: Holdings, request: () => Promise<void>): Promise<void> {
    const step = describeChange(this.acknowledged, after)
    this.possible = after
    this.history.push(`${step} …`)
    await request()
    this.acknowledged = after
    this.possible = null
    this.history.push(`${step} done`)
    this.history.splice(0, this.history.length - 30)
  }

  #key(index: number): string {
    return `${index % 2 === 0 ? 'raw' : 'image'}/${this.#prefix}/n${index}`
  }

  #anyKey(image?: boolean): string {
    const keys = this.keys.filter((key) => image === undefined || key.startsWith('image/') === image)
    return keys[this.#below(keys.length)] as string
  }

  #heldKey(): string | null {
    const keys = [...this.acknowledged.keys()]
    return keys[this.#below(keys.length)] ?? null
  }

  #below(limit: number): number {
    return Math.floor(this.#chance() * limit)
  }

  #noise(length: number): Buffer {
    const bytes = Buffer.allocUnsafe(length)
    for (let index = 0; index < length; index++) bytes[index] = this.#below(256)
    return bytes
  }

  async #picture(): Promise<Buffer> {
    const [width, height] = [8 + this.#below(120), 8 + this.#below(120)]
    return sharp(this.#noise(width * height * 3), { raw: { width, height, channels: 3 } })
      .png()
      .toBuffer()
  }
}

function describeChange(before: Holdings, after: Holdings): string {
  const gone = [...before.keys()].filter((key) => !after.has(key)).map((key) => `-${key}`)
  const changed = [...after].filter(([key, content]) => before.get(key) !== content)
  return [...gone, ...changed.map(([key, content]) => `${key}=${content.slice(0, 4)}`)].join(' ')
}

export function parsed(key: string): { readonly kind: 'raw' | 'image'; readonly publicId: string } {
  const slash = key.indexOf('/')
  return { kind: key.slice(0, slash) as 'raw' | 'image', publicId: key.slice(slash + 1) }
}

export function digest(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

/** Small and fast; the same sequence for the same seed (mulberry32). */
export function seededChance(seed: number): Chance {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

function expectStatus(answer: Answer): Answer {
  if (answer.status !== 200) throw new Error(`the server answered ${answer.status} ${JSON.stringify(answer.body)}`)
  return answer
}

function expectEtag(answer: Answer, bytes: Uint8Array): void {
  const { etag } = expectStatus(answer).body
  const expected = createHash('md5').update(bytes).digest('hex')
  if (etag !== expected) throw new Error(`the server acknowledged other bytes: ${String(etag)} instead of ${expected}`)
}

async function post(
  base: string,
  path: string,
  parameters: Readonly<Record<string, string>>,
  options: {
    readonly file?: { readonly bytes: Buffer; readonly name: string }
    readonly headers?: Readonly<Record<string, string>>
  } = {},
): Promise<Answer> {
  return postForm(`${base}/v1_1/${CLOUD}/${path}`, form(signed(parameters), options.file), options.headers)
}

async function sent<T>(request: Promise<T>): Promise<T> {
  return request.catch((error: unknown) => {
    throw new BrokenConnection('the connection broke', { cause: error })
  })
}

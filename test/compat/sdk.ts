/**
 * The genuine Node SDK against a whole server: `startSdk` for a file of tests, `describeMethod` for one exported method.
 * `coverage.test.ts` finds the calls of `describeMethod` and fails when an exported method has none.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startServer, type TestServer, type TestServerOptions } from '../support/server.ts'

export type Cloudinary = typeof import('cloudinary').v2

export interface Sdk {
  readonly cloudinary: Cloudinary
  readonly server: TestServer
}

/** How a call of an exported method ended. */
interface Call {
  readonly method: string
  outcome: 'returned' | 'failed'
}

const calls: Call[] = []

/** Starts a server before the tests of a file and stops it after them; the values are there inside the tests. */
export function startSdk(options: TestServerOptions = {}): Sdk {
  const started: { server?: TestServer; cloudinary?: Cloudinary } = {}
  beforeAll(async () => {
    const server = await startServer(options)
    const { apiKey, apiSecret, cloudName, url } = server
    // The SDK chooses http or https when it is loaded, by these variables.
    process.env.CLOUDINARY_URL = `cloudinary://${apiKey}:${apiSecret}@${cloudName}?upload_prefix=${url}`
    process.env.CLOUDINARY_ACCOUNT_URL = accountUrl(server)
    started.server = server
    started.cloudinary = recorded((await import('cloudinary')).v2)
  })
  afterAll(async () => {
    delete process.env.CLOUDINARY_URL
    delete process.env.CLOUDINARY_ACCOUNT_URL
    await started.server?.close()
  })
  const ready = <T>(value: T | undefined): T => {
    if (value === undefined) throw new Error('The server starts before the tests: use it inside of them')
    return value
  }
  return {
    get cloudinary() {
      return ready(started.cloudinary)
    },
    get server() {
      return ready(started.server)
    },
  }
}

function accountUrl({ account }: TestServer): string {
  const { accountId, provisioningApiKey, provisioningApiSecret } = account
  return `account://${provisioningApiKey}:${provisioningApiSecret}@${accountId}`
}

type Case = (sdk: Sdk) => Promise<void>

/** A method has a success and a failure, or is refused: the types leave nothing out. */
export type MethodCases = WorkingCases | RefusedCases

interface WorkingCases {
  /** Calls the method so that it works, and looks at body, headers and side effects. */
  readonly succeeds: Case
  /** Calls the method so that the server refuses it, and looks at the error that the SDK's user gets. */
  readonly fails: Case
  readonly isRefused?: undefined
}

interface RefusedCases {
  /** The feature is refused by decision: the documented error is all there is. */
  readonly isRefused: Case
  readonly succeeds?: undefined
  readonly fails?: undefined
}

/**
 * Tests of one exported method, such as `api.resource`. That the method was called, and that a call ended as said, is
 * checked besides what the cases assert.
 */
export function describeMethod(method: string, sdk: Sdk, cases: MethodCases): void {
  describe(method, () => {
    const { succeeds, fails, isRefused } = cases
    if (succeeds !== undefined) {
      it('succeeds', async () => {
        await succeeds(sdk)
        expect(outcomesSince(0, method)).toContain('returned')
      })
    }
    if (fails !== undefined) {
      it('fails as its users know it', async () => {
        const before = calls.length
        await fails(sdk)
        // What only builds text cannot fail: there the server refuses the text, which the case shows.
        expect(outcomesSince(before, method)).toContain(isTextBuilder(method) ? 'returned' : 'failed')
      })
    }
    if (isRefused !== undefined) {
      it('is refused with the documented error', async () => {
        const before = calls.length
        await isRefused(sdk)
        expect(outcomesSince(before, method)).toContain(isTextBuilder(method) ? 'returned' : 'failed')
      })
    }
  })
}

/** The error in the shape in which the SDK's admin methods reject. */
export function adminError(http_code: number, message: unknown = expect.any(String)) {
  return { error: { http_code, message } }
}

function outcomesSince(start: number, method: string): readonly string[] {
  return calls
    .slice(start)
    .filter((call) => call.method === method)
    .map(({ outcome }) => outcome)
}

/** Methods that make no request: what they return is text, or a stream whose outcome comes by callback. */
function isTextBuilder(method: string): boolean {
  return (
    /^(utils|url|image|video|source|picture|cloudinary_js_config|PreloadedFile)\b/.test(method) ||
    /^search(_folders)?\.(?!execute$)/.test(method) ||
    /^uploader\.(.*_stream|upload_large|upload_chunked|direct_upload|upload_tag_params|upload_url|.*image_upload_tag|download_\w+)$/.test(
      method,
    )
  )
}

/** The SDK with its exported functions watched. */
function recorded(sdk: Cloudinary): Cloudinary {
  const watch = <T extends object>(group: T, prefix: string): T =>
    new Proxy(group, {
      get(target, name, receiver) {
        const value = Reflect.get(target, name, receiver)
        if (typeof value !== 'function' || typeof name !== 'string') return value
        return watchedFunction(value as (...values: unknown[]) => unknown, `${prefix}${name}`, target)
      },
    })
  return new Proxy(sdk, {
    get(target, name, receiver) {
      const value = Reflect.get(target, name, receiver)
      if (name === 'uploader' || name === 'api' || name === 'utils' || name === 'analysis') {
        return watch(value, `${name}.`)
      }
      if (name === 'PreloadedFile') return watchedClass(value, name)
      if (name === 'provisioning') return { ...value, account: watch(value.account, 'provisioning.') }
      if (name === 'search' || name === 'search_folders') return watchedBuilder(value, `${name}.`)
      if (typeof value === 'function' && typeof name === 'string') return watchedFunction(value, name, target)
      return value
    },
  })
}

/** A class whose methods give its instances, so that calls can be chained. */
function watchedBuilder<T extends object>(builder: T, prefix: string): T {
  return new Proxy(builder, {
    get(target, name, receiver) {
      const value = Reflect.get(target, name, receiver)
      if (typeof value !== 'function' || typeof name !== 'string' || name === 'constructor') return value
      const chained = (...values: unknown[]) => {
        const result = value.apply(target, values)
        return result === target || isInstance(result, target) ? watchedBuilder(result, prefix) : result
      }
      return watchedFunction(chained, `${prefix}${name}`, target)
    },
  })
}

function isInstance(value: unknown, builder: object): boolean {
  return typeof builder === 'function' && value instanceof builder
}

function watchedClass<T extends new (...values: never[]) => object>(constructed: T, method: string): T {
  return new Proxy(constructed, {
    construct(target, values) {
      const call: Call = { method, outcome: 'failed' }
      calls.push(call)
      const instance = Reflect.construct(target, values)
      call.outcome = 'returned'
      return instance
    },
  })
}

function watchedFunction(work: (...values: unknown[]) => unknown, method: string, owner: object) {
  const watched = (...values: unknown[]) => {
    const call: Call = { method, outcome: 'failed' }
    calls.push(call)
    const result = work.apply(owner, values)
    if (result instanceof Promise || typeof (result as PromiseLike<unknown> | null)?.then === 'function') {
      return (result as Promise<unknown>).then((value) => {
        call.outcome = 'returned'
        return value
      })
    }
    call.outcome = 'returned'
    return result
  }
  // Functions carry properties.
  return new Proxy(work, { apply: (_target, _owner, values) => watched(...values) })
}

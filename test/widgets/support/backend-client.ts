/** One test's view of the server: an address of its own below the proxy, its requests, and what should go wrong. */

interface Settings {
  readonly origin: string
  readonly cloudName: string
  readonly apiKey: string
  /** The server itself, without the proxy. */
  readonly direct: string
  /** Where what stands in for providers of remote sources is told what to do. */
  readonly providers: string
  /** The same for a paid library; answers how many licences it has sold. */
  readonly stock: string
  readonly presets: {
    readonly unsigned: string
    readonly deletable: string
    readonly described: string
    readonly offering: string
  }
  /** Who may sign in to a library. */
  readonly people: Readonly<
    Record<'manager' | 'editor' | 'reader', { readonly email: string; readonly password: string }>
  >
}

/** What the runner's configuration tells the pages. */
export const settings: Settings = await (await fetch('/__backend__')).json()

export interface RecordedRequest {
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly fields: Readonly<Record<string, string>>
  readonly file?: { readonly name: string; readonly bytes: number }
  readonly status?: number
}

/** A request that is no upload. */
export interface RecordedCall {
  readonly method: string
  readonly path: string
  readonly status?: number
  /** The whole answer has been given, or the connection has ended. */
  readonly isOver?: boolean
}

export interface Visitor {
  readonly username: string
  readonly timestamp: string
  readonly signature: string
  readonly api_key: string
}

interface VisitorOptions {
  readonly at?: number
  readonly isOfMany?: boolean
  /** With the key that reaches the folder `limited/area` alone. */
  readonly isLimited?: boolean
}

export interface Rule {
  /** Applies to requests that are no uploads and whose address contains this. */
  readonly path?: string
  /** Applies to requests whose `Content-Range` contains this. */
  readonly range?: string
  /** Applies to requests whose file has this name. */
  readonly name?: string
  readonly times: number
  readonly status?: number
  readonly message?: string
  /** Wait for `release()` before anything else. */
  readonly hold?: boolean
  /** Take nothing of the body before `release()`: whatever it is, because nothing of it is known yet. */
  readonly stall?: boolean
  /** Cut the connection. */
  readonly drop?: boolean
}

export class Backend {
  readonly id = Array.from(crypto.getRandomValues(new Uint8Array(8)), (byte) => byte.toString(16)).join('')
  readonly base = `${settings.origin}/t/${this.id}`

  async requests(): Promise<readonly RecordedRequest[]> {
    return (await fetch(`${this.base}/__requests`)).json()
  }

  async rules(...rules: readonly Rule[]): Promise<void> {
    await fetch(`${this.base}/__rules`, { method: 'POST', body: JSON.stringify(rules) })
  }

  async release(): Promise<void> {
    await fetch(`${this.base}/__release`, { method: 'POST' })
  }

  async sign(paramsToSign: object): Promise<string> {
    const response = await fetch(`${this.base}/__sign`, { method: 'POST', body: JSON.stringify({ paramsToSign }) })
    return (await response.json()).signature
  }

  async calls(): Promise<readonly RecordedCall[]> {
    return (await fetch(`${this.base}/__calls`)).json()
  }

  /** What the server of a site signs for who uses a library there. */
  async visitor(username: string, more: VisitorOptions = {}): Promise<Visitor> {
    const body = JSON.stringify({ username, ...more })
    const response = await fetch(`${this.base}/__visitor`, { method: 'POST', body })
    return response.json()
  }

  /** The name of an environment with so many assets; `visitor(…, { isOfMany: true })` may see it. */
  async seed(count: number): Promise<string> {
    const response = await fetch(`${this.base}/__seed`, { method: 'POST', body: JSON.stringify({ count }) })
    return (await response.json()).cloudName
  }

  /** The Admin API, as the server of a site calls it. */
  async admin<Value = unknown>(method: string, path: string, body?: object): Promise<Value> {
    const response = await fetch(`${this.base}/__admin`, {
      method: 'POST',
      body: JSON.stringify({ method, path, body }),
    })
    if (!response.ok) throw new Error(`${method} ${path} gave ${response.status}: ${await response.text()}`)
    return response.json()
  }
}

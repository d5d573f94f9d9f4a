/** What the server tells the child in which Companion runs, and hears from it. */
import type { Provider } from '../../domain/remote-providers.ts'

export interface ProviderKeys {
  readonly key: string
  readonly secret?: string | undefined
}

export interface CompanionSettings {
  /** `scheme://authority/path` under which browsers reach it. */
  readonly base: string
  /** Where it listens. */
  readonly socketPath: string
  /** Where files go: all that it may send to beside public https. */
  readonly uploadSocketPath: string
  /** Encrypts the tokens of visitors. */
  readonly secret: string
  readonly temporaryFolder: string
  readonly maxFileBytes: number
  readonly providers: Readonly<Partial<Record<Provider, ProviderKeys>>>
  /** For tests: host name of a provider -> `host:port` of what stands in for it, without TLS. */
  readonly standIns: Readonly<Record<string, string>>
}

/** Sent by the child once, when it listens. */
export const READY = 'ready'
/** Host name that stands for the socket where files go. */
export const UPLOAD_HOST = 'upload.tintype.invalid'

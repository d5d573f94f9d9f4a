/** Who sends a request, as far as the API is concerned. */
import type { AccessKey } from '../../domain/access-key.ts'
import type { UploadPreset } from '../../domain/upload-preset.ts'
import type { Visitor } from '../../services/widget-sessions/widget-session-types.ts'

export type Principal =
  /** Knows an API secret: by a signature, or by Basic. */
  | {
      readonly kind: 'key'
      readonly key: AccessKey
      /** For whom it signed, where that was somebody in a widget. */
      readonly user?: string | undefined
    }
  /** Knows the name of an unsigned upload preset. */
  | { readonly kind: 'preset'; readonly preset: UploadPreset }
  /** Has the token of a widget. */
  | { readonly kind: 'session'; readonly visitor: Visitor }
  | { readonly kind: 'anonymous' }

/** The folder that they are limited to; null: none. */
export function folderOf(principal: Principal): string | null {
  if (principal.kind === 'key') return principal.key.folderPrefix
  return principal.kind === 'session' ? principal.visitor.folderPrefix : null
}

/** Null: nobody in a widget. */
export function sessionIdOf(principal: Principal): string | null {
  return principal.kind === 'session' ? principal.visitor.session.id : null
}

/** As messages name them. */
export function nameOf(principal: Principal): string {
  if (principal.kind === 'key') return `api_key ${principal.key.apiKey}`
  return principal.kind === 'session'
    ? `${principal.visitor.role} ${principal.visitor.session.username}`
    : 'this client'
}

/** For operations that only sessions may call: see their credentials. */
export function visitorOf(principal: Principal): Visitor {
  if (principal.kind === 'session') return principal.visitor
  throw new Error('An operation for sessions was reached without one')
}

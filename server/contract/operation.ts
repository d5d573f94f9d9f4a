/**
 * One operation of the API: from it come its route, the reading of its input, its entry in the reference and the name
 * of the permission that allows it.
 */
import type { z } from 'zod'

/**
 * How a caller shows who they are.
 *   key            signature in the parameters, or Basic
 *   key-or-preset  the same, or the name of an unsigned upload preset
 *   basic          Basic only (Admin API)
 *   provisioning   Basic with the provisioning key and secret of the account, or the session of a user whose role allows it
 *   visitor        nobody yet: who signs in, with a header that foreign pages cannot send
 *   session        the cookie of a signed-in user, with that header
 *   token          the token of a widget's session
 *   remote         a visitor's sign-in at a provider of remote sources, in the header `Uppy-Auth-Token`
 *   none           the parameters carry a token of their own, or nobody needs one
 *
 * What takes `key` or `basic` also takes the token of a widget's session, where the role of its user allows that.
 */
export type Credentials =
  | 'key'
  | 'key-or-preset'
  | 'basic'
  | 'provisioning'
  | 'visitor'
  | 'session'
  | 'token'
  | 'remote'
  | 'none'

export interface OperationContract<I extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType> {
  /** `<resource>.<verb>`; also the permission. */
  readonly id: string
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  /** Which API it belongs to; that of v2 has errors of another form, that of Companion knows no environment. */
  readonly api: 'v1_1' | 'v2' | 'widgets' | 'companion'
  /** Below the base of its credentials, see `operationPath`. `{name}` is one segment, `{name+}` is the rest of the path, slashes included. */
  readonly path: string
  /** Values of path parameters for which the path means this operation; with others it may mean one further on. */
  readonly matches?: Readonly<Record<string, readonly string[]>>
  readonly summary: string
  readonly credentials: Credentials
  /** Parameters by wire name: path, query and body together. */
  readonly input: I
  /** Parameters that are read later, after other values were merged in: for the reference only. */
  readonly moreInput?: z.ZodType
  /** The body of a 200. */
  readonly output: O
  /** Takes a file in the body. */
  readonly takesFile: boolean
  /** A 200 is a file, not JSON. */
  readonly answersFile: boolean
  /** Null in a JSON body takes a setting away; elsewhere it says nothing, like blank text. */
  readonly keepsNull: boolean
  /** Changes nothing, whatever its method: allowed to keys that may only `GET`. Said by reads that are sent by POST. */
  readonly reads: boolean
  /** How it keeps to the folder of a key that is limited to one; null: it cannot, and refuses such keys. */
  readonly withinFolder: FolderScope | null
}

/** Parameters by which an operation is kept within a folder: what they name must lie there. */
export interface FolderScope {
  /** Public ids, one or several, of the `resource_type` and `type` that are given with them. */
  readonly publicIds?: readonly string[]
  /** Of those, where the path names none. */
  readonly resourceType?: 'image' | 'video' | 'raw'
  readonly assetIds?: readonly string[]
  /** A public id that will be taken, of the type in `to_type`. */
  readonly target?: string
  /** Folders; one that is not given means the root. */
  readonly folders?: readonly string[]
  /** Folders that may be left out. */
  readonly movesTo?: readonly string[]
  /** To sessions, assets elsewhere are as if they were not there: its service sees to that. */
  readonly hidesOthers?: true
  /** Parameters that would lead beyond, and cannot be used. */
  readonly without?: readonly string[]
}

type Defaulted = 'api' | 'takesFile' | 'answersFile' | 'keepsNull' | 'reads' | 'withinFolder'
type Definition<I extends z.ZodType, O extends z.ZodType> = Omit<OperationContract<I, O>, Defaulted> &
  Partial<Pick<OperationContract<I, O>, Defaulted>>

export function defineOperation<I extends z.ZodType, O extends z.ZodType>(
  definition: Definition<I, O>,
): OperationContract<I, O> {
  return {
    api: 'v1_1',
    takesFile: false,
    answersFile: false,
    keepsNull: false,
    withinFolder: null,
    reads: definition.method === 'GET',
    ...definition,
  }
}

/** The whole path, as the reference shows it. */
export function operationPath(operation: Pick<OperationContract, 'api' | 'path' | 'credentials'>): string {
  return `${baseOf(operation)}${operation.path}`
}

function baseOf({ api, credentials }: Pick<OperationContract, 'api' | 'credentials'>): string {
  if (credentials === 'provisioning') return '/v1_1/provisioning/accounts/{account_id}'
  if (credentials === 'session' || credentials === 'visitor') return '/console/api/v1'
  if (api === 'companion') return '/companion'
  return api === 'widgets' ? '/widgets/v1/{cloud_name}' : `/${api}/{cloud_name}`
}

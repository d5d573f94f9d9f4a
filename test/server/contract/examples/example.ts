/**
 * One valid call of each operation, by its id. Three tests run them all against a whole server:
 *
 *   permission-matrix.test.ts   a key with just that permission gets a 200 that fits the operation's `output`; a key
 *                               with all permissions but that one is refused
 *   isolation.test.ts           with the key of another environment the same call is refused
 *
 * A new operation needs an entry in the file of its resource (one file per resource, listed in `index.ts`); a test fails
 * while it has none:
 *
 *   'assets.destroy': async ({ upload }) => ({
 *     parameters: { resource_type: 'image', public_id: (await upload()).public_id },
 *   }),
 *
 * An example is made afresh for each call, so it may change or delete what it prepares. Names come from `name()`, so that
 * examples do not meet. `parameters` are by wire name: what the path names goes there, the rest into the query of a GET,
 * else into a form, or into JSON with `json: true`; signing is not your concern.
 */
import type { UploadResultJson } from '../../../../server/contract/asset-json.ts'
import type { OperationCall } from '../../../support/operation-client.ts'

export interface Example extends OperationCall {
  /** The answer is a file rather than the JSON of `output`. */
  readonly answersFile?: boolean
  /** The feature is refused by decision: whoever may call it gets a 400 with this message. */
  readonly refusedWith?: string
}

/** What an example can prepare with; everything here is done with a key that may do all. */
export interface ExampleWorld {
  /** Stores a small picture. */
  upload(parameters?: Readonly<Record<string, unknown>>): Promise<UploadResultJson>
  /** Calls an operation and gives its body; anything but a 200 fails the test. */
  // biome-ignore lint/suspicious/noExplicitAny: bodies have as many shapes as there are operations
  call(operationId: string, call: OperationCall): Promise<any>
  /** Buys a licence whose file cannot be fetched; gives the id of the order. */
  order(): Promise<string>
  /** A name that nothing else has. */
  name(): string
  /** What the server of a host page signs for who uses a widget there. */
  signVisitor(username: string): Readonly<Record<string, string>>
  /** `http://host:port` of the server. */
  readonly url: string
  readonly cloudName: string
}

export type Examples = Readonly<Record<string, (world: ExampleWorld) => Example | Promise<Example>>>

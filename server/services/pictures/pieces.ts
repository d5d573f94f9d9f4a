/** Every member drawn by the chain, as a file of its own, a few at a time. */
import type { ProductEnvironment } from '../../domain/product-environment.ts'
import { LimitExceededError } from '../../errors/media-errors.ts'
import type { SourceFile } from '../../ports/renderer.ts'
import type { ImageEncoding } from '../../transformation/plan/plan-types.ts'
import type { Member } from './members.ts'
import type { PictureDependencies } from './picture-types.ts'

export interface Piece {
  readonly name: string
  /** A PNG. */
  readonly file: SourceFile
}

export interface Pieces {
  readonly pieces: readonly Piece[]
  /** How the chain has the whole written. */
  readonly encoding: ImageEncoding
}

export interface PiecesRequest {
  readonly environment: ProductEnvironment
  /** At least one, with the chain of each, decoded once. */
  readonly members: readonly { readonly member: Member; readonly transformation: string }[]
  /** Of the whole, when the chain names none. */
  readonly format: string
  readonly signal: AbortSignal
}

/** Others wait for the same children: more would only wait in line. */
const AT_ONCE = 2

/** Runs `use` with the pieces, which are gone afterwards. */
export async function withPieces<T>(
  request: PiecesRequest,
  dependencies: PictureDependencies,
  use: (pieces: Pieces) => Promise<T>,
): Promise<T> {
  const { spool } = dependencies
  const targets = request.members.map(() => spool.newPath())
  try {
    return await use(await drawAll(request, targets, dependencies))
  } finally {
    await Promise.all(targets.map((target) => spool.discard(target)))
  }
}

async function drawAll(
  { environment, members, format, signal }: PiecesRequest,
  targets: readonly string[],
  { derivations }: PictureDependencies,
): Promise<Pieces> {
  const { totalPixels } = environment.settings.limits
  const drawn: (Piece & { readonly encoding: ImageEncoding })[] = []
  // The first that fails stops the others, and is waited for with them: their files are removed afterwards.
  const stop = new AbortController()
  const stopped = AbortSignal.any([signal, stop.signal])
  let next = 0
  let pixels = 0
  const work = async () => {
    while (next < members.length && !stopped.aborted) {
      const index = next++
      const { member, transformation } = members[index] as (typeof members)[number]
      const target = targets[index] as string
      const { result, encoding } = await member.with(
        (source, attributes) =>
          derivations.drawPiece({ environment, source, attributes, transformation, format, target }, stopped),
        stopped,
      )
      pixels += result.width * result.height
      if (pixels > totalPixels) {
        throw new LimitExceededError(`The images have ${pixels} pixels together; the limit is ${totalPixels}`)
      }
      drawn[index] = { name: member.name, file: pngFile(target, result), encoding }
    }
  }
  const outcomes = await Promise.allSettled(
    Array.from({ length: AT_ONCE }, () =>
      work().catch((error: unknown) => {
        stop.abort(error)
        throw error
      }),
    ),
  )
  signal.throwIfAborted()
  stop.signal.throwIfAborted()
  for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason
  const [first] = drawn
  if (first === undefined) throw new Error('A picture needs pieces')
  return { pieces: drawn, encoding: first.encoding }
}

function pngFile(
  path: string,
  size: { readonly width: number; readonly height: number; readonly bytes: number },
): SourceFile {
  const { width, height, bytes } = size
  return {
    path,
    facts: {
      resourceType: 'image',
      format: 'png',
      ...{ width, height, bytes },
      orientation: 1,
      hasAlpha: true,
      pages: 1,
      animated: false,
      fullFrameDecode: false,
    },
  }
}

/**
 * What the end of a Matroska or WebM file tells (RFC 9559). Recorders that write while they record, browsers among them,
 * know neither length nor frame rate when they write the header, and do not come back to it; but every block says its time.
 *
 * The last cluster that has blocks is looked for from the end of the file, and its blocks are walked. Cost: the tail up to
 * that cluster, at most 64 MB; of blocks only their heads are looked at.
 */
import { type FileHandle, open } from 'node:fs/promises'
import { type EbmlElement, elementAt, MOST_HEAD_BYTES, numberAt, numberBytes, unsigned } from './ebml.ts'

export interface MatroskaEnd {
  /** Seconds from the start of the file's clock until its last block is over. */
  readonly endSeconds: number
  /** Frames a second in the last cluster; null when there are too few to tell. */
  readonly frameRate: number | null
}

const SEGMENT = 0x18538067
const INFORMATION = 0x1549a966
const TIME_SCALE = 0x2ad7b1
const TRACKS = 0x1654ae6b
const TRACK = 0xae
const TRACK_NUMBER = 0xd7
const TRACK_TYPE = 0x83
const FRAME_NS = 0x23e383
const CLUSTER = 0x1f43b675
const CLUSTER_TIME = 0xe7
const SIMPLE_BLOCK = 0xa3
const BLOCK_GROUP = 0xa0
const BLOCK = 0xa1
const BLOCK_LENGTH = 0x9b
/** Checksum, padding, position, size of the one before, silent tracks: may stand in a cluster and say nothing here. */
const BESIDE = new Set([0xbf, 0xec, 0xa7, 0xab, 0x5854])

const HEAD_BYTES = 1_048_576
const STEP_BYTES = 4_194_304
const MOST_TAIL_BYTES = 67_108_864
/** What looks like a cluster and is none costs a walk; so does each block. */
const MOST_CANDIDATES = 32
const MOST_ELEMENTS = 200_000
const READ_BYTES = 65_536

interface Track {
  readonly isVideo: boolean
  readonly frameNs: number | undefined
}

interface Head {
  readonly scaleNs: number
  readonly tracks: ReadonlyMap<number, Track>
}

/** Times of one track in the last cluster, in ticks of the file. */
interface Times {
  first: number
  last: number
  /** Of the last block, where the file says it. */
  length: number | undefined
  blocks: number
}

export interface MatroskaEndOptions {
  readonly signal?: AbortSignal | undefined
  /** Bytes of the tail that are looked at. Default 64 MB. */
  readonly mostTailBytes?: number
}

/** Undefined when no block was found within the bound. */
export async function matroskaEnd(path: string, options: MatroskaEndOptions = {}): Promise<MatroskaEnd | undefined> {
  const file = await open(path)
  try {
    const { size } = await file.stat()
    const head = readHead(await read(file, 0, HEAD_BYTES))
    const times = await lastTimes(file, size, options)
    return times && endOf(times, head)
  } finally {
    await file.close()
  }
}

function endOf(times: ReadonlyMap<number, Times>, { scaleNs, tracks }: Head): MatroskaEnd {
  let end = 0
  let frameRate: number | null = null
  for (const [number, { first, last, length, blocks }] of times) {
    const { isVideo = false, frameNs } = tracks.get(number) ?? {}
    const usual = blocks > 1 ? (last - first) / (blocks - 1) : 0
    end = Math.max(end, last + (length ?? (frameNs === undefined ? usual : frameNs / scaleNs)))
    if (isVideo && usual > 0) frameRate = Math.round((1e9 / (usual * scaleNs)) * 1000) / 1000
  }
  return { endSeconds: Math.round((end * scaleNs) / 1e3) / 1e6, frameRate }
}

/** Without them a tick is a millisecond, and nobody knows what is a picture. */
function readHead(bytes: Buffer): Head {
  const tracks = new Map<number, Track>()
  let scaleNs = 1_000_000
  const segment = children(bytes, 0, bytes.length).find(({ id }) => id === SEGMENT)
  for (const { id, content, end = bytes.length } of segment ? children(bytes, segment.content, bytes.length) : []) {
    if (id === CLUSTER) break
    if (id === INFORMATION) {
      const scale = children(bytes, content, end).find((child) => child.id === TIME_SCALE)
      scaleNs = Math.max(1, scale ? integerOf(bytes, scale) : scaleNs)
    }
    if (id === TRACKS) {
      for (const track of children(bytes, content, end).filter((child) => child.id === TRACK)) {
        const about = children(bytes, track.content, track.end ?? end)
        const value = (wanted: number): number | undefined => {
          const found = about.find((child) => child.id === wanted)
          return found && integerOf(bytes, found)
        }
        tracks.set(value(TRACK_NUMBER) ?? 0, { isVideo: value(TRACK_TYPE) === 1, frameNs: value(FRAME_NS) })
      }
    }
  }
  return { scaleNs, tracks }
}

/** An open one is the last: its end is nowhere said. */
function children(bytes: Buffer, from: number, to: number): readonly EbmlElement[] {
  const found: EbmlElement[] = []
  for (let at: number | undefined = from; at !== undefined && at < Math.min(to, bytes.length); ) {
    const element = elementAt(bytes, at)
    if (!element || found.length >= MOST_ELEMENTS) break
    found.push(element)
    at = element.end
  }
  return found
}

function integerOf(bytes: Buffer, { content, end = content }: EbmlElement): number {
  return unsigned(bytes.subarray(content, Math.min(end, content + 8)))
}

async function lastTimes(
  file: FileHandle,
  size: number,
  { signal, mostTailBytes = MOST_TAIL_BYTES }: MatroskaEndOptions,
): Promise<ReadonlyMap<number, Times> | undefined> {
  const mark = Buffer.from(CLUSTER.toString(16), 'hex')
  const walk = { elements: 0 }
  let candidates = 0
  for (let to = size; to > Math.max(0, size - mostTailBytes); to -= STEP_BYTES) {
    signal?.throwIfAborted()
    const from = Math.max(0, to - STEP_BYTES)
    // A mark may lie across the border of two steps.
    const bytes = await read(file, from, to - from + mark.length - 1)
    for (let at = bytes.lastIndexOf(mark); at >= 0; at = at === 0 ? -1 : bytes.lastIndexOf(mark, at - 1)) {
      candidates += 1
      if (candidates > MOST_CANDIDATES || walk.elements > MOST_ELEMENTS) return undefined
      const times = await timesOfCluster(file, from + at, size, walk, signal)
      if (times.size > 0) return times
    }
  }
  return undefined
}

/** Empty where no cluster begins, and of one without blocks. */
async function timesOfCluster(
  file: FileHandle,
  start: number,
  size: number,
  walk: { elements: number },
  signal: AbortSignal | undefined,
): Promise<ReadonlyMap<number, Times>> {
  const times = new Map<number, Times>()
  const bytesAt = reader(file)
  const cluster = elementAt(await bytesAt(start), 0, start)
  const end = Math.min(size, cluster?.end ?? size)
  let clusterTime: number | undefined
  for (let at = cluster?.content ?? end; at < end; ) {
    walk.elements += 1
    if (walk.elements > MOST_ELEMENTS) break
    if (walk.elements % 1000 === 0) signal?.throwIfAborted()
    const bytes = await bytesAt(at)
    const element = elementAt(bytes, 0, at)
    if (element?.end === undefined) break
    const content = bytes.subarray(element.content - at, element.end - at)
    if (element.id === CLUSTER_TIME) clusterTime = unsigned(content.subarray(0, 8))
    else if (element.id === SIMPLE_BLOCK || element.id === BLOCK_GROUP) {
      // A block before the time of its cluster: it only looked like one.
      if (clusterTime === undefined) break
      note(times, clusterTime, element.id === SIMPLE_BLOCK ? { block: content } : partsOfGroup(content))
    } else if (!BESIDE.has(element.id)) break
    at = element.end
  }
  return times
}

interface BlockParts {
  readonly block?: Buffer | undefined
  readonly length?: number | undefined
}

/** Of the parts that fit into what was read; the length may stand behind a large block, and is then not known. */
function partsOfGroup(content: Buffer): BlockParts {
  const parts = children(content, 0, content.length)
  const block = parts.find(({ id }) => id === BLOCK)
  const length = parts.find(({ id, end = 0 }) => id === BLOCK_LENGTH && end <= content.length)
  return {
    block: block && content.subarray(block.content),
    length: length && integerOf(content, length),
  }
}

/** A block begins with the number of its track and its time after the cluster's, 16 bits with sign. */
function note(times: Map<number, Times>, clusterTime: number, { block, length }: BlockParts): void {
  if (!block) return
  const numberLength = numberBytes(block[0])
  if (numberLength + 2 > block.length) return
  const track = numberAt(block, 0)
  const time = clusterTime + block.readInt16BE(numberLength)
  const seen = times.get(track)
  if (!seen) times.set(track, { first: time, last: time, length, blocks: 1 })
  else {
    seen.blocks += 1
    seen.first = Math.min(seen.first, time)
    if (time >= seen.last) Object.assign(seen, { last: time, length })
  }
}

/** Gives what stands at a place, at least the head of a block; reads ahead. */
function reader(file: FileHandle): (at: number) => Promise<Buffer> {
  let bytes: Buffer = Buffer.alloc(0)
  let from = 0
  return async (at) => {
    if (at < from || at + MOST_HEAD_BYTES * 4 > from + bytes.length) {
      bytes = await read(file, at, READ_BYTES)
      from = at
    }
    return bytes.subarray(at - from)
  }
}

async function read(file: FileHandle, at: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await file.read(Buffer.allocUnsafe(length), 0, length, at)
  return buffer.subarray(0, bytesRead)
}

/**
 * A disk of a few megabytes that can really be full: a tmpfs in a mount namespace of its own, so that nobody else sees
 * it and it is gone with its last process. Root or not, where the kernel lets users have namespaces.
 */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, openSync, writeSync } from 'node:fs'
import { mkdtemp, rm, stat, statfs, truncate } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export interface SmallDisk {
  /** Where processes of that disk see it. */
  readonly folder: string
  /** The same place as this process sees it. */
  readonly path: string
  /** Put before a command, runs it where the disk is. */
  readonly command: readonly string[]
  free(): Promise<number>
  /** Takes all space but so many bytes; more than before or less. */
  fill(options?: { readonly leave?: number }): Promise<void>
  close(): Promise<void>
}

const UNSHARE = process.getuid?.() === 0 ? ['unshare', '--mount'] : ['unshare', '--map-root-user', '--mount']

/** Why there can be none here; null when there can. */
export function noSmallDisk(): string | null {
  if (process.platform !== 'linux') return 'it takes Linux'
  const [program = '', ...flags] = UNSHARE
  const { status } = spawnSync(program, [...flags, 'sh', '-c', 'mount -t tmpfs none /mnt && which nsenter'])
  return status === 0 ? null : 'this machine lets nobody mount a disk'
}

export async function openSmallDisk(bytes: number): Promise<SmallDisk> {
  const folder = await mkdtemp(join(tmpdir(), 'tintype-small-'))
  const holder = await startHolder(folder, bytes)
  const path = `/proc/${holder.pid}/root${folder}`
  const filler = join(path, 'filler')
  const free = async () => {
    const { bavail, bsize } = await statfs(path)
    return bavail * bsize
  }
  const isOurs = process.getuid?.() === 0
  return {
    folder,
    path,
    command: ['nsenter', ...(isOurs ? [] : ['--user', '--preserve-credentials']), '--mount', '-t', String(holder.pid)],
    free,
    async fill({ leave = 0 } = {}) {
      writeUntilFull(filler)
      const { size } = await stat(filler)
      await truncate(filler, Math.max(0, size - leave))
    },
    async close() {
      const gone = once(holder, 'exit')
      holder.kill('SIGKILL')
      await gone
      await rm(folder, { recursive: true, force: true })
    },
  }
}

async function startHolder(folder: string, bytes: number): Promise<ChildProcess> {
  const script = `mount -t tmpfs -o size=${bytes} none ${folder} && echo mounted && exec sleep 3600`
  const [program = '', ...flags] = UNSHARE
  const holder = spawn(program, [...flags, 'sh', '-c', script], { stdio: ['ignore', 'pipe', 'inherit'] })
  await once(holder.stdout, 'data')
  return holder
}

function writeUntilFull(path: string): void {
  const file = openSync(path, 'a')
  try {
    // A page at a time in the end, so that no byte is left.
    for (const bytes of [1_048_576, 4096]) {
      try {
        for (;;) if (writeSync(file, Buffer.alloc(bytes, 1)) < bytes) break
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error
      }
    }
  } finally {
    closeSync(file)
  }
}

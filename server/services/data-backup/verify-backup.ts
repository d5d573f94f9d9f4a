/** Reads a backup whole, and compares it with its manifest. */
import { createReadStream } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { digestOf, sizeOf } from './local-files.ts'
import { type BackedUpFile, FILE_LIST, FILES, type Manifest, readManifest } from './manifest.ts'

export interface VerifiedBackup {
  readonly manifest: Manifest
  /** One line each; empty when the backup is good. */
  readonly problems: readonly string[]
}

/** @throws BackupError when the folder is no complete backup at all */
export async function verifyBackup(folder: string): Promise<VerifiedBackup> {
  const manifest = await readManifest(folder)
  const problems = await damagedParts(folder, manifest)
  // A list that is not the right one says nothing about files.
  if (problems.some((problem) => problem.startsWith(FILE_LIST))) return { manifest, problems }
  let files = 0
  for await (const file of listedFiles(folder)) {
    const problem = await problemOf(join(folder, FILES, file.key), file)
    if (problem !== null) problems.push(`${FILES}/${file.key} ${problem}`)
    files += 1
  }
  if (files !== manifest.files) problems.push(`${FILE_LIST} names ${files} files instead of ${manifest.files}`)
  return { manifest, problems }
}

export async function damagedParts(folder: string, { parts }: Manifest): Promise<string[]> {
  const problems: string[] = []
  for (const [name, expected] of Object.entries(parts)) {
    const problem = await problemOf(join(folder, name), expected)
    if (problem !== null) problems.push(`${name} ${problem}`)
  }
  return problems
}

export async function* listedFiles(folder: string): AsyncGenerator<BackedUpFile, void> {
  const lines = createInterface({
    input: createReadStream(join(folder, FILE_LIST)),
    crlfDelay: Number.POSITIVE_INFINITY,
  })
  for await (const line of lines) yield JSON.parse(line) as BackedUpFile
}

async function problemOf(
  path: string,
  { bytes, sha256 }: { readonly bytes: number; readonly sha256: string },
): Promise<string | null> {
  const size = await sizeOf(path)
  if (size === null) return 'is missing'
  if (size !== bytes) return `has ${size} bytes instead of ${bytes}`
  return (await digestOf(path)) === sha256 ? null : 'is damaged: its digest is another'
}

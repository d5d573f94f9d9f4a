/**
 * The types that we publish, in pages as people write them: React 18 and 19, Vue, Svelte, `window.cloudinary`, and code that is
 * written against the two published type packages of the reference. Each is a program of its own, because their globals
 * exclude one another.
 */
import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'

const root = fileURLToPath(new URL('../..', import.meta.url))

it.each([
  ['the wrappers and elements in React 19', 'test/widgets/frameworks/react'],
  ['the wrappers in React 18', 'test/widgets/frameworks/react-18'],
  ['the elements in templates of Vue and Svelte', 'test/widgets/types/templates'],
  ['window.cloudinary', 'test/widgets/types/own'],
  ["pages written against the reference's types", 'test/widgets/types/theirs'],
])('types fit: %s', async (_name, project) => {
  const tsc = join(root, 'node_modules/typescript/bin/tsc')
  const { stdout } = await promisify(execFile)(process.execPath, [tsc, '--noEmit', '-p', project], { cwd: root }).catch(
    (error: { stdout: string }) => error,
  )

  expect(stdout).toBe('')
})

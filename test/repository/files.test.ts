/** What must and must not stand in the files of the repository. */
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

const root = fileURLToPath(new URL('../..', import.meta.url))
const files = execFileSync('git', ['ls-files'], { cwd: root, encoding: 'utf8' }).trim().split('\n')
const TEXT = /\.(ts|mjs|cjs|js|json|md|yml|css|svg|html|jsonl)$|^\.ci\/run$|^LICENSE$/
// Written in two pieces, so that this file does not find itself.
const FORBIDDEN: Readonly<Record<string, RegExp>> = {
  'a package registry': new RegExp(`registry\\.${'npmjs'}|npm\\.${'pkg'}\\.github`),
  'a folder of somebody’s machine': new RegExp(`(^|[\\s'"\`(])/${'work'}/(?!flow)|/home/\\w+/`),
  'a private key': new RegExp(`-----BEGIN (RSA |EC )?PRIVATE ${'KEY'}-----[A-Za-z0-9+/]`),
  'a reminder instead of work': new RegExp(`\\b(${'TO'}DO|${'FIX'}ME|${'XX'}X)\\b`),
}

describe('the repository', () => {
  it.each([
    'LICENSE',
    'README.md',
    'CONTRIBUTING.md',
    'CHANGELOG.md',
    'AGENTS.md',
    '.node-version',
    '.github/SECURITY.md',
    '.github/CODE_OF_CONDUCT.md',
    'server/LICENSE',
    'widgets/LICENSE',
  ])('has %s', (file) => {
    expect(files).toContain(file)
  })

  it('has the same licence in both packages', () => {
    const texts = ['LICENSE', 'server/LICENSE', 'widgets/LICENSE'].map((file) => readFileSync(join(root, file), 'utf8'))

    expect(texts[0]).toContain('Apache License')
    expect(new Set(texts).size).toBe(1)
  })

  it.each(Object.entries(FORBIDDEN))('names nowhere %s', (_what, pattern) => {
    const found = files
      .filter((file) => TEXT.test(file) && !file.startsWith('test/conformance/'))
      .filter((file) => existsSync(join(root, file)) && pattern.test(readFileSync(join(root, file), 'utf8')))

    expect(found).toEqual([])
  })

  it('links only to pages that exist', () => {
    const broken = files
      .filter((file) => file.endsWith('.md') && existsSync(join(root, file)))
      .flatMap((file) =>
        linksOf(file)
          .filter((link) => !existsSync(link.target))
          .map((link) => `${file}: ${link.text}`),
      )

    expect(broken).toEqual([])
  })

  it('names decisions by date', () => {
    const misnamed = files.filter(
      (file) => /\/decisions\//.test(file) && !/\/\d{4}-\d\d-\d\d_[a-z0-9-]+\.md$/.test(file),
    )

    expect(misnamed).toEqual([])
  })
})

function linksOf(file: string): { readonly text: string; readonly target: string }[] {
  const content = readFileSync(join(root, file), 'utf8').replace(/```[\s\S]*?```/g, '')
  return [...content.matchAll(/\]\((?!https?:|mailto:|#)([^)\s#]+)(?:#[^)]*)?\)/g)].map(([, text = '']) => ({
    text,
    target: resolve(root, dirname(file), decodeURIComponent(text)),
  }))
}

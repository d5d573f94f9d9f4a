/** `fl`: switches, joined by dots, some with an argument. */
import type { Flag } from '../ast.ts'
import { defineFamily, defineParameter } from '../define-family.ts'
import { decodeLeniently, hasControlCharacter } from '../grammar/percent.ts'
import { reader } from '../readers.ts'
import { flagTable } from './flag-table.ts'

const flagList = reader<readonly Flag[]>('the names of flags, separated by dots', (text) => {
  const flags: Flag[] = []
  for (const piece of splitOutsideBrackets(text)) {
    const flag = readFlag(piece)
    if (flag === undefined) return undefined
    flags.push(flag)
  }
  return flags
})

export const flags = defineFamily(
  'flags',
  defineParameter({
    key: 'fl',
    name: 'flags',
    summary: 'Switches',
    forms: ['fl_<flag>[:<argument>][.<flag>…]'],
    media: ['image', 'video', 'animation'],
    tier: 'A',
    open: 'never',
    reader: flagList,
  }),
)

function readFlag(text: string): Flag | undefined {
  const colon = text.indexOf(':')
  const name = colon === -1 ? text : text.slice(0, colon)
  const definition = flagTable.get(name)
  if (definition === undefined) return undefined
  if (colon === -1) return { name, argument: null }
  const { argument } = definition
  if (argument === undefined) return undefined
  // A dot separates flags, so names of files come with their dots escaped once more.
  const value = argument.free ? decodeLeniently(text.slice(colon + 1)) : text.slice(colon + 1)
  return argument.form.test(value) && !hasControlCharacter(value) ? { name, argument: value } : undefined
}

/** `splice:transition_(du_1.5).relative` is two flags. */
function splitOutsideBrackets(text: string): readonly string[] {
  if (!text.includes('(')) return text.split('.')
  const pieces: string[] = []
  let depth = 0
  let start = 0
  for (let index = 0; index < text.length; index++) {
    if (text[index] === '(') depth++
    else if (text[index] === ')') depth--
    else if (text[index] === '.' && depth === 0) {
      pieces.push(text.slice(start, index))
      start = index + 1
    }
  }
  return [...pieces, text.slice(start)]
}

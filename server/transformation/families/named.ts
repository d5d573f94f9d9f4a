/** `t bl fn`: chains and functions that are kept elsewhere under a name. */
import { defineFamily, defineParameter } from '../define-family.ts'
import { reader } from '../readers.ts'
import { word } from './words.ts'

const names = reader<readonly string[]>('the name of a transformation', (text) => {
  const all = text.split('.')
  return all.every((name) => NAME.test(name)) ? all : undefined
})

export const named = defineFamily(
  'named',
  defineParameter({
    key: 't',
    name: 'transformation',
    summary: 'A named transformation, expanded in place',
    forms: ['t_<name>[.<name>…]'],
    media: ['image', 'video', 'animation'],
    tier: 'A',
    open: 'never',
    reader: names,
  }),
  defineParameter({
    key: 'bl',
    name: 'baseline',
    summary: 'A named transformation whose result is kept and worked on',
    forms: ['bl_<name>'],
    media: ['image', 'video'],
    tier: 'B',
    open: 'never',
    reader: word('the name of a transformation', /^[^\s.:,;/$!()]{1,255}$/),
  }),
  defineParameter({
    key: 'fn',
    name: 'custom_function',
    summary: 'A function of the account',
    forms: ['fn_wasm:<public ID>', 'fn_remote:<base64 URL>', 'fn_pre:remote:<base64 URL>'],
    media: ['image'],
    tier: 'B',
    open: 'never',
    reader: word('a kind of function and its source, such as wasm:<public ID>', /^[a-z]\w{0,30}:.{1,4000}$/),
  }),
)

const NAME = /^[^\s:,;/$!()]{1,255}$/

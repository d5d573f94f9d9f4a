/** Servers that render pages import the widgets too: nothing may touch the page while it is imported. */
import { describe, expect, it } from 'vitest'

describe('the upload widget in Node', () => {
  it.each(['element', 'define', 'bundle'])('%s.ts can be imported, and makes no globals', async (name) => {
    const before = Object.keys(globalThis)

    const module: object = await import(`../../widgets/upload-widget/${name}.ts`)

    expect(module).toBeTypeOf('object')
    expect(Object.keys(globalThis).filter((key) => !before.includes(key))).toEqual([])
    expect('cloudinary' in globalThis).toBe(false)
  })
})

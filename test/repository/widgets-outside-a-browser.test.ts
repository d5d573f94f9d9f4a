/** Servers that render pages import the widgets too: nothing may need or make a page while it is imported. */
import { describe, expect, it } from 'vitest'

describe('the upload widget in Node', () => {
  it.each(['element', 'define', 'bundle'])('%s.ts can be imported without a page', async (name) => {
    const module: object = await import(`../../widgets/upload-widget/${name}.ts`)

    expect(module).toBeTypeOf('object')
    expect(['window', 'document', 'cloudinary', 'cloudinaryQueue'].filter((key) => key in globalThis)).toEqual([])
  })
})

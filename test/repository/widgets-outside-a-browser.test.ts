/** Servers that render pages import the widgets too: nothing may need or make a page while it is imported. */
import { describe, expect, it } from 'vitest'

describe.each(['upload-widget', 'media-library'])('%s in Node', (widget) => {
  it.each(['element', 'define', 'bundle'])('%s.ts can be imported without a page', async (name) => {
    const module: object = await import(`../../widgets/${widget}/${name}.ts`)

    expect(module).toBeTypeOf('object')
    expect(['window', 'document', 'cloudinary', 'cloudinaryQueue'].filter((key) => key in globalThis)).toEqual([])
  })
})

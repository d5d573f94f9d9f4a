import type { Examples, ExampleWorld } from './example.ts'

export const pictureExamples: Examples = {
  'assets.text': ({ name }) => ({ parameters: { text: 'Hello', public_id: name() } }),
  'assets.create_collage': async ({ upload, name }) => ({
    parameters: {
      public_id: name(),
      manifest_json: {
        template: 'grid',
        width: 10,
        height: 10,
        columns: 1,
        rows: 1,
        assets: [{ media: (await upload()).public_id }],
      },
    },
  }),
  'assets.create_slideshow': () => ({
    parameters: { manifest_json: { w: 10, h: 10 } },
    refusedWith: 'Slideshows are not available: this server does not make videos',
  }),
  'assets.concat': () => ({
    parameters: { urls: ['http://127.0.0.1/a.mp4'] },
    refusedWith: 'Joining videos is not available: this server does not make videos',
  }),
  'assets.explode': async ({ upload }) => ({
    parameters: { public_id: (await upload()).public_id, transformation: 'pg_all' },
  }),
  'assets.sprite': async (world) => ({ parameters: { tag: await tagged(world) } }),
  'assets.multi': async (world) => ({ parameters: { tag: await tagged(world) } }),
  'assets.download_sprite': async (world) => ({
    parameters: { tag: await tagged(world), mode: 'download' },
    answersFile: true,
  }),
  'assets.download_multi': async (world) => ({
    parameters: { tag: await tagged(world), mode: 'download' },
    answersFile: true,
  }),
}

async function tagged({ name, upload }: ExampleWorld): Promise<string> {
  const tag = name()
  await upload({ tags: tag })
  return tag
}

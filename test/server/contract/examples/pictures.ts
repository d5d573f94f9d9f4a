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
  'assets.create_slideshow': async ({ upload, name }) => ({
    parameters: {
      public_id: name(),
      manifest_json: { w: 10, h: 10, vars: { slides: [{ media: `i:${(await upload()).public_id}`, sdur: 100 }] } },
    },
  }),
  'assets.concat': ({ name, url }) => ({
    // What is no video is told by the notification.
    parameters: { public_id: name(), urls: [`${url}/one.mp4`] },
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

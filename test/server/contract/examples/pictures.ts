import type { Examples, ExampleWorld } from './example.ts'

export const pictureExamples: Examples = {
  'assets.text': ({ name }) => ({ parameters: { text: 'Hello', public_id: name() } }),
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

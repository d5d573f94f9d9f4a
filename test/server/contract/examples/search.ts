import type { Examples, ExampleWorld } from './example.ts'

export const searchExamples: Examples = {
  'search.assets': async (world) => ({ ...(await search(world)), json: true }),
  'search.assets_by_query': search,
  'search.visual': searchVisually,
  'search.visual_by_query': searchVisually,
  'search.folders': async (world) => ({ ...(await searchFolders(world)), json: true }),
  'search.folders_by_query': searchFolders,
}

function searchVisually() {
  return { parameters: { text: 'a hat' }, refusedWith: "You don't have an active subscription for Visual Search" }
}

async function search({ upload, name }: ExampleWorld) {
  const tag = name()
  await upload({ tags: tag, context: 'alt=x' })
  return {
    parameters: { expression: `tags:${tag}`, with_field: ['tags', 'context', 'image_analysis'], aggregate: ['format'] },
  }
}

async function searchFolders({ call, name }: ExampleWorld) {
  const path = name()
  await call('folders.create', { parameters: { path } })
  return { parameters: { expression: `path:${path}*` } }
}

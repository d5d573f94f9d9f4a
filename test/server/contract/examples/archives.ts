import type { Examples } from './example.ts'

export const archiveExamples: Examples = {
  'archives.generate': async ({ upload }) => ({
    parameters: { resource_type: 'image', public_ids: [(await upload()).public_id] },
  }),
  'archives.download': async ({ upload }) => ({
    parameters: { resource_type: 'image', public_ids: [(await upload()).public_id] },
    answersFile: true,
  }),
  'archives.download_tag': async ({ upload, name }) => {
    const tag = name()
    await upload({ tags: tag })
    return { parameters: { resource_type: 'image', tag }, answersFile: true }
  },
}

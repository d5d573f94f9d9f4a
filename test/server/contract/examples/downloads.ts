import type { Examples } from './example.ts'

export const downloadExamples: Examples = {
  'assets.download': async ({ upload }) => ({
    parameters: { resource_type: 'image', public_id: (await upload()).public_id },
    answersFile: true,
  }),
  'assets.download_by_post': async ({ upload }) => ({
    parameters: { resource_type: 'image', public_id: (await upload()).public_id },
    answersFile: true,
  }),
  'assets.download_by_id': async ({ upload }) => ({
    parameters: { asset_id: (await upload()).asset_id },
    answersFile: true,
  }),
  'assets.download_by_id_and_post': async ({ upload }) => ({
    parameters: { asset_id: (await upload()).asset_id },
    answersFile: true,
  }),
  'backups.download': async ({ upload }) => {
    const { asset_id, version_id } = await upload({ backup: true })
    return { parameters: { asset_id, version_id }, answersFile: true }
  },
}

import type { Examples } from './example.ts'

export const settingsExamples: Examples = {
  'settings.get': () => ({}),
  'settings.update': () => ({ json: true, parameters: { jxl: true, restricted_file_types: ['exe'] } }),
}

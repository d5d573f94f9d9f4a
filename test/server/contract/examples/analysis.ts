import type { Examples } from './example.ts'

export const analysisExamples: Examples = {
  'analysis.analyze_uri': () => ({
    parameters: { uri: 'https://example.com/a.jpg', analysis_type: 'captioning' },
    json: true,
    refusedWith: "You don't have an active subscription for captioning",
  }),
}

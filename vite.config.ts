import { defineConfig } from 'vitest/config'

// The sources of the two packages are found by an export condition of our own; see server/package.json.
const conditions = ['tintype-source']

export default defineConfig({
  resolve: { conditions: [...conditions, 'module', 'browser', 'development|production'] },
  ssr: { resolve: { conditions: [...conditions, 'node', 'module', 'development|production'] } },
  test: {
    include: ['test/{server,conformance,golden,compat,journeys,repository}/**/*.test.ts'],
    pool: 'forks',
    // Two cores: a worker each, so that timings inside tests stay sane.
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 60_000,
    reporters: ['default'],
  },
})

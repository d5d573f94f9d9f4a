import type { StorybookConfig } from '@storybook/web-components-vite'

const config: StorybookConfig = {
  stories: ['../**/*.stories.ts', '../**/*.mdx'],
  addons: ['@storybook/addon-docs', '@storybook/addon-a11y'],
  framework: { name: '@storybook/web-components-vite', options: {} },
  core: { disableTelemetry: true, disableWhatsNewNotifications: true },
  docs: { defaultName: 'Reference' },
  // Storybook looks for the configuration of Vite beside its own folder. Of ours it needs the sources of the packages:
  // without this it took what the last build had left.
  viteFinal: (vite) => ({
    ...vite,
    resolve: { ...vite.resolve, conditions: ['tintype-source', 'module', 'browser', 'development|production'] },
  }),
}

export default config

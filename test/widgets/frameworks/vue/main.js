import { createApp } from 'vue'
import Page from './page.vue'

export function mount(target, settings) {
  const app = createApp(Page, settings)
  app.mount(target)
  return () => app.unmount()
}

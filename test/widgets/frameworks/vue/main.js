import { createApp } from 'vue'
import Library from './library.vue'
import Page from './page.vue'

export const mount = (target, settings) => shown(Page, target, settings)

export const mountLibrary = (target, settings) => shown(Library, target, settings)

function shown(page, target, settings) {
  const app = createApp(page, settings)
  app.mount(target)
  return () => app.unmount()
}

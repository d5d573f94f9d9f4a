import { mount as mountInSvelte, unmount } from 'svelte'
import Library from './library.svelte'
import Page from './page.svelte'

export const mount = (target, settings) => shown(Page, target, settings)

export const mountLibrary = (target, settings) => shown(Library, target, settings)

function shown(Shown, target, props) {
  const page = mountInSvelte(Shown, { target, props })
  return () => unmount(page)
}

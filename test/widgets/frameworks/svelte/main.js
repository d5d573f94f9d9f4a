import { mount as mountInSvelte, unmount } from 'svelte'
import Page from './page.svelte'

export function mount(target, settings) {
  const page = mountInSvelte(Page, { target, props: settings })
  return () => unmount(page)
}

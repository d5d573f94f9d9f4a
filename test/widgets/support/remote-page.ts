/** A page whose visitor takes files from elsewhere: what they press and what they see. */
import type { UploadWidget } from '../../../widgets/upload-widget/compat.ts'
import { settings } from './backend-client.ts'
import { eventually, ok } from './expect.ts'
import { all, find, type WidgetPage } from './widget-page.ts'

/** Tells what stands in for a provider what to do. */
export function providers(what: string, provider = 'dropbox'): Promise<unknown> {
  return fetch(`${settings.providers}?provider=${provider}&${what}`)
}

/** What a visit leaves behind lives in the page's memory, which tests share. */
export async function logOut(): Promise<void> {
  const { RemoteClient } = await import('../../../widgets/upload-widget/remote/remote-client.ts')
  RemoteClient.forget()
}

export async function connected(page: WidgetPage, options: object = {}, source = 'dropbox'): Promise<UploadWidget> {
  const widget = page.open({ sources: ['local', source], defaultSource: source, ...options })
  await connect(widget)
  await file(widget, 'harbour.jpg')
  return widget
}

export async function connect(widget: UploadWidget): Promise<void> {
  const button = await find(widget, '[part~=remote-connect]')
  // The address that signing in begins at has to be known first.
  await eventually(() => ok(button.matches(':not([disabled])'), 'ready to connect'))
  button.click()
}

export function phase(widget: UploadWidget, name: string): Promise<HTMLElement> {
  return find(widget, `[part~=remote][data-phase=${name}]`)
}

export function file(widget: UploadWidget, name: string): Promise<HTMLElement> {
  return find(widget, `[part~=remote-file][aria-label="${name}"]`)
}

export function folder(widget: UploadWidget, name: string): Promise<HTMLElement> {
  return find(widget, `[part~=remote-folder][aria-label*="${name}"]`)
}

export function names(widget: UploadWidget): (string | null)[] {
  return all(widget, '[part~=remote-file]').map((choice) => choice.getAttribute('aria-label'))
}

export async function search(widget: UploadWidget, words: string): Promise<void> {
  const input = await find<HTMLInputElement>(widget, '[part~=remote-search]')
  input.value = words
  ;(input.form as HTMLFormElement).requestSubmit()
}

export function counter(widget: UploadWidget): string {
  return widget.element.shadowRoot?.querySelector('.remote-counter')?.textContent ?? ''
}

export function text(widget: UploadWidget): string {
  return widget.element.shadowRoot?.querySelector('.remote-body')?.textContent ?? ''
}

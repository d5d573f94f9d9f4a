/**
 * What play functions do to a widget, as people do it: parts are found in its shadow root as soon as they are there.
 * Texts are in another language in every other run, so everything is found by part or state, never by what it says.
 */
import { expect, fireEvent, userEvent, waitFor } from 'storybook/test'

const PATIENCE = { timeout: 10_000, interval: 30 }

/** The one that this selector finds, once it is there. */
export function part<Found extends HTMLElement>(widget: HTMLElement, selector: string): Promise<Found> {
  return waitFor(() => {
    const found = widget.shadowRoot?.querySelector<Found>(selector)
    if (!found) throw new Error(`There is no ${selector} in the widget`)
    return found
  }, PATIENCE)
}

/** How many there are, once there are that many. */
export async function counts(widget: HTMLElement, selector: string, number: number): Promise<void> {
  await waitFor(() => expect(widget.shadowRoot?.querySelectorAll(selector)).toHaveLength(number), PATIENCE)
}

export async function press(widget: HTMLElement, selector: string): Promise<void> {
  await userEvent.click(await part(widget, `${selector}:not(:disabled)`))
}

/** In place of what the field says. `userEvent.clear` and `tab` do not look into shadow roots (14.6). */
export async function write(widget: HTMLElement, selector: string, text: string): Promise<void> {
  const field = await part<HTMLInputElement>(widget, `${selector}:not(:disabled)`)
  await userEvent.type(field, text, { initialSelectionStart: 0, initialSelectionEnd: field.value.length })
  fireEvent.change(field)
  field.blur()
}

export async function pick(widget: HTMLElement, ...files: File[]): Promise<void> {
  await userEvent.upload(await part(widget, 'input[type=file]'), files)
}

/** What an event tells from now on. */
export function hear<Detail>(widget: HTMLElement, event: string): Detail[] {
  const heard: Detail[] = []
  widget.addEventListener(event, (told) => heard.push((told as CustomEvent<Detail>).detail))
  return heard
}

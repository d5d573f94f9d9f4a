/** Statement 43 and the rest of the advanced options: tags with suggestions, context, the choice of presets. */
import { sendKeys } from '@web/test-runner-commands'
import type { UploadWidget } from '../../../widgets/upload-widget/compat.ts'
import { settings } from '../support/backend-client.ts'
import { equal, eventually, matches, ok, same } from '../support/expect.ts'
import { all, browse, find, picture, WidgetPage } from '../support/widget-page.ts'

describe('upload widget: advanced options', () => {
  let page: WidgetPage
  beforeEach(() => {
    page = new WidgetPage()
  })
  afterEach(() => page.close())

  it('43: suggestions of getTags appear after typing, and choosing one emits tags', async () => {
    const asked: string[] = []
    const getTags = (callback: (tags: string[]) => void, prefix: string): void => {
      asked.push(prefix)
      callback(['summer', 'sunset', 'sea'].filter((tag) => tag.startsWith(prefix)))
    }
    const widget = await openOptions(page, { getTags })
    const input = await find<HTMLInputElement>(widget, '[part~=tag-input]')
    same([input.role, input.getAttribute('aria-expanded')], ['combobox', 'false'])

    input.focus()
    await sendKeys({ type: 'su' })
    await eventually(() => same(suggested(widget), ['summer', 'sunset']))
    equal(input.getAttribute('aria-expanded'), 'true')
    await sendKeys({ press: 'ArrowDown' })
    await sendKeys({ press: 'ArrowDown' })
    const active = await eventually(() => {
      const id = input.getAttribute('aria-activedescendant')
      ok(id, 'an active suggestion')
      return widget.element.shadowRoot?.getElementById(id)
    })
    same([active?.textContent?.trim(), active?.ariaSelected], ['sunset', 'true'])
    await sendKeys({ press: 'Enter' })

    same(page.infos('tags'), [{ tags: ['sunset'] }])
    equal(asked.at(-1), 'su')
    await eventually(() => same([suggested(widget), input.value], [[], '']))
    ok(input.matches(':focus'), 'the focus in the field')
    await closeOptions(widget)
    await browse(widget, await picture('a.png'))
    await page.until('success')
    equal((await page.backend.requests())[0]?.fields.tags, 'sunset')
  })

  it('43: a click on a suggestion takes it; what is chosen already is not suggested again', async () => {
    const getTags = (callback: (tags: string[]) => void): void => callback(['sea', 'sun'])
    const widget = await openOptions(page, { getTags })
    const input = await find<HTMLInputElement>(widget, '[part~=tag-input]')
    input.focus()
    await sendKeys({ press: 'ArrowDown' })
    await eventually(() => equal(suggested(widget).length, 2))

    all(widget, '[part~=tag-suggestion]')[0]?.dispatchEvent(new MouseEvent('mousedown', { bubbles: true }))
    await sendKeys({ press: 'ArrowDown' })

    await eventually(() => same(suggested(widget), ['sun']))
    same(page.infos('tags'), [{ tags: ['sea'] }])
  })

  it('43: Escape closes the suggestions and not the widget; an answer that comes too late is not shown', async () => {
    const answers: ((tags: string[]) => void)[] = []
    const widget = await openOptions(page, { getTags: (callback: (tags: string[]) => void) => answers.push(callback) })
    const input = await find<HTMLInputElement>(widget, '[part~=tag-input]')
    input.focus()
    await sendKeys({ type: 's' })
    await eventually(() => equal(answers.length, 1))
    await sendKeys({ type: 'e' })
    await eventually(() => equal(answers.length, 2))
    answers[1]?.(['sea'])
    await eventually(() => same(suggested(widget), ['sea']))
    answers[0]?.(['sand'])
    await widget.element.updateComplete
    same(suggested(widget), ['sea'])

    await sendKeys({ press: 'Escape' })
    await eventually(() => same(suggested(widget), []))
    equal(widget.isShowing(), true)
  })

  it('43: a suggestion chosen while typing stays chosen', async () => {
    const asked: string[] = []
    const getTags = (callback: (tags: string[]) => void, prefix: string): void => {
      asked.push(prefix)
      callback(['summer', 'sunset'])
    }
    const widget = await openOptions(page, { getTags })
    const input = await find<HTMLInputElement>(widget, '[part~=tag-input][role=combobox]')
    const press = (key: string): boolean =>
      input.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }))
    input.focus()
    input.value = 'su'
    // Faster than anybody types: the list is opened before what was typed is asked for.
    input.dispatchEvent(new InputEvent('input', { bubbles: true }))
    press('ArrowDown')
    await eventually(() => equal(suggested(widget).length, 2))
    press('ArrowDown')

    // Longer than typing is waited for.
    await new Promise((done) => setTimeout(done, 400))

    same(asked, ['su'])
    await eventually(() => equal(input.getAttribute('aria-activedescendant'), 'tag-suggestion-0'))
  })

  it('43: without getTags the tags of the server are suggested, where the preset tells them', async () => {
    const mark = `mark${Math.random().toString(36).slice(2)}`
    const before = page.open({ tags: [`${mark}-harbour`, `${mark}-meadow`, 'other'] })
    await browse(before, await picture('a.png'))
    await page.until('success')
    before.close()
    const widget = await openOptions(page, { uploadPreset: settings.presets.offering })
    const input = await find<HTMLInputElement>(widget, '[part~=tag-input][role=combobox]')
    input.focus()
    await sendKeys({ type: mark })

    await eventually(() => same(suggested(widget), [`${mark}-harbour`, `${mark}-meadow`]))
    await sendKeys({ press: 'ArrowDown' })
    await sendKeys({ press: 'Enter' })
    same(page.infos('tags'), [{ tags: [`${mark}-harbour`] }])
  })

  it('without getUploadPresets the presets that the server lists can be chosen', async () => {
    const { offering } = settings.presets
    const widget = await openOptions(page, {})
    const choice = await find<HTMLSelectElement>(widget, '[part~=preset-input]')
    same(
      [...choice.options].map((option) => option.value),
      ['', offering],
    )
    // Its own preset tells no tags.
    equal((await find(widget, '[part~=tag-input]')).role, null)

    choice.value = offering
    choice.dispatchEvent(new Event('change', { bubbles: true }))
    await find(widget, '[part~=tag-input][role=combobox]')
    await closeOptions(widget)
    await browse(widget, await picture('a.png'))
    await page.until('success')
    equal((await page.backend.requests())[0]?.fields.upload_preset, offering)
  })

  it('tags can be typed without suggestions, and taken away by a key or their button', async () => {
    const widget = await openOptions(page, {})
    const input = await find<HTMLInputElement>(widget, '[part~=tag-input]')
    equal(input.getAttribute('role'), null)
    input.focus()
    await sendKeys({ type: 'one,two' })
    await sendKeys({ press: 'Enter' })
    await eventually(() => equal(all(widget, '.chip').length, 2))

    await sendKeys({ press: 'Backspace' })
    await eventually(() => equal(all(widget, '.chip').length, 1))
    ;(await find(widget, '[part~=tag-remove]')).click()

    await eventually(() => equal(all(widget, '.chip').length, 0))
    same(
      page.infos<{ tags: string[] }>('tags').map(({ tags }) => tags),
      [['one'], ['one', 'two'], ['one'], []],
    )
  })

  it('context is sent with what the page gives; lines without a name are not', async () => {
    const widget = await openOptions(page, { context: { source: 'shop' } })
    for (const [index, [name, value]] of [
      ['caption', 'A=B'],
      ['', 'lost'],
    ].entries()) {
      ;(await find(widget, '[part~=context-add]')).click()
      await eventually(() => equal(all(widget, '[part~=context-key]').length, index + 1))
      write(all<HTMLInputElement>(widget, '[part~=context-key]')[index], name ?? '')
      write(all<HTMLInputElement>(widget, '[part~=context-value]')[index], value ?? '')
    }
    await closeOptions(widget)

    await browse(widget, await picture('a.png'))
    await page.until('success')

    equal((await page.backend.requests())[0]?.fields.context, 'source=shop|caption=A\\=B')
    same(page.infos<{ context: object }>('success')[0]?.context, { custom: { source: 'shop', caption: 'A=B' } })
  })

  it('the preset that is chosen is the one that is sent', async () => {
    const { deletable } = settings.presets
    const getUploadPresets = (callback: (presets: unknown[]) => void): void => callback(['one', { name: deletable }])
    const widget = await openOptions(page, { uploadPreset: undefined, getUploadPresets })
    const choice = await find<HTMLSelectElement>(widget, '[part~=preset-input]:not(:disabled)')
    same(
      [...choice.options].map((option) => option.value),
      ['', 'one', deletable],
    )

    choice.value = deletable
    choice.dispatchEvent(new Event('change', { bubbles: true }))
    await closeOptions(widget)
    await browse(widget, await picture('a.png'))
    await page.until('success')

    equal((await page.backend.requests())[0]?.fields.upload_preset, deletable)
  })

  it('presets that cannot be had are told, and the usual one is used', async () => {
    const getUploadPresets = (): void => {
      throw new Error('no')
    }
    const widget = await openOptions(page, { getUploadPresets })

    matches((await find(widget, '#preset[part~=error]')).textContent, /could not be loaded/)
    await closeOptions(widget)
    await browse(widget, await picture('a.png'))
    await page.until('success')
    equal((await page.backend.requests())[0]?.fields.upload_preset, settings.presets.unsigned)
  })
})

async function openOptions(page: WidgetPage, options: object): Promise<UploadWidget> {
  const widget = page.open({ showAdvancedOptions: true, ...options })
  ;(await find(widget, '[aria-controls=advanced]')).click()
  await find(widget, '#advanced')
  return widget
}

async function closeOptions(widget: UploadWidget): Promise<void> {
  ;(await find(widget, '#advanced > .button-row > [part~=button-primary]')).click()
  await find(widget, '[part~=dropzone]')
}

function suggested(widget: UploadWidget): (string | undefined)[] {
  return all(widget, '[part~=tag-suggestion]').map((node) => node.textContent?.trim())
}

function write(input: HTMLInputElement | undefined, text: string): void {
  if (!input) throw new Error('There is no such field')
  input.value = text
  input.dispatchEvent(new InputEvent('input', { bubbles: true }))
}

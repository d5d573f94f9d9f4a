/** What a screen reader is told of the Upload Widget while things happen; what stands there is in the transcripts. */
import { createAnnouncer } from '../../../widgets/upload-widget/announcer.ts'
import { uploadTexts } from '../../../widgets/upload-widget/messages/texts.ts'
import type { Row } from '../../../widgets/upload-widget/rows.ts'
import { summarise } from '../../../widgets/upload-widget/store.ts'
import { equal, eventually, ok, same } from '../support/expect.ts'
import { all, bytes, find, WidgetPage } from '../support/widget-page.ts'

const row = (name: string, sentBytes: number, status: Row['status'] = 'uploading'): Row => ({
  ...{ id: name, name, batchId: 'b', isPartOfBatch: true, size: 100, type: '', source: 'local', status, sentBytes },
})

describe('while files go up', () => {
  let said: string[]
  const texts = uploadTexts('en', undefined)
  const announcer = () =>
    createAnnouncer(
      () => texts,
      (message) => said.push(message),
    )
  beforeEach(() => {
    said = []
  })

  it('each quarter of the way is said once, whatever lies between, and the end', () => {
    const voice = announcer()
    for (const sent of [0, 10, 26, 30, 49, 50, 80, 90])
      voice.progress(summarise([row('a.jpg', sent), row('b.jpg', sent)]))
    const all = [row('a.jpg', 100, 'done'), row('b.jpg', 100, 'done')]
    voice.progress(summarise(all))
    voice.finished(summarise(all))

    same(said, ['25% uploaded', '50% uploaded', '75% uploaded', 'All 2 uploads finished'])
  })

  it('a jump over several quarters says the last of them', () => {
    announcer().progress(summarise([row('a.jpg', 77)]))

    same(said, ['75% uploaded'])
  })

  it('files are named as long as they are few', () => {
    const voice = announcer()
    const few = Array.from({ length: 10 }, (_, place) => row(`${place}.jpg`, 100, 'done'))
    const [first = row('a', 0)] = few
    voice.uploaded(first, summarise(few))
    voice.uploaded(first, summarise([...few, row('10.jpg', 0)]))

    same(said, ['0.jpg uploaded'])
  })
})

describe('the form for metadata', () => {
  let page: WidgetPage
  beforeEach(() => {
    page = new WidgetPage()
  })
  afterEach(() => page.close())

  it('says which fields a choice brings in, takes away and makes required', async () => {
    const widget = page.open()
    const nothing = { mandatory: false, default_value: null, validation: null, restrictions: { readonly_ui: false } }
    const values = ['Sea', 'Town'].map((value) => ({ external_id: value, value, state: 'active' as const }))
    const inTown = { metadata_field_id: 'place', equals: 'Town' }
    widget.element.store.patch({
      metadata: {
        phase: 'form',
        files: [bytes('a.bin', 1)],
        given: {},
        done: () => undefined,
        cancel: () => undefined,
        fields: [
          {
            ...nothing,
            external_id: 'place',
            label: 'Place',
            type: 'enum',
            datasource: { values },
            default_disabled: false,
          },
          { ...nothing, external_id: 'street', label: 'Street', type: 'string', default_disabled: true },
          { ...nothing, external_id: 'note', label: 'Note', type: 'string', default_disabled: false },
        ],
        rules: [rule('a', 'street', inTown, { enable: true }), rule('b', 'note', inTown, { set_mandatory: true })],
      },
    })
    const place = await find<HTMLSelectElement>(widget, '[data-field=place] select')
    same(all(widget, '[part=live-polite]').map(heard), [''])

    choose(place, 'Town')
    await eventually(() =>
      same(heard(all(widget, '[part=live-polite]')[0]), 'Now asked for: Street. Now required: Note'),
    )
    choose(place, 'Sea')
    await eventually(() => same(heard(all(widget, '[part=live-polite]')[0]), 'No longer asked for: Street'))
    equal(all(widget, '[data-field]').length, 2)
  })
})

function rule(id: string, field: string, condition: object, result: object) {
  return { external_id: id, metadata_field_id: field, condition, result }
}

function choose(select: HTMLSelectElement, value: string): void {
  select.value = value
  select.dispatchEvent(new Event('change', { bubbles: true }))
}

function heard(region: HTMLElement | undefined): string {
  ok(region, 'the region')
  return region.textContent?.trim() ?? ''
}

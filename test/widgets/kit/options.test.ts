import { attributeOf, camelCased } from '../../../widgets/kit/options.ts'
import { readCompatOptions, updatableOptions } from '../../../widgets/upload-widget/compat-options.ts'
import '../../../widgets/upload-widget/define.ts'
import type { TintypeUploadWidget } from '../../../widgets/upload-widget/element.ts'
import { type UploadWidgetOptionName, uploadWidgetOptions } from '../../../widgets/upload-widget/options.ts'
import { equal, matches, ok, same } from '../support/expect.ts'

const SAMPLES = {
  text: ['word', 'word'],
  number: ['7', 7],
  boolean: ['', true],
  list: ['a b', ['a', 'b']],
  // Objects that HTML can give as well: `reduce-images`.
  property: ['{"quality":0.5}', { quality: 0.5 }],
} as const

describe('option table', () => {
  for (const [name, definition] of Object.entries(uploadWidgetOptions)) {
    const attribute = attributeOf(name, definition)
    if (attribute === undefined) continue
    it(`${name} has its default, and is read from the attribute ${attribute} and from the property alike`, () => {
      const element = document.createElement('tintype-upload-widget') as TintypeUploadWidget
      const option = name as UploadWidgetOptionName
      same(element.option(option), definition.default)

      const [text, value] =
        definition.control === 'choice'
          ? [definition.choices?.[1] ?? '', definition.choices?.[1]]
          : SAMPLES[definition.control as keyof typeof SAMPLES]
      element.setAttribute(attribute, text)
      same(element.option(option), value)
      element.removeAttribute(attribute)
      Object.assign(element, { [name]: value })
      same(element.option(option), value)
    })
  }

  it('every option is read by a source file', async () => {
    const sources = await (await fetch('/__sources__')).text()
    for (const name of Object.keys(uploadWidgetOptions)) {
      ok(
        new RegExp(`(?:option\\('${name}'\\)|ptions\\.${name}\\b|[{,]\\s*${name}\\b)`).test(sources),
        `a reader of ${name}`,
      )
    }
  })

  it('a value that cannot be is refused with what was expected, and the default is used', () => {
    const element = document.createElement('tintype-upload-widget') as TintypeUploadWidget
    element.setAttribute('max-file-size', 'big')
    const said: unknown[] = []
    const { warn } = console
    console.warn = (text) => said.push(text)

    const value = element.option('maxFileSize')

    console.warn = warn
    equal(value, undefined)
    matches(String(said[0]), /maxFileSize: expected a number of at least 0, received "big"/)
  })

  it('a boolean that is true by default is switched off by ="false"', () => {
    const element = document.createElement('tintype-upload-widget') as TintypeUploadWidget
    equal(element.option('multiple'), true)
    element.setAttribute('multiple', 'false')
    equal(element.option('multiple'), false)
  })
})

describe('compat options', () => {
  it('either spelling names the same option', () => {
    equal(camelCased('upload_preset'), 'uploadPreset')
    equal(camelCased('_x'), '_x')
    same(readCompatOptions({ upload_preset: 'a', max_chunk_size: 5 }), { uploadPreset: 'a', maxChunkSize: 5 })
  })

  it('known upload parameters are passed on, unknown keys are not', () => {
    same(readCompatOptions({ eager: 'w_200', useFilename: true, whatever: 1 }), {
      uploadParameters: { eager: 'w_200', use_filename: 'true' },
    })
  })

  it('options that came from a frame are plain objects too, arrays and nothing are not', () => {
    const frame = document.createElement('iframe')
    document.body.append(frame)
    const foreign = (frame.contentWindow as unknown as { Object: ObjectConstructor }).Object()
    readCompatOptions(foreign)
    frame.remove()
    for (const wrong of [null, [], 'x', 3, () => 0]) {
      let message = ''
      try {
        readCompatOptions(wrong)
      } catch (error) {
        message = String(error)
      }
      matches(message, /plain object/)
    }
  })

  it('what is fixed when the widget is made is left out of an update', () => {
    same(updatableOptions({ folder: 'b', preBatch: () => 0, fieldName: 'x' }), { folder: 'b' })
  })
})

import { RECORDED } from '../../../stories/upload-widget/recorded-answers.ts'
import { Backend, settings } from '../support/backend-client.ts'
import { equal, same } from '../support/expect.ts'
import { bytes, picture } from '../support/widget-page.ts'

describe('answers that the stories replay', () => {
  for (const [name, preset, kind, file] of [
    ['stored', settings.presets.unsigned, 'auto', () => picture('photo.jpg', 640, 480, 'image/jpeg')],
    ['refused', settings.presets.unsigned, 'image', () => bytes('broken.jpg', 10)],
    ['unknownPreset', 'nope', 'auto', () => bytes('any.bin', 10)],
  ] as const) {
    it(`"${name}" has the shape that the server gives now`, async () => {
      const form = new FormData()
      form.append('upload_preset', preset)
      form.append('source', 'uw')
      form.append('file', await file())

      const response = await fetch(`${new Backend().base}/v1_1/${settings.cloudName}/${kind}/upload`, {
        method: 'POST',
        body: form,
      })

      const recorded = RECORDED[name]
      const answer = await response.text()
      const body = JSON.parse(answer.replaceAll(/http:\/\/127\.0\.0\.1:\d+/g, 'http://stories.invalid'))
      equal(response.status, recorded.status)
      same(Object.keys(body).sort(), Object.keys(recorded.body).sort())
      if (name !== 'stored') same(body, recorded.body)
    })
  }
})

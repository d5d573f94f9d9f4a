/** The rules of the upload widget that need no page: statuses, batches, formats, parameters, addresses. */

import { transformationText } from '../../../widgets/kit/delivery/transformation-text.ts'
import { isWebAddress } from '../../../widgets/kit/drop/dropped-files.ts'
import { judgeBatch } from '../../../widgets/upload-widget/batch-rules.ts'
import { matchesFormat } from '../../../widgets/upload-widget/checks/file-kind.ts'
import { pathOf, thumbnailUrl } from '../../../widgets/upload-widget/delivery-address.ts'
import { isValidPublicId, uploadParameters } from '../../../widgets/upload-widget/parameters.ts'
import { readBarPosition } from '../../../widgets/upload-widget/parts/mini-bar.ts'
import type { Row } from '../../../widgets/upload-widget/rows.ts'
import { createUploadStore, summarise } from '../../../widgets/upload-widget/store.ts'
import { equal, ok, same } from '../support/expect.ts'

const row = (id: string, change: Partial<Row> = {}): Row => ({
  id,
  batchId: 'b',
  isPartOfBatch: true,
  name: id,
  size: 100,
  type: '',
  source: 'local',
  status: 'queued',
  sentBytes: 0,
  ...change,
})

describe('upload store', () => {
  it('refuses a move that makes no sense, and leaves a row that is gone alone', () => {
    const store = createUploadStore()
    store.addRows([row('a')])
    store.updateRow('gone', { status: 'done' })
    let message = ''
    try {
      store.updateRow('a', { status: 'done' })
    } catch (error) {
      message = String(error)
    }
    ok(/cannot go from queued to done/.test(message), message)
  })

  it('summarises by size, without what was given up', () => {
    const rows = [
      row('a', { status: 'done' }),
      row('b', { size: 300, sentBytes: 150, status: 'uploading' }),
      row('c', { status: 'aborted' }),
    ]
    const { outcome, total, done, running, progress } = summarise(rows)
    same([outcome, total, done, running, progress], ['uploading', 2, 1, 1, 0.625])
  })

  for (const [outcome, statuses] of [
    ['empty', []],
    ['paused', ['done', 'paused']],
    ['done', ['done', 'aborted']],
    ['partly', ['done', 'failed']],
    ['failed', ['failed', 'aborted']],
    ['aborted', ['aborted']],
  ] as const) {
    it(`${statuses.join(' and ') || 'nothing'} is ${outcome}`, () => {
      equal(summarise(statuses.map((status, index) => row(String(index), { status }))).outcome, outcome)
    })
  }
})

describe('rules of a batch', () => {
  const options = { multiple: true, maxFiles: 2, maxTotalFileSize: undefined, showAdvancedOptions: false }
  const facts = { publicId: '', takenBytes: 0, texts: { bytes: (count: number) => `${count} bytes` } }

  it('counts what is there already', () => {
    equal(judgeBatch(['a'], options, { ...facts, taken: 2 }).refusal, 'MAX_EXCEEDED')
    equal(judgeBatch(['a'], options, { ...facts, taken: 1 }).items?.length, 1)
  })

  it('adds up bytes, and says what together is too much', () => {
    const limited = { ...options, maxFiles: undefined, maxTotalFileSize: 100 }
    const file = new File([new Uint8Array(60)], 'a')
    equal(judgeBatch([file], limited, { ...facts, taken: 1, takenBytes: 40 }).items?.length, 1)
    const { refusal, notice } = judgeBatch([file], limited, { ...facts, taken: 1, takenBytes: 41 })
    same([refusal, notice?.values], ['MAX_EXCEEDED', { size: '101 bytes', allowed: '100 bytes' }])
  })

  it('takes the first of several where one is allowed', () => {
    const verdict = judgeBatch(['a', 'b'], { ...options, multiple: false }, { ...facts, taken: 0 })
    same([verdict.items, verdict.replaces, verdict.notice?.kind], [['a'], true, 'info'])
  })
})

describe('formats', () => {
  for (const [name, type, allowed, isAllowed] of [
    ['a.JPEG', 'image/jpeg', ['jpg'], true],
    ['a.jpg', 'image/jpeg', ['.png', 'image/png'], false],
    ['a.mov', '', ['video'], true],
    ['a.svg', 'image/svg+xml', ['image/*'], true],
    ['blob', 'image/png', ['png'], true],
    ['a.exe', '', [], true],
    ['a.png.exe', '', ['png'], false],
  ] as const) {
    it(`${name} (${type || 'no type'}) is ${isAllowed ? '' : 'not '}one of [${allowed}]`, () => {
      equal(matchesFormat({ name, type }, allowed), isAllowed)
    })
  }
})

describe('parameters', () => {
  it('leave out what is empty, and escape what separates', () => {
    const options = { uploadPreset: 'p', context: { alt: 'a|b=c', n: ['x'] }, useAssetFolderAsPublicIdPrefix: false }
    same(uploadParameters(options as never, { publicId: '', tags: ['a', 'b'] }), {
      upload_preset: 'p',
      tags: 'a,b',
      context: 'alt=a\\|b\\=c|n=["x"]',
      source: 'uw',
    })
  })

  it('know which public IDs can be', () => {
    same(['a/b', '', '/a', 'a ', 'a?b', 'é', 'x'.repeat(256)].map(isValidPublicId), [
      true,
      true,
      false,
      false,
      false,
      true,
      false,
    ])
  })
})

describe('addresses', () => {
  const stored = { public_id: 'a b/c', resource_type: 'image', type: 'upload', version: 7, format: 'png' }
  const place = { deliveryBase: 'http://x', cloudName: 'demo', transformation: undefined }

  it('have a path and a thumbnail where a public one exists', () => {
    equal(pathOf(stored), 'v7/a b/c.png')
    equal(thumbnailUrl(stored, place), 'http://x/demo/image/upload/c_limit,h_60,w_90/v7/a%20b/c.png')
    equal(thumbnailUrl({ ...stored, resource_type: 'raw' }, place), undefined)
    equal(thumbnailUrl({ ...stored, type: 'private' }, place), undefined)
    equal(thumbnailUrl({ ...stored, resource_type: 'video', format: 'mp4' }, place)?.endsWith('.jpg'), true)
  })

  it('write a transformation object as text', () => {
    equal(
      transformationText([{ width: 10, crop: 'fill', background: '#fff' }, 'e_sepia']),
      'b_rgb:fff,c_fill,w_10/e_sepia',
    )
  })

  it('of the web are http and https only', () => {
    same(['https://a.b/c', 'http://x', 'ftp://x/y', 'javascript:alert(1)', 'a b', '//x'].map(isWebAddress), [
      true,
      true,
      false,
      false,
      false,
      false,
    ])
  })

  it('of the small bar are a side and a length', () => {
    same(readBarPosition('left:10px'), { side: 'left', distance: '10px' })
    same(readBarPosition('right'), { side: 'right', distance: '35px' })
    same([readBarPosition('middle'), readBarPosition('left:10px;color:red')], [undefined, undefined])
  })
})

/**
 * Answers of the real server, so that stories need none. `test/widgets/stories/recorded-answers.test.ts` asks the real
 * one again and fails when an answer has another shape.
 */
const INVALID = {
  code: 'INVALID_PARAMETER',
  cause: 'A parameter is missing, malformed or contradicts another.',
  remedy: 'Compare the parameter that the message names with the reference of the operation at /docs.',
  docs: 'http://stories.invalid/docs/errors#invalid_parameter',
} as const

export const RECORDED = {
  stored: {
    status: 200,
    body: {
      asset_id: 'b008ef1a42af1a730df8d2e7309811bf',
      public_id: 'ckj64ddu35fud9l06jr8',
      version: 1795417790,
      version_id: '7aeee6f93714d7cbab00898933bb7089',
      signature: '1a5cae219aa51f61028cbb23ab1e0f7f1ce02688',
      width: 640,
      height: 480,
      format: 'jpg',
      resource_type: 'image',
      created_at: '2026-11-23T07:09:50Z',
      tags: [],
      pages: 1,
      bytes: 2068,
      type: 'upload',
      etag: '723fda27801b6d22b76bdba4a7578eaa',
      placeholder: false,
      url: 'http://stories.invalid/stories/image/upload/v1795417790/ckj64ddu35fud9l06jr8.jpg',
      secure_url: 'https://stories.invalid/stories/image/upload/v1795417790/ckj64ddu35fud9l06jr8.jpg',
      asset_folder: '',
      display_name: 'ckj64ddu35fud9l06jr8',
      original_filename: 'photo',
    },
  },
  refused: { status: 400, body: { error: { message: 'Invalid image file', ...INVALID } } },
  licenceRefused: {
    status: 400,
    body: {
      error: {
        message: 'No licences are left in this pack',
        code: 'LICENCE_REFUSED',
        cause:
          'A paid library sells no licence for this order: no quota, no payment, not for sale. Nothing was bought.',
        remedy: 'Choose another plan or format, or see what the account at the library allows.',
        docs: 'http://stories.invalid/docs/errors#licence_refused',
      },
    },
  },
  unknownPreset: { status: 400, body: { error: { message: 'Upload preset not found', ...INVALID } } },
} as const

export type RecordedName = keyof typeof RECORDED

/**
 * Answers of the real server, so that stories need none. `test/widgets/stories/recorded-library.test.ts` asks the real one
 * again and fails when an answer has another shape.
 */
export const RECORDED = {
  session: {
    token: 'a-token-of-the-stories',
    expires_in: 3600,
    cloud_name: 'stories',
    user: { username: 'ada@example.com', name: null, email: null },
    role: 'media_library_user',
    permissions: ['search.assets', 'folders.list', 'folders.list_below', 'tags.list', 'widgets.collections.list'],
    folder: null,
    folder_mode: 'dynamic',
  },
  refused: {
    error: {
      message: 'Invalid e-mail or password',
      code: 'UNAUTHORIZED',
      cause: 'Credentials, a signature or a token are missing or wrong, or do not give access to this.',
      remedy: 'Check that key, secret and cloud name belong together and that the key is enabled.',
      docs: 'http://stories.invalid/docs/errors#unauthorized',
    },
  },
  /** Of the parameters of an upload. */
  signed: {
    signature: '0'.repeat(40),
    api_key: '123456789012345',
    timestamp: '1795417790',
    widget_session: 'a-session-of-the-stories',
    cloud_name: 'stories',
  },
  folders: {
    folders: [{ name: 'campaign', path: 'campaign', external_id: '0f2a' }],
    total_count: 1,
    next_cursor: null,
  },
  /** Of each asset; the stories change names, kinds and measures. */
  asset: {
    asset_id: '3515c6000a548515f1134043f9785c2f',
    public_id: 'campaign/harbour',
    filename: 'harbour',
    format: 'jpg',
    version: 1795417790,
    resource_type: 'image',
    type: 'upload',
    created_at: '2026-11-23T07:09:50Z',
    uploaded_at: '2026-11-23T07:09:50Z',
    bytes: 206_800,
    backup_bytes: 0,
    width: 1600,
    height: 1067,
    aspect_ratio: 1.49953,
    pixels: 1_707_200,
    pages: 1,
    url: 'http://stories.invalid/stories/image/upload/v1795417790/campaign/harbour.jpg',
    secure_url: 'https://stories.invalid/stories/image/upload/v1795417790/campaign/harbour.jpg',
    status: 'active',
    access_mode: 'public',
    access_control: null,
    etag: '723fda27801b6d22b76bdba4a7578eaa',
    created_by: { type: 'access_key', access_key: '123456789012345' },
    uploaded_by: { type: 'access_key', access_key: '123456789012345' },
    asset_folder: 'campaign',
    display_name: 'Harbour at dusk',
    tags: ['summer'],
  },
  /** What details have beside what searches give. */
  details: {
    version_id: '9c1d3b0f5d2a4f5b8f0a1c2d3e4f5a6b',
    last_updated: { tags_updated_at: '2026-11-23T07:09:50Z', updated_at: '2026-11-23T07:09:50Z' },
    derived: [
      {
        id: '5a0c2f1e7b3d4c6e9f8a7b6c5d4e3f2a',
        transformation: 'c_fill,h_400,w_600/f_auto,q_auto',
        format: 'webp',
        bytes: 31_200,
        url: 'http://stories.invalid/stories/image/upload/c_fill,h_400,w_600/f_auto,q_auto/v1795417790/campaign/harbour.jpg',
        secure_url:
          'https://stories.invalid/stories/image/upload/c_fill,h_400,w_600/f_auto,q_auto/v1795417790/campaign/harbour.jpg',
      },
    ],
  },
  /** Part of the details when they are asked for; the first is what is shown now. */
  versions: [
    {
      version_id: '9c1d3b0f5d2a4f5b8f0a1c2d3e4f5a6b',
      version: 1795417790,
      format: 'jpg',
      size: 206_800,
      time: '2026-11-23T07:09:50Z',
      restorable: true,
    },
    {
      version_id: '1f2e3d4c5b6a79880716253443526170',
      version: 1795331390,
      format: 'jpg',
      size: 198_100,
      time: '2026-11-22T07:09:50Z',
      restorable: true,
    },
  ],
  field: {
    type: 'enum',
    external_id: 'season',
    label: 'Season',
    mandatory: false,
    default_value: null,
    default_disabled: false,
    validation: null,
    restrictions: { readonly_ui: false },
    datasource: {
      values: [
        { external_id: 'summer', value: 'Summer', state: 'active', position: 1 },
        { external_id: 'winter', value: 'Winter', state: 'active', position: 2 },
      ],
    },
    allow_dynamic_list_values: false,
  },
} as const

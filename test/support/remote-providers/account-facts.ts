/** What tests expect of each provider with accounts, as its stand-in tells it. */

export interface AccountFacts {
  readonly provider: string
  readonly username: string
  /** Whether there are folders. */
  readonly hasFolders: boolean
  /** Name under which `beach ümlaut.jpg` is listed. */
  readonly pictureName: string | RegExp
  /** Whether a listing says how large files are. */
  readonly tellsSizes: boolean
  /** Whether a sign-in that ended can be made fresh. */
  readonly refreshes: boolean
  /** Where people take the permission back themselves; null: the provider lets the server do it. */
  readonly revokedAt: string | null
  /** Call of the provider's API that lists the top. */
  readonly listCall: string
}

const USUAL = {
  username: 'visitor@example.com',
  hasFolders: true,
  pictureName: 'beach ümlaut.jpg',
  tellsSizes: true,
  refreshes: true,
  revokedAt: null,
} as const

export const ACCOUNTS: readonly AccountFacts[] = [
  { ...USUAL, provider: 'drive', listCall: '/drive/v3/files' },
  { ...USUAL, provider: 'dropbox', listCall: '/2/files/list_folder' },
  {
    ...USUAL,
    provider: 'facebook',
    // A photo has a caption instead of a name.
    pictureName: 'beach ümlaut',
    tellsSizes: false,
    refreshes: false,
    listCall: '/',
  },
  {
    ...USUAL,
    provider: 'instagram',
    username: 'visitor',
    hasFolders: false,
    pictureName: /^Instagram 2026-01-02T03:04:05\+0000\d\.jpeg$/,
    tellsSizes: false,
    refreshes: false,
    revokedAt: 'https://www.instagram.com/accounts/manage_access/',
    listCall: '/me/media',
  },
  {
    ...USUAL,
    provider: 'onedrive',
    revokedAt: 'https://account.live.com/consent/Manage',
    listCall: '/v1.0/me/drive/root/children',
  },
  { ...USUAL, provider: 'box', refreshes: false, listCall: '/2.0/folders/0/items' },
]

/** Applications at all providers, as the stand-ins know them. */
export const ALL_PROVIDERS = {
  googleDriveKey: 'google-key',
  googleDriveSecret: 'google-secret',
  dropboxKey: 'dropbox-key',
  dropboxSecret: 'dropbox-secret',
  facebookKey: 'facebook-key',
  facebookSecret: 'facebook-secret',
  instagramKey: 'instagram-key',
  instagramSecret: 'instagram-secret',
  onedriveKey: 'onedrive-key',
  onedriveSecret: 'onedrive-secret',
  boxKey: 'box-key',
  boxSecret: 'box-secret',
  unsplashKey: 'unsplash-key',
} as const

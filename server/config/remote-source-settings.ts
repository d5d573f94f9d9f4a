/**
 * Settings of the remote sources: places where visitors of the upload widget have files already. Each is on when its keys
 * are given, which the provider hands out to whoever registers an application.
 */
import { z } from 'zod'
import { commaList, setting } from './setting.ts'

const key = (name: string, variable: string, provider: string) =>
  setting(
    z.string().min(1).max(512).optional(),
    `TINTYPE_${variable}_KEY`,
    `${provider}: client id of the application. Register \`<public URL>/companion/${name}/redirect\` there.`,
  )
const secret = (variable: string, provider: string) =>
  setting(z.string().min(1).max(512).optional(), `TINTYPE_${variable}_SECRET`, `${provider}: client secret.`, {
    secret: true,
  })

export const REMOTE_SOURCE_SETTINGS = {
  googleDriveKey: key('drive', 'GOOGLE_DRIVE', 'Google Drive'),
  googleDriveSecret: secret('GOOGLE_DRIVE', 'Google Drive'),
  dropboxKey: key('dropbox', 'DROPBOX', 'Dropbox'),
  dropboxSecret: secret('DROPBOX', 'Dropbox'),
  facebookKey: key('facebook', 'FACEBOOK', 'Facebook'),
  facebookSecret: secret('FACEBOOK', 'Facebook'),
  instagramKey: key('instagram', 'INSTAGRAM', 'Instagram'),
  instagramSecret: secret('INSTAGRAM', 'Instagram'),
  onedriveKey: key('onedrive', 'ONEDRIVE', 'OneDrive'),
  onedriveSecret: secret('ONEDRIVE', 'OneDrive'),
  boxKey: key('box', 'BOX', 'Box'),
  boxSecret: secret('BOX', 'Box'),
  unsplashKey: setting(
    z.string().min(1).max(512).optional(),
    'TINTYPE_UNSPLASH_KEY',
    'Unsplash: access key of the application.',
    { secret: true },
  ),
  remoteSourcesOrigins: setting(
    commaList()
      .pipe(z.array(z.string().regex(/^https?:\/\/[^/\s]+$/, 'origins like `https://www.example.com`')))
      .default([]),
    'TINTYPE_REMOTE_SOURCES_ORIGINS',
    'Origins of the pages that may reach accounts of their visitors through remote sources, separated by commas. The server itself may, and pages of this machine while it listens on a loopback address.',
  ),
} as const

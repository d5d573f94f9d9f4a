/** Settings of the account, of mails and of signing in. */
import { z } from 'zod'
import { setting } from './setting.ts'

export const ACCOUNT_SETTINGS = {
  accountId: setting(
    z
      .string()
      .regex(/^[A-Za-z0-9][A-Za-z0-9-]{0,63}$/, 'letters, digits and -')
      .optional(),
    'TINTYPE_ACCOUNT_ID',
    'Id of the account, as clients of the Provisioning API name it. Default: generated and kept.',
  ),
  provisioningApiKey: setting(
    z
      .string()
      .regex(/^[A-Za-z0-9_-]{1,64}$/, 'letters, digits, - and _')
      .optional(),
    'TINTYPE_PROVISIONING_API_KEY',
    'Key of the Provisioning API. Default: generated and kept.',
  ),
  provisioningApiSecret: setting(
    z.string().min(16, 'at least 16 characters').max(256).optional(),
    'TINTYPE_PROVISIONING_API_SECRET',
    'Secret of the Provisioning API. Default: generated and kept.',
    { secret: true },
  ),
  smtpUrl: setting(
    z.url({ protocol: /^smtps?$/, error: 'smtp://user:password@host:port or smtps://…' }).optional(),
    'TINTYPE_SMTP_URL',
    'Mail server for invitations and new passwords. Default: mails are written to the log.',
    { secret: true },
  ),
  mailFrom: setting(
    z.string().min(3).max(320).default('Tintype <tintype@localhost>'),
    'TINTYPE_MAIL_FROM',
    'Sender of mails: an address, or `Name <address>`.',
  ),
  oidcIssuer: setting(
    z
      .url({ protocol: /^https?$/, error: 'an https URL, or an http one of this machine' })
      .refine(isSafeIssuer, 'an https URL, or an http one of this machine')
      .optional(),
    'TINTYPE_OIDC_ISSUER',
    'Identity provider (OpenID Connect) by which users sign in. Register `<public URL>/console/identity` there, and for the Media Library in other pages `<public URL>/widgets/v1/identity`.',
  ),
  oidcClientId: setting(z.string().min(1).optional(), 'TINTYPE_OIDC_CLIENT_ID', 'Client id at the identity provider.'),
  oidcClientSecret: setting(
    z.string().min(1).optional(),
    'TINTYPE_OIDC_CLIENT_SECRET',
    'Client secret at the identity provider.',
    { secret: true },
  ),
  oidcName: setting(
    z.string().min(1).max(100).default('Single sign-on'),
    'TINTYPE_OIDC_NAME',
    'What people know the identity provider as.',
  ),
} as const

function isSafeIssuer(url: string): boolean {
  return url.startsWith('https:') || /^http:\/\/(127\.\d+\.\d+\.\d+|\[::1\]|localhost)(:\d+)?(\/|$)/.test(url)
}

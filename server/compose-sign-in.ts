/** The part of the composition that signs people in: mails and the identity provider. */
import { oidcProvider } from './adapters/identity/oidc.ts'
import { logMailer } from './adapters/mailer/log.ts'
import { smtpMailer } from './adapters/mailer/smtp.ts'
import { ConfigError } from './config/config-error.ts'
import type { Config } from './config/settings.ts'
import type { Log } from './ports/log.ts'
import type { Mailer } from './ports/mailer.ts'
import type { Replacements } from './replacements.ts'
import type { SignInDependencies } from './services/sign-in/sign-in-types.ts'

export type SignInParts = Pick<SignInDependencies, 'mailer' | 'identityProvider' | 'consoleUrl' | 'passwordCost'>

/** Before anything is started: what it throws must not leave a queue at work. @throws ConfigError */
export function signInParts(config: Config, log: Log, { passwordCost }: Replacements): SignInParts {
  return {
    mailer: mailerOf(config, log),
    identityProvider: identityProviderOf(config, log),
    consoleUrl: config.publicUrl ?? ownUrl(config),
    passwordCost,
  }
}

function mailerOf({ smtpUrl, mailFrom }: Config, log: Log): Mailer {
  return smtpUrl === undefined ? logMailer(log) : smtpMailer({ url: smtpUrl, from: mailFrom })
}

function identityProviderOf(config: Config, log: Log): SignInDependencies['identityProvider'] {
  const { oidcIssuer: issuer, oidcClientId: clientId, oidcClientSecret: clientSecret, oidcName: name } = config
  if (issuer === undefined) return null
  if (clientId === undefined || clientSecret === undefined) {
    throw new ConfigError('TINTYPE_OIDC_ISSUER needs TINTYPE_OIDC_CLIENT_ID and TINTYPE_OIDC_CLIENT_SECRET besides it')
  }
  return oidcProvider({ issuer, clientId, clientSecret, name, log })
}

/** As seen from this machine; for others the operator says `TINTYPE_PUBLIC_URL`. */
function ownUrl({ host, port, https }: Config): string {
  const name = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host
  return `${https ? 'https' : 'http'}://${name.includes(':') ? `[${name}]` : name}:${port}`
}

/**
 * The environment variables that point a vendor SDK at this server, for each client, with the traps of each:
 *
 * - the Node SDK chooses `http` or `https` when it is loaded, from `upload_prefix` in `CLOUDINARY_URL`;
 * - delivery URLs take their host from `cname` on plain HTTP and from `secure_distribution` on HTTPS;
 * - the PHP SDK keeps these keys in sections (`api[...]`, `url[...]`);
 * - none of them decodes `%2F` in the secret, so that it stands there as it is.
 */

export interface ServerAddress {
  /** Origin and path prefix, without a slash at the end. */
  readonly url: string
  readonly cloudName: string
  readonly apiKey: string
  readonly apiSecret: string
  /** Of the Provisioning API. */
  readonly account?: AccountCredentials
}

export interface AccountCredentials {
  readonly accountId: string
  readonly provisioningApiKey: string
  readonly provisioningApiSecret: string
}

export interface EnvironmentVariable {
  readonly name: string
  readonly value: string
}

interface Client {
  readonly summary: string
  readonly variables: (server: ServerAddress) => readonly EnvironmentVariable[]
  /** What the variables cannot say. */
  readonly note?: (server: ServerAddress) => string
}

export const CLIENTS = {
  node: {
    summary: 'Node.js SDK (cloudinary)',
    variables: (server) => [variable('CLOUDINARY_URL', cloudinaryUrl(server))],
    note: (server) =>
      isHttps(server)
        ? 'NODE_EXTRA_CA_CERTS must name the certificate of this server, if it is a generated one.'
        : 'Set it before Node starts. For delivery URLs on plain HTTP pass `secure: false` to each call.',
  },
  next: {
    summary: 'Next.js (next-cloudinary)',
    variables: (server) => [
      variable('NEXT_PUBLIC_CLOUDINARY_CLOUD_NAME', server.cloudName),
      variable('NEXT_PUBLIC_CLOUDINARY_API_KEY', server.apiKey),
      variable('NEXT_PUBLIC_CLOUDINARY_SECURE_DISTRIBUTION', hostOf(server)),
      variable('CLOUDINARY_API_SECRET', server.apiSecret),
      variable('CLOUDINARY_URL', cloudinaryUrl(server)),
    ],
    note: (server) =>
      isHttps(server)
        ? ''
        : 'Its image URLs are always https: start Tintype with --https, or behind a proxy that has it.',
  },
  vite: {
    summary: 'Vite and other browser bundles',
    variables: (server) => [
      variable('VITE_CLOUDINARY_CLOUD_NAME', server.cloudName),
      variable('VITE_CLOUDINARY_SECURE_DISTRIBUTION', hostOf(server)),
      variable('VITE_CLOUDINARY_UPLOAD_PREFIX', server.url),
    ],
    note: () => 'Whatever begins with VITE_ reaches the browser, so the secret is not among them.',
  },
  python: {
    summary: 'Python SDK (cloudinary)',
    variables: (server) => [variable('CLOUDINARY_URL', cloudinaryUrl(server))],
    note: (server) => (isHttps(server) ? '' : 'For delivery URLs on plain HTTP pass `secure=False` to each call.'),
  },
  php: {
    summary: 'PHP SDK (cloudinary_php)',
    variables: (server) => [variable('CLOUDINARY_URL', phpUrl(server))],
  },
  provisioning: {
    summary: 'Provisioning API of any SDK, besides the variables of that SDK',
    variables: ({ account }) =>
      account === undefined ? [] : [variable('CLOUDINARY_ACCOUNT_URL', accountUrl(account))],
  },
  shell: {
    summary: 'Shell scripts and curl',
    variables: (server) => [
      variable('CLOUDINARY_CLOUD_NAME', server.cloudName),
      variable('CLOUDINARY_API_KEY', server.apiKey),
      variable('CLOUDINARY_API_SECRET', server.apiSecret),
      variable('CLOUDINARY_UPLOAD_PREFIX', server.url),
    ],
  },
} as const satisfies Record<string, Client>

export type ClientName = keyof typeof CLIENTS

export function clientOf(name: ClientName): Client {
  return CLIENTS[name]
}

export function cloudinaryUrl(server: ServerAddress): string {
  const host = isHttps(server) ? `secure_distribution=${hostOf(server)}` : `cname=${hostOf(server)}`
  return `${credentials(server)}?upload_prefix=${server.url}&${host}`
}

/** Whether the SDKs read the secret out of `CLOUDINARY_URL` unharmed. */
export function fitsIntoUrl(apiSecret: string): boolean {
  return /^[\w.~-]+$/.test(apiSecret)
}

/** The tag to paste into a page for the Upload Widget. */
export function scriptTag(server: Pick<ServerAddress, 'url'>): string {
  return `<script src="${server.url}/widgets/upload-widget/latest/global/all.js"></script>`
}

function phpUrl(server: ServerAddress): string {
  const host = isHttps(server)
    ? `url[secure_cname]=${hostOf(server)}`
    : `url[secure]=false&url[cname]=${hostOf(server)}`
  return `${credentials(server)}?api[upload_prefix]=${server.url}&${host}`
}

function credentials({ apiKey, apiSecret, cloudName }: ServerAddress): string {
  return `cloudinary://${apiKey}:${apiSecret}@${cloudName}`
}

function accountUrl({ accountId, provisioningApiKey, provisioningApiSecret }: AccountCredentials): string {
  return `account://${provisioningApiKey}:${provisioningApiSecret}@${accountId}`
}

function isHttps(server: ServerAddress): boolean {
  return server.url.startsWith('https:')
}

/** Host, port and path prefix: what the SDKs put between `://` and the cloud name. */
function hostOf(server: ServerAddress): string {
  return server.url.replace(/^https?:\/\//, '')
}

function variable(name: string, value: string): EnvironmentVariable {
  return { name, value }
}

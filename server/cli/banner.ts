/** What `tintype serve` says when it is ready: the page to open, the environment for code, the tag for a page. */
import { cloudinaryUrl, type ServerAddress, scriptTag } from './client-environment.ts'

export interface BannerModel extends ServerAddress {
  readonly version: string
  readonly dataFolder: string
  readonly seconds: number
  /** Certificate that clients must trust, when HTTPS is on. */
  readonly authorityPath: string | null
  /** What does not work and why, such as a missing ffmpeg. */
  readonly notices: readonly string[]
}

export function banner(model: BannerModel): string {
  const { url, version, seconds, dataFolder, authorityPath, notices } = model
  return [
    `Tintype ${version} is ready after ${seconds.toFixed(1)} s`,
    '',
    `  Open this page   ${url}/`,
    `  Data folder      ${dataFolder}`,
    ...(authorityPath === null
      ? []
      : [`  Trust for HTTPS  ${authorityPath}`, `                   NODE_EXTRA_CA_CERTS=${authorityPath}`]),
    ...notices.map((notice) => `  Note             ${notice}`),
    '',
    '  For your code ("npx tintype env --for next", vite, python, php ... for other clients):',
    '',
    `    CLOUDINARY_URL=${cloudinaryUrl(model)}`,
    `    CLOUDINARY_CLOUD_NAME=${model.cloudName}`,
    `    CLOUDINARY_API_KEY=${model.apiKey}`,
    `    CLOUDINARY_API_SECRET=${model.apiSecret}`,
    '',
    '  For your page:',
    '',
    `    ${scriptTag(model)}`,
    '',
  ].join('\n')
}

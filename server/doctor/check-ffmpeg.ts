import { spawn } from 'node:child_process'
import { dirname, join } from 'node:path'
import { type Check, ok, warning } from './check.ts'

const INSTALL = 'Install it ("sudo apt-get install ffmpeg" on Debian), or name the program in TINTYPE_FFMPEG'

/** What videos and sounds are written with, and what not every build has of what draws them. */
const ENCODERS = ['libx264', 'libvpx-vp9', 'aac', 'libopus', 'libmp3lame', 'libvorbis']
const FILTERS = ['xfade', 'thumbnail', 'drawtext']

/** ffmpeg and ffprobe, 5.0 or newer. Only video needs them, so that they are missing is a warning. */
export const checkFfmpeg: Check = {
  name: 'Video programs',
  async run({ ffmpeg = 'ffmpeg' }) {
    const ffprobe = ffmpeg.includes('/') ? join(dirname(ffmpeg), 'ffprobe') : 'ffprobe'
    const versions: string[] = []
    for (const program of [ffmpeg, ffprobe]) {
      const banner = await outputOf(program, ['-version'])
      if (banner === null) return warning(`${program} was not found: video is refused`, INSTALL)
      const [, version = 'of unknown version'] = /version (\S+)/.exec(banner) ?? []
      // A build from the repository ("N-109…") has no number and is newer than what is asked for.
      if (/^n?[0-4]\./.test(version))
        return warning(`${program} ${version} is older than 5.0: video is refused`, INSTALL)
      versions.push(version)
    }
    const encoders = await outputOf(ffmpeg, ['-hide_banner', '-encoders'])
    const filters = await outputOf(ffmpeg, ['-hide_banner', '-filters'])
    const lacking = [
      ...ENCODERS.filter((name) => encoders?.includes(` ${name} `) !== true).map((name) => `the encoder ${name}`),
      ...FILTERS.filter((name) => filters?.includes(` ${name} `) !== true).map((name) => `the filter ${name}`),
    ]
    if (lacking.length > 0) return warning(`ffmpeg ${versions[0]} lacks ${lacking.join(' and ')}`, INSTALL)
    return ok(`ffmpeg ${versions[0]}`)
  },
}

/** What a program prints, or null when it cannot be started. */
function outputOf(program: string, args: readonly string[]): Promise<string | null> {
  return new Promise((resolve) => {
    const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'ignore'], timeout: 10_000 })
    let text = ''
    child.stdout.setEncoding('utf8').on('data', (part: string) => {
      text += part
    })
    child.once('error', () => resolve(null))
    child.once('close', (code) => resolve(code === 0 ? text : null))
  })
}

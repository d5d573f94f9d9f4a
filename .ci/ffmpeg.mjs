/**
 * Video needs ffmpeg and ffprobe, 5.0 or newer. Set-up installs Debian's package when it may, else says how to. Without
 * them everything else works, so this never stops a start. No dependencies: it runs before there are any.
 */
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'

const INSTALL = [['update'], ['install', '-y', '--no-install-recommends', 'ffmpeg']]
const INSTALL_TIMEOUT_MS = 300_000

/** @param {(line: string) => void} say */
export function provideFfmpeg(say) {
  const problem = ffmpegProblem()
  if (problem === null) return
  const action = ffmpegAction(problem, {
    isNamed: Boolean(process.env.TINTYPE_FFMPEG),
    isDebian: existsSync('/etc/debian_version') && isOnPath('apt-get'),
    isRoot: process.getuid?.() === 0,
    isAllowed: process.env.TINTYPE_NO_SYSTEM_INSTALL !== '1',
  })
  say(action.text)
  if (!action.install) return
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  for (const args of INSTALL) {
    spawnSync('apt-get', ['-qq', ...args], { stdio: ['ignore', 'ignore', 'inherit'], env, timeout: INSTALL_TIMEOUT_MS })
  }
  if (ffmpegProblem() !== null) say('that did not work; video will be refused until ffmpeg is there')
}

/**
 * What is done about it, and what is said before.
 *
 * @param {string} problem
 * @param {{ isNamed: boolean, isDebian: boolean, isRoot: boolean, isAllowed: boolean }} machine
 */
export function ffmpegAction(problem, { isNamed, isDebian, isRoot, isAllowed }) {
  // Another ffmpeg than the one that is asked for would not be used.
  if (isNamed)
    return { install: false, text: `${problem}: video will be refused. TINTYPE_FFMPEG names it: correct that` }
  if (isDebian && isRoot && isAllowed) {
    return {
      install: true,
      text: `${problem}: installing Debian's package (TINTYPE_NO_SYSTEM_INSTALL=1 turns this off)`,
    }
  }
  const command = isDebian ? 'sudo apt-get install -y ffmpeg' : 'install ffmpeg 5.0 or newer, or set TINTYPE_FFMPEG'
  return { install: false, text: `${problem}: video will be refused. To have it: ${command}` }
}

function isOnPath(program) {
  return (process.env.PATH ?? '').split(delimiter).some((folder) => existsSync(join(folder, program)))
}

/** What is wrong with the programs of this machine; null when nothing is. */
export function ffmpegProblem() {
  const ffmpeg = process.env.TINTYPE_FFMPEG || 'ffmpeg'
  const ffprobe = ffmpeg.includes('/') ? join(dirname(ffmpeg), 'ffprobe') : 'ffprobe'
  for (const program of [ffmpeg, ffprobe]) {
    const { stdout, error } = spawnSync(program, ['-version'], { encoding: 'utf8', timeout: 20_000 })
    if (error) return `${program} was not found`
    // Builds from a repository carry a commit ("N-109...") instead of a number; they are newer than any release here.
    const version = /version n?(\d+)\.(\d+)/.exec(stdout ?? '')
    if (version && Number(version[1]) < 5) return `${program} ${version[1]}.${version[2]} is older than 5.0`
  }
  return null
}

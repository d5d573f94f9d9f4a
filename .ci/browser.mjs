/**
 * The browser of every test that needs one: the Chromium of the npm package `@sparticuz/chromium`, the same version
 * on each machine, or the program named by `TINTYPE_CHROMIUM`.
 *
 * The package unpacks itself to one shared folder under /tmp, where versions and users collide, and brings the system
 * libraries it needs only on AWS. So it is unpacked here: once per checkout, under `node_modules/.cache`, whole or not
 * at all, with its libraries (`bin/al2023.tar.br`), software rendering and a font.
 */
import { spawn } from 'node:child_process'
import { createReadStream, existsSync } from 'node:fs'
import { chmod, mkdir, mkdtemp, open, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { fileURLToPath } from 'node:url'
import { createBrotliDecompress } from 'node:zlib'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const packageFolder = join(root, 'node_modules/@sparticuz/chromium')

/** For every run. The package's own list (`--single-process`, `--disable-web-security`) would change what is tested. */
const FLAGS = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--autoplay-policy=no-user-gesture-required',
]

/** Path of the browser; unpacks it when needed. */
export async function browserExecutable() {
  return (await prepare()).executablePath
}

/**
 * What to give to Playwright's `chromium.launch()`; `args` are added to our own.
 *
 * @param {{ args?: readonly string[] }} [options]
 */
export async function browserLaunchOptions(options = {}) {
  const { executablePath, env } = await prepare()
  // Chromium refuses to run its sandbox as root, which is what a container usually is.
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  return { executablePath, env, headless: true, args: [...asRoot, ...FLAGS, ...(options.args ?? [])] }
}

async function prepare() {
  const named = process.env.TINTYPE_CHROMIUM
  if (named) {
    if (!existsSync(named)) throw new Error(`TINTYPE_CHROMIUM names ${named}, which does not exist`)
    return { executablePath: named, env: { ...process.env } }
  }
  const folder = await unpacked()
  const libraries = [join(folder, 'lib'), process.env.LD_LIBRARY_PATH].filter(Boolean).join(':')
  return {
    executablePath: join(folder, 'chromium'),
    env: { ...process.env, LD_LIBRARY_PATH: libraries, FONTCONFIG_FILE: join(folder, 'fonts.conf') },
  }
}

async function unpacked() {
  const { version } = JSON.parse(await readFile(join(packageFolder, 'package.json'), 'utf8'))
  const cache = join(root, 'node_modules/.cache/tintype')
  const target = join(cache, `chromium-${version}`)
  if (existsSync(join(target, 'chromium'))) return target

  await mkdir(cache, { recursive: true })
  const folder = await mkdtemp(join(cache, 'unpacking-'))
  try {
    await pipeline(
      createReadStream(join(packageFolder, 'bin/chromium.br')),
      createBrotliDecompress(),
      (await open(join(folder, 'chromium'), 'w')).createWriteStream(),
    )
    await chmod(join(folder, 'chromium'), 0o755)
    for (const archive of ['al2023', 'swiftshader', 'fonts']) await untar(archive, folder)
    await writeFile(join(folder, 'fonts.conf'), fontConfiguration(target))
    await rename(folder, target)
  } catch (error) {
    await rm(folder, { recursive: true, force: true })
    // Another process was quicker: its folder is as good as ours.
    if (!existsSync(join(target, 'chromium'))) throw error
  }
  return target
}

async function untar(archive, folder) {
  const tar = spawn('tar', ['-x', '-C', folder, '--no-same-owner'], { stdio: ['pipe', 'ignore', 'inherit'] })
  const done = new Promise((resolve, reject) => {
    tar.once('error', reject)
    tar.once('close', (code) => (code === 0 ? resolve() : reject(new Error(`tar ended with ${code}`))))
  })
  const source = createReadStream(join(packageFolder, `bin/${archive}.tar.br`))
  const fed = pipeline(source, createBrotliDecompress(), tar.stdin).catch((error) => {
    // tar stops at the mark of the archive's end and may be gone before the padding behind it is written.
    if (!['ERR_STREAM_PREMATURE_CLOSE', 'EPIPE'].includes(error.code)) throw error
  })
  await Promise.all([fed, done])
}

/** A bare Debian has neither fonts nor a configuration for them, and every text would be boxes. */
function fontConfiguration(folder) {
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
  <dir>/usr/share/fonts</dir>
  <dir>${join(folder, 'fonts')}</dir>
  <cachedir>${join(folder, 'font-cache')}</cachedir>
</fontconfig>
`
}

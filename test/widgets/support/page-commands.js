/** A plugin for web-test-runner: what only the browser's driver can do to a page, as commands for the tests. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

export function pageCommands() {
  const made = []
  return {
    name: 'page-commands',
    async executeCommand({ command, payload, session }) {
      if (!command.startsWith('page:')) return undefined
      const page = session.browser.getPage(session.id)
      if (command === 'page:choose') {
        const { root, files } = payload
        const folder = filesOnDisk(files, made)
        page.removeAllListeners('filechooser')
        page.once('filechooser', (chooser) =>
          chooser.setFiles(Array.isArray(root) ? root.map((name) => join(folder, name)) : join(folder, root)),
        )
        return true
      }
      if (command === 'page:grant') {
        await page.context().grantPermissions(payload)
        return true
      }
      const devtools = await page.context().newCDPSession(page)
      try {
        switch (command) {
          case 'page:counts': {
            await devtools.send('HeapProfiler.collectGarbage')
            return await devtools.send('Memory.getDOMCounters')
          }
          case 'page:drop': {
            const folder = filesOnDisk(payload.files, made)
            const data = { items: [], files: payload.roots.map((root) => join(folder, root)), dragOperationsMask: 1 }
            for (const type of payload.steps) {
              await devtools.send('Input.dispatchDragEvent', { type, x: payload.x, y: payload.y, data })
            }
            return true
          }
          default:
            return undefined
        }
      } finally {
        await devtools.detach()
      }
    },
    serverStop() {
      for (const folder of made) rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** Writes files (path to base64) into a new folder. */
function filesOnDisk(files, made) {
  const folder = mkdtempSync(join(tmpdir(), 'tintype-drop-'))
  made.push(folder)
  for (const [path, base64] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), Buffer.from(base64, 'base64'))
  }
  return folder
}

/** A plugin for web-test-runner: what only the browser's driver can do to a page, as commands for the tests. */

export function pageCommands() {
  return {
    name: 'page-commands',
    async executeCommand({ command, session }) {
      if (!command.startsWith('page:')) return undefined
      const page = session.browser.getPage(session.id)
      const devtools = await page.context().newCDPSession(page)
      try {
        switch (command) {
          case 'page:counts': {
            await devtools.send('HeapProfiler.collectGarbage')
            return await devtools.send('Memory.getDOMCounters')
          }
          default:
            return undefined
        }
      } finally {
        await devtools.detach()
      }
    },
  }
}

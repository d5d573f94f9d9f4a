import { createServer } from 'node:net'
import { resolve } from 'node:path'
import { dataFolderHolder } from '../data-folder/data-folder.ts'
import { type Check, failed, ok, warning } from './check.ts'

/** Whether the address can be listened on. */
export const checkAddress: Check = {
  name: 'Address',
  async run({ host, port, data }) {
    const error = await tryToListen(host, port)
    if (error === null) return ok(`${host}:${port} is free`)
    if (error !== 'EADDRINUSE')
      return failed(`${host}:${port} cannot be listened on (${error})`, 'Choose --host and --port')
    if (runsHere(data)) return ok(`${host}:${port} is in use, probably by the server of this data folder`)
    return warning(`${host}:${port} is in use by another program`, 'Choose another port with --port')
  },
}

function runsHere(data: string): boolean {
  try {
    return dataFolderHolder(resolve(data)) !== null
  } catch {
    return false
  }
}

function tryToListen(host: string, port: number): Promise<string | null> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message))
    server.listen(port, host, () => server.close(() => resolve(null)))
  })
}

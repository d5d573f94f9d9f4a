/**
 * A server with a paid library as a program of its own, to be killed in the middle of a purchase. Takes the arguments of
 * `tintype serve`, of which it reads the last: the data folder.
 */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createTintype } from '../../server/index.ts'
import { shopLibrary } from './remote-providers/stock.ts'

const { SHOP = '', TINTYPE_CLOUD_NAME: cloudName, TINTYPE_API_KEY: apiKey, TINTYPE_API_SECRET: apiSecret } = process.env
const getty = { ...shopLibrary(SHOP), purchaseSeconds: 2 }
const tintype = await createTintype(
  { cloudName, apiKey, apiSecret, data: process.argv.at(-1), fetchAllowPrivate: [new URL(SHOP).host] },
  { stockLibraries: { getty } },
)
const server = createServer(tintype.handler)
server.listen(0, '127.0.0.1', () => {
  process.stdout.write(`http://127.0.0.1:${(server.address() as AddressInfo).port}/\n`)
})

/**
 * A real server of its own for the widget tests, in a process of its own: prints where it is and how to sign, as one
 * line of JSON, and ends when its input ends.
 */
import { startServer } from '../../support/server.ts'

const server = await startServer({ settings: { cloudName: 'widget-tests', fetchAllowPrivate: ['127.0.0.1:*'] } })
const { url, cloudName, apiKey, apiSecret } = server
process.stdout.write(`${JSON.stringify({ origin: url, cloudName, apiKey, apiSecret })}\n`)
process.stdin.resume().once('end', async () => {
  await server.close()
  process.exit(0)
})

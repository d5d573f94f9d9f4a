/** Changes as they happen: who hears of which, what happens to readers that come back or leave. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { manualClock } from '../../../../server/adapters/clock/manual.ts'
import { apiOf, type ServerApi } from '../../../support/api-of-server.ts'
import { type EventStream, openEvents } from '../../../support/event-stream.ts'
import { callOperation } from '../../../support/operation-client.ts'
import { accessKeyRow, environmentRow, preparedFolder } from '../../../support/prepared-folder.ts'
import { startServer, type TestServer } from '../../../support/server.ts'
import { signedVisitor } from '../../../support/signed-visitor.ts'
import { openWidget, type WidgetPage } from '../../../support/widget-session.ts'
import { operationNamed } from '../../contract/examples/world.ts'

const HOST = 'https://cms.example.com'
const OTHER = { apiKey: '222222222222222', apiSecret: 'secret-of-222222222222222' }
const clock = manualClock(Date.now())
let server: TestServer
let api: ServerApi
let page: WidgetPage
const open: EventStream[] = []

beforeAll(async () => {
  const folder = await preparedFolder(async (database) => {
    for (const [index, name] of ['demo', 'other'].entries()) {
      const environment = environmentRow(name, { createdAt: index + 1 })
      const settings = { ...environment.settings, widgetOrigins: [HOST] }
      await database.environments.insert({ ...environment, settings })
      if (name === 'other') await database.accessKeys.insert(accessKeyRow(environment, OTHER))
    }
  })
  server = await startServer({
    folder,
    removesFolder: true,
    clock,
    clientClock: { ...clock, now: () => Date.now() },
    settings: { cloudName: 'demo' },
  })
  api = apiOf(server)
  page = await openWidget(server, signedVisitor('demo', 'ada', server), HOST)
})
afterEach(() => {
  for (const stream of open.splice(0)) stream.close()
})
afterAll(() => server.close())

async function listen(of: WidgetPage = page, headers: Record<string, string> = {}, query = ''): Promise<EventStream> {
  const stream = await openEvents(`${server.url}/widgets/v1/demo/events${query}`, of.token, {
    origin: HOST,
    ...headers,
  })
  open.push(stream)
  if (stream.status === 200) await stream.until(1)
  return stream
}

describe('a stream of changes', () => {
  it('tells of uploads, changes, new names, folders and deletions', async () => {
    const stream = await listen()
    expect(stream.headers.get('content-type')).toBe('text/event-stream; charset=utf-8')
    expect(stream.headers.get('access-control-allow-origin')).toBe(HOST)
    expect(stream.events[0]).toMatchObject({ type: 'ready' })

    const { asset_id } = await api.raw('first.txt', 'x')
    await api.call('assets.update_by_id', { asset_id, tags: 'a' })
    await api.call('assets.rename', { resource_type: 'raw', from_public_id: 'first.txt', to_public_id: 'second.txt' })
    await api.call('folders.create', { path: 'shop' })
    await api.call('widgets.collections.create', { name: 'Mine' })
    await api.call('assets.destroy_by_id', { asset_id })

    const events = await stream.until(7)
    expect(events.map(({ type }) => type)).toEqual([
      'ready',
      'upload',
      'resource_tags_changed',
      'rename',
      'create_folder',
      'collection_changed',
      'delete',
    ])
    expect(events[1]?.body).toMatchObject({ asset_id, public_id: 'first.txt', resource_type: 'raw', bytes: 1 })
    expect(events[1]?.body).not.toHaveProperty('api_key')
    expect(events[6]?.body.resources[0]).toMatchObject({ asset_id, public_id: 'second.txt', type: 'upload' })
  })

  it('says which changes are of the session that reads, uploads that were signed for it too', async () => {
    const other = await openWidget(server, signedVisitor('demo', 'eve', server), HOST)
    const [own, foreign] = [await listen(), await listen(other)]

    const signed = await page.call('widgets.sign', { params_to_sign: { public_id: 'mine.txt' } }, { json: true })
    const { signature, api_key, timestamp, widget_session, overwrite } = signed.body
    const parameters = { signature, api_key, timestamp, widget_session, overwrite, public_id: 'mine.txt' }
    const made = await callOperation(
      server,
      operationNamed('assets.upload'),
      { parameters: { resource_type: 'raw', ...parameters }, file: Buffer.from('x') },
      null,
    )
    expect(made.status, JSON.stringify(made.body)).toBe(200)
    await page.call('assets.update_by_id', { asset_id: made.body.asset_id, tags: 'a' })
    await page.call('widgets.collections.create', { name: 'Of ada' })
    await api.raw('not-mine.txt', 'x')

    const seen = (events: readonly { type: string; body: Record<string, unknown> }[]) =>
      events.map(({ type, body }) => [type, body.is_own === true])
    expect(seen(await own.until(5))).toEqual([
      ['ready', false],
      ['upload', true],
      ['resource_tags_changed', true],
      ['collection_changed', true],
      ['upload', false],
    ])
    expect(seen(await foreign.until(5)).filter(([, isOwn]) => isOwn)).toEqual([])
    expect(JSON.stringify(foreign.events)).not.toContain(widget_session)
  })

  it('tells nothing of what failed, and nothing of another environment', async () => {
    const stream = await listen()

    await api.call('assets.rename', { resource_type: 'raw', from_public_id: 'none', to_public_id: 'x' })
    const parameters = { resource_type: 'raw', public_id: 'elsewhere.txt' }
    const there = { url: server.url, cloudName: 'other' }
    const made = await callOperation(
      there,
      operationNamed('assets.upload'),
      { parameters, file: Buffer.from('x') },
      OTHER,
    )
    expect(made.status).toBe(200)
    await api.raw('after.txt', 'x')

    const events = await stream.until(2)
    expect(events.map(({ type, body }) => [type, body.public_id])).toEqual([
      ['ready', undefined],
      ['upload', 'after.txt'],
    ])
  })

  it('goes on after the last event that was seen', async () => {
    const first = await listen()
    await api.raw('seen.txt', 'x')
    const seen = (await first.until(2))[1]?.id ?? ''
    first.close()
    await api.raw('missed.txt', 'x')

    const second = await listen(page, { 'last-event-id': seen })

    const events = await second.until(2)
    expect(events.map(({ type, body }) => [type, body.public_id])).toEqual([
      ['upload', 'missed.txt'],
      ['ready', undefined],
    ])
    const polled = await listen(page, {}, `?wait=false&last_event_id=${seen}`)
    await polled.ended
    expect(polled.events.map(({ type }) => type)).toEqual(['upload', 'ready'])
  })

  it.each(['nothing', '0-1', '-1', '", \\x', 'a'.repeat(5000)])(
    'says that it does not know what was missed since a made-up id (%#)',
    async (id) => {
      const stream = await listen(page, { 'last-event-id': id })

      expect(stream.events[0]?.type).toBe('reset')
    },
  )

  it('does not know either what was missed by who was away too long', async () => {
    const first = await listen()
    const { id } = (await first.until(1))[0] ?? { id: '' }
    first.close()
    await first.ended
    // The server hears of it a moment later.
    await expect.poll(async () => (await listen(page, { 'last-event-id': id })).events[0]?.type).toBe('ready')
    for (const stream of open.splice(0)) {
      stream.close()
      await stream.ended
    }
    await new Promise((resolve) => setTimeout(resolve, 50))

    clock.advance(6 * 60_000)

    expect((await listen(page, { 'last-event-id': id })).events[0]?.type).toBe('reset')
  })

  it('shows that it lives, and ends with the session', async () => {
    const brief = await openWidget(server, signedVisitor('demo', 'brief', server), HOST)
    const stream = await listen(brief)

    clock.advance(15_000)
    await expect.poll(() => stream.text()).toContain(': still here')
    clock.advance(3_600_000)

    await stream.ended
  })

  it('ends at once when its session is signed out', async () => {
    const brief = await openWidget(server, signedVisitor('demo', 'brief', server), HOST)
    const stream = await listen(brief)

    await brief.call('widgets.session.delete')

    await stream.ended
  })

  it('is refused without a session, to another environment, and to a session that has too many', async () => {
    const own = await openWidget(server, signedVisitor('demo', 'many', server), HOST)
    const nobody = await fetch(`${server.url}/widgets/v1/demo/events`)
    const other = await openEvents(`${server.url}/widgets/v1/other/events`, own.token)
    const many = []
    for (let count = 0; count < 7; count += 1) many.push((await listen(own)).status)

    expect([nobody.status, other.status]).toEqual([401, 401])
    expect(many).toEqual([200, 200, 200, 200, 200, 200, 429])
  })

  it('ends when the server stops, so that it does not wait for it', async () => {
    const stopping = await startServer()
    const visitor = await openWidget(stopping, signedVisitor('demo', 'ada', stopping))
    const stream = await openEvents(`${stopping.url}/widgets/v1/demo/events`, visitor.token)
    await stream.until(1)

    stopping.tintype.stopAccepting()

    await stream.ended
    await stopping.close()
  })
})

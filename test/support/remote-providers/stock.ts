/**
 * The fixture of a paid library: a shop on a loopback port with a ledger, and the library that whoever embeds the server
 * would write for it, speaking to it by HTTP.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { StockFormat, StockLibrary, StockOrder } from '../../../server/ports/stock-library.ts'
import type { StoredFile } from './provider-state.ts'

export interface StockShop {
  readonly library: StockLibrary
  /** The same without a memory of its orders. */
  readonly forgetful: StockLibrary
  readonly state: ShopState
  /** For pages: `?mode=…`, `?left=…`, each answers how many licences were sold. */
  readonly control: string
  /** For `remoteSourceHosts`. */
  readonly hosts: Readonly<Record<string, string>>
  readonly authority: string
  close(): Promise<void>
}

/**
 *   refuse  sells nothing      fail  breaks before it sells     lose  sells, and its answer gets lost
 *   odd     answers nonsense   hang  does not answer            gone  sells, and its files cannot be fetched
 */
export type ShopMode = 'sell' | 'refuse' | 'fail' | 'lose' | 'odd' | 'hang' | 'gone'

/** Asked for plans; to sell; has sold and not answered; asked for the file; has sent it. */
export type ShopStep = 'plans' | 'order' | 'sold' | 'file' | 'sent'

export interface ShopState {
  mode: ShopMode
  /** Licences left in the plan `pack`. */
  left: number
  /** Milliseconds that a sale takes. */
  delay: number
  /** Further formats of the plan `pack`. */
  formats: readonly StockFormat[]
  /** By the ids of their orders. */
  readonly sold: Map<string, { readonly id: string; readonly format: string; readonly cloudName: string }>
  readonly asked: string[]
  /** Sales under way. */
  selling: number
  /** Sales that were made, of the same order too. */
  sales: number
  /** Waited for at each step; what it gives says whether the shop goes on. */
  onStep: (step: ShopStep) => Promise<boolean> | boolean
}

const PAGE = 4
const THUMBNAILS = 'thumbnails.stock.example'

export async function startStockShop(files: readonly StoredFile[]): Promise<StockShop> {
  const state: ShopState = {
    mode: 'sell',
    left: 10,
    delay: 0,
    formats: [],
    sold: new Map(),
    asked: [],
    selling: 0,
    sales: 0,
    onStep: () => true,
  }
  const server = createServer((request, response) => void answer(request, response, files, state))
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const authority = `127.0.0.1:${(server.address() as AddressInfo).port}`
  const library = shopLibrary(`http://${authority}`)
  const { ordered: _ordered, ...forgetful } = library
  return {
    library,
    forgetful,
    state,
    control: `http://${authority}/__control`,
    hosts: { [THUMBNAILS]: authority },
    authority,
    async close() {
      server.closeAllConnections()
      await new Promise<void>((done) => server.close(() => done()))
    },
  }
}

/** What an embedder writes. */
export function shopLibrary(shop: string): StockLibrary {
  const ask = async (path: string, signal: AbortSignal, body?: object) => {
    const response = await fetch(`${shop}${path}`, {
      signal,
      ...(body !== undefined && { method: 'POST', body: JSON.stringify(body) }),
    })
    if (!response.ok) throw new Error(`The shop answered ${response.status}`)
    return response.json()
  }
  return {
    search: ({ signal, ...query }) => ask('/search', signal, query),
    plans: ({ id, signal }) => ask(`/plans/${encodeURIComponent(id)}`, signal),
    license: ({ signal, ...order }) => ask('/licences', signal, order),
    ordered: ({ signal, orderId }) => ask(`/orders/${orderId}`, signal),
  }
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  files: readonly StoredFile[],
  state: ShopState,
): Promise<void> {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost')
  const address = `http://${request.headers.host}`
  const send = (body: unknown) => response.end(JSON.stringify(body))
  if (pathname === '/__control') return control(searchParams, state, response)
  const body = await textOf(request)
  state.asked.push(`${pathname} ${body}`)
  if (pathname === '/search') return void send(found(JSON.parse(body), files))
  if (pathname.startsWith('/plans/') && !(await state.onStep('plans'))) return void response.destroy()
  if (pathname.startsWith('/plans/')) return void send(plansOf(state))
  if (pathname.startsWith('/orders/')) {
    const id = pathname.slice('/orders/'.length)
    return void send(state.sold.has(id) ? licenceOf(id, address, state) : null)
  }
  if (pathname === '/licences') return sell(JSON.parse(body), address, state, response)
  const file = files.find(({ name }) => pathname === `/files/${encodeURIComponent(name)}`)
  if (file === undefined || state.mode === 'gone') return void response.writeHead(404).end()
  if (!(await state.onStep('file'))) return void response.destroy()
  response.writeHead(200, { 'content-type': file.type }).end(file.bytes)
  await state.onStep('sent')
}

async function sell(order: StockOrder, address: string, state: ShopState, response: ServerResponse): Promise<void> {
  const { mode, delay } = state
  if (mode === 'hang') return
  state.selling += 1
  await new Promise((resolve) => setTimeout(resolve, delay))
  state.selling -= 1
  if (!(await state.onStep('order'))) return void response.destroy()
  if (mode === 'fail') return void response.writeHead(500).end()
  if (mode === 'odd') return void response.end(JSON.stringify({ licenceId: 7, url: 'file:///etc/passwd' }))
  if (mode === 'refuse' || (order.planId === 'pack' && state.left === 0)) {
    return void response.end(JSON.stringify({ refused: 'No licences are left in this pack' }))
  }
  state.sold.set(order.orderId, { id: order.id, format: order.format, cloudName: order.cloudName })
  if (order.planId === 'pack') state.left -= 1
  state.sales += 1
  if (mode === 'lose' || !(await state.onStep('sold'))) return void response.destroy()
  response.end(JSON.stringify(licenceOf(order.orderId, address, state)))
}

function licenceOf(orderId: string, address: string, { sold }: ShopState): object {
  return {
    licenceId: `L-${orderId}`,
    url: `${address}/files/${encodeURIComponent(sold.get(orderId)?.id ?? '')}?secret`,
  }
}

function plansOf({ left, formats }: ShopState): object {
  return [
    {
      id: 'pack',
      name: 'Team pack',
      remaining: left,
      formats: [
        { id: 'large', name: 'Large JPEG', extension: 'jpg', price: null },
        { id: 'small', name: 'Small JPEG', extension: 'jpg', price: null },
        ...formats,
      ],
    },
    {
      id: 'card',
      name: 'Single purchase',
      remaining: null,
      formats: [{ id: 'large', name: 'Large JPEG', extension: 'jpg', price: '€ 9.00' }],
    },
  ]
}

function found(
  { words, page, mediaType }: { words: string; page: number; mediaType: string | null },
  files: readonly StoredFile[],
): object {
  if (words === 'fail') return { items: 'none' }
  const fitting = files.filter(({ type, name }) => type === 'image/jpeg' && name.includes(words))
  const pictures = mediaType === null || mediaType === 'photo' ? fitting : []
  const items = pictures.slice((page - 1) * PAGE, page * PAGE).map(({ name }) => ({
    id: name,
    title: name.replace(/\.\w+$/, ''),
    thumbnail: `https://${THUMBNAILS}/files/${encodeURIComponent(name)}`,
    mediaType: 'photo',
    width: 6000,
    height: 4000,
    author: { name: 'A Photographer', url: null },
    price: 'from € 9',
    secret: 'not for visitors',
  }))
  const odd = { id: '', title: 'Without an id', thumbnail: 'javascript:alert(1)', mediaType: 'photo' }
  return { items: [...items, odd], nextPage: pictures.length > page * PAGE ? page + 1 : null }
}

function control(query: URLSearchParams, state: ShopState, response: ServerResponse): void {
  const mode = query.get('mode')
  if (mode !== null) state.mode = mode as ShopMode
  if (query.has('left')) state.left = Number(query.get('left'))
  if (query.has('delay')) state.delay = Number(query.get('delay'))
  response.writeHead(200, { 'Access-Control-Allow-Origin': '*', 'content-type': 'application/json' })
  response.end(JSON.stringify({ sold: state.sold.size, selling: state.selling }))
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk)
  return Buffer.concat(chunks).toString('utf8')
}

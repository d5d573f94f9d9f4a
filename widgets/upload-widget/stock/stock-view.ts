/** What the screens of a paid library are drawn from. */
import type { View } from '../parts/view.ts'
import type { RemoteClient } from '../remote/remote-client.ts'
import type { StockSource } from './stock-source.ts'

export interface StockView {
  readonly view: View
  readonly stock: StockSource
  readonly thumbnails: RemoteClient
  buy(): void
  tryAgain(): void
}

/** Pages of a PDF by PDFium in WebAssembly: no scripts, no network, no files but the one given. Loaded on first use. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { type PDFiumDocument, PDFiumLibrary } from '@hyzyla/pdfium'
import { CorruptMediaError } from '../../errors/media-errors.ts'
import type { Pixels } from '../image/pixels.ts'

let loading: Promise<PDFiumLibrary> | undefined

function library(): Promise<PDFiumLibrary> {
  const path = createRequire(import.meta.url).resolve('@hyzyla/pdfium/pdfium.wasm')
  const bytes = loading === undefined ? readFileSync(path) : undefined
  loading ??= PDFiumLibrary.init({ wasmBinary: bytes?.buffer as ArrayBuffer })
  return loading
}

export interface PdfHeader {
  readonly pages: number
  /** Of the first page, in points: pixels at 72 dpi. */
  readonly width: number
  readonly height: number
}

/** @throws CorruptMediaError */
export function pdfHeader(bytes: Buffer): Promise<PdfHeader> {
  return withDocument(bytes, (document) => {
    const { originalWidth, originalHeight } = document.getPage(0).getOriginalSize()
    if (!(originalWidth > 0 && originalHeight > 0)) throw new CorruptMediaError('The first page of the PDF has no size')
    return { pages: document.getPageCount(), width: Math.ceil(originalWidth), height: Math.ceil(originalHeight) }
  })
}

/** One page (from 0) drawn on white at exactly this size. @throws CorruptMediaError */
export function drawPdfPage(bytes: Buffer, page: number, size: { width: number; height: number }): Promise<Pixels> {
  return withDocument(bytes, async (document) => {
    const rendered = await document.getPage(page).render({ ...size, render: async ({ data }) => data })
    // A page that the header counts may be missing, or have no size of its own.
    if (rendered.data.length === 0) throw new CorruptMediaError(`Page ${page + 1} of the PDF cannot be drawn`)
    const data = withoutAlpha(rendered.data)
    return { data, width: rendered.width, height: rendered.height, frames: 1, channels: 3 }
  })
}

async function withDocument<T>(bytes: Buffer, work: (document: PDFiumDocument) => T | Promise<T>): Promise<T> {
  const pdfium = await library()
  try {
    const document = await pdfium.loadDocument(bytes)
    try {
      return await work(document)
    } finally {
      document.destroy()
    }
  } catch (cause) {
    if (cause instanceof CorruptMediaError) throw cause
    throw new CorruptMediaError('The PDF cannot be read', { cause })
  }
}

/** The package gives RGBA (its documentation says BGRA); the page is opaque. */
function withoutAlpha(rgba: Uint8Array): Buffer {
  const rgb = Buffer.allocUnsafe((rgba.length / 4) * 3)
  for (let from = 0, to = 0; from < rgba.length; from += 4, to += 3) {
    rgb[to] = rgba[from] as number
    rgb[to + 1] = rgba[from + 1] as number
    rgb[to + 2] = rgba[from + 2] as number
  }
  return rgb
}

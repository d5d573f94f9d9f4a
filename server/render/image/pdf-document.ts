/**
 * Pictures as the pages of a PDF: one JPEG a page, drawn over all of it. No dates and no identifiers, so that the same
 * pictures give the same bytes.
 */

export interface PdfPicture {
  /** Baseline or progressive JPEG in RGB. */
  readonly jpeg: Buffer
  readonly width: number
  readonly height: number
}

/** @param density pixels to the inch: decides the size of the paper. */
export function pdfDocument(pictures: readonly PdfPicture[], density: number): Buffer {
  const kids = pictures.map((_, index) => `${3 + index * 3} 0 R`).join(' ')
  const objects: Buffer[] = [
    object('<< /Type /Catalog /Pages 2 0 R >>'),
    object(`<< /Type /Pages /Kids [${kids}] /Count ${pictures.length} >>`),
  ]
  for (const [index, { jpeg, width, height }] of pictures.entries()) {
    const first = 3 + index * 3
    const [wide, high] = [points(width, density), points(height, density)]
    objects.push(
      object(
        `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${wide} ${high}] /Contents ${first + 1} 0 R` +
          ` /Resources << /XObject << /P ${first + 2} 0 R >> >> >>`,
      ),
      stream('', Buffer.from(`q ${wide} 0 0 ${high} 0 0 cm /P Do Q`)),
      stream(
        `/Type /XObject /Subtype /Image /Width ${width} /Height ${height} /ColorSpace /DeviceRGB` +
          ' /BitsPerComponent 8 /Filter /DCTDecode ',
        jpeg,
      ),
    )
  }
  return assembled(objects)
}

function points(pixels: number, density: number): string {
  return String(Math.round((pixels * 72_000) / density) / 1000)
}

function object(body: string): Buffer {
  return Buffer.from(body)
}

function stream(dictionary: string, data: Buffer): Buffer {
  return Buffer.concat([
    Buffer.from(`<< ${dictionary}/Length ${data.length} >>\nstream\n`),
    data,
    Buffer.from('\nendstream'),
  ])
}

function assembled(objects: readonly Buffer[]): Buffer {
  // The four high bytes tell transfer programs that the file is binary.
  const parts = [Buffer.from('%PDF-1.4\n%\xe2\xe3\xcf\xd3\n', 'latin1')]
  let position = parts[0]?.length ?? 0
  const offsets: number[] = []
  for (const [index, body] of objects.entries()) {
    const part = Buffer.concat([Buffer.from(`${index + 1} 0 obj\n`), body, Buffer.from('\nendobj\n')])
    offsets.push(position)
    position += part.length
    parts.push(part)
  }
  const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('')
  parts.push(
    Buffer.from(
      `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}` +
        `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${position}\n%%EOF\n`,
    ),
  )
  return Buffer.concat(parts)
}

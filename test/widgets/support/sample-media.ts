/** Files that browsers cannot draw on a canvas: a film, a sound, a document. Each is made here, and is whole. */

/** Half a second of a moving square. */
export async function film(): Promise<File> {
  const canvas = Object.assign(document.createElement('canvas'), { width: 64, height: 48 })
  const context = canvas.getContext('2d')
  const recorder = new MediaRecorder(canvas.captureStream(30), { mimeType: 'video/webm' })
  const parts: Blob[] = []
  recorder.ondataavailable = ({ data }) => parts.push(data)
  const stopped = new Promise((resolve) => {
    recorder.onstop = resolve
  })
  recorder.start()
  for (let frame = 0; frame < 20; frame += 1) {
    if (context) {
      context.fillStyle = '#246'
      context.fillRect(0, 0, 64, 48)
      context.fillStyle = '#fd4'
      context.fillRect(frame * 2, 10, 12, 12)
    }
    await new Promise((resolve) => setTimeout(resolve, 30))
  }
  recorder.stop()
  await stopped
  return new File(parts, 'film.webm', { type: 'video/webm' })
}

/** One second of 440 Hz, as plain PCM. */
export function tone(): File {
  const rate = 8000
  const bytes = new DataView(new ArrayBuffer(44 + rate))
  const text = (at: number, value: string): void => {
    for (const [index, letter] of [...value].entries()) bytes.setUint8(at + index, letter.charCodeAt(0))
  }
  text(0, 'RIFF')
  bytes.setUint32(4, 36 + rate, true)
  text(8, 'WAVEfmt ')
  bytes.setUint32(16, 16, true)
  bytes.setUint16(20, 1, true)
  bytes.setUint16(22, 1, true)
  bytes.setUint32(24, rate, true)
  bytes.setUint32(28, rate, true)
  bytes.setUint16(32, 1, true)
  bytes.setUint16(34, 8, true)
  text(36, 'data')
  bytes.setUint32(40, rate, true)
  for (let index = 0; index < rate; index += 1) {
    bytes.setUint8(44 + index, 128 + Math.round(80 * Math.sin((index * 2 * Math.PI * 440) / rate)))
  }
  return new File([bytes.buffer], 'tone.wav', { type: 'audio/wav' })
}

/** A document of so many pages, each with a filled square. */
export function pdf(pages: number): File {
  const draw = '0 0 1 rg 50 50 100 100 re f'
  const kids = Array.from({ length: pages }, (_, index) => `${3 + index * 2} 0 R`).join(' ')
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Kids [${kids}] /Count ${pages} >>`,
    ...Array.from({ length: pages }, (_, index) => [
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 300] /Contents ${4 + index * 2} 0 R /Resources << >> >>`,
      `<< /Length ${draw.length} >>\nstream\n${draw}\nendstream`,
    ]).flat(),
  ]
  let body = '%PDF-1.4\n'
  const offsets = objects.map((object, index) => {
    const offset = body.length
    body += `${index + 1} 0 obj\n${object}\nendobj\n`
    return offset
  })
  const start = body.length
  const rows = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('')
  body += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${rows}`
  body += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`
  return new File([body], 'paper.pdf', { type: 'application/pdf' })
}

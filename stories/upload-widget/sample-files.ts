/** Files for the stories, drawn in the page. */

/** A landscape in one hue. */
export async function photo(name: string, hue: number): Promise<File> {
  const canvas = new OffscreenCanvas(640, 480)
  const context = canvas.getContext('2d')
  if (context) {
    const sky = context.createLinearGradient(0, 0, 0, 480)
    sky.addColorStop(0, `hsl(${hue} 70% 62%)`)
    sky.addColorStop(1, `hsl(${hue} 80% 92%)`)
    context.fillStyle = sky
    context.fillRect(0, 0, 640, 480)
    context.fillStyle = `hsl(${hue + 150} 40% 30%)`
    context.beginPath()
    context.moveTo(0, 480)
    context.lineTo(230, 210)
    context.lineTo(360, 350)
    context.lineTo(450, 260)
    context.lineTo(640, 480)
    context.fill()
  }
  return new File([await canvas.convertToBlob({ type: 'image/jpeg' })], name, { type: 'image/jpeg' })
}

export function blank(name: string, size: number, type: string): File {
  return new File([new Uint8Array(size)], name, { type })
}

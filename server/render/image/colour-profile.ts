/**
 * Tells an sRGB profile by its description. Cameras and editors embed it in most files; converting from it to itself
 * costs a tenth of a render and keeping it costs bytes, so it is ignored.
 */

const TAG_TABLE = 128
const TAG_ENTRY = 12
const MOST_TAGS = 64

export function isSrgbProfile(profile: Buffer): boolean {
  if (profile.length < TAG_TABLE + 4) return false
  const tags = Math.min(profile.readUInt32BE(TAG_TABLE), MOST_TAGS)
  for (let index = 0; index < tags; index++) {
    const entry = TAG_TABLE + 4 + index * TAG_ENTRY
    if (entry + TAG_ENTRY > profile.length) return false
    if (profile.toString('latin1', entry, entry + 4) !== 'desc') continue
    const start = profile.readUInt32BE(entry + 4)
    const description = profile.subarray(start, start + profile.readUInt32BE(entry + 8))
    // Version 2 writes ASCII, version 4 writes UTF-16: without the zeros both read the same.
    return isPlain(description)
  }
  return false
}

/** Other spaces mention sRGB in their names too. */
function isPlain(description: Buffer): boolean {
  const text = description.toString('latin1').replaceAll('\0', '')
  return text.includes('sRGB') && !/e-sRGB|Display P3|Adobe|ProPhoto|linear/i.test(text)
}

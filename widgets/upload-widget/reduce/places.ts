/** Whether a text about a picture (XMP) or a block of captions (IPTC) tells where it was taken or where its maker was. */

/** Properties of XMP: EXIF's GPS, Photoshop's and IPTC's city, state, country, sublocation, locations shown and created. */
const PLACES = /GPS|Location|:(?:City|State|Country|CountryCode)\b|geo:/i
/** Datasets of IPTC-IIM record 2: content location code and name, city, sublocation, state, country code and name. */
const PLACE_DATASETS = new Set([26, 27, 90, 92, 95, 100, 101])

export function namesPlace(xmp: Uint8Array): boolean {
  // Latin-1 keeps every byte; names of properties are ASCII. In UTF-16 they have zeros between their letters.
  return PLACES.test(new TextDecoder('latin1').decode(xmp).replaceAll('\0', ''))
}

export function hasPlaceDataset(captions: Uint8Array): boolean {
  for (let at = 0; at + 2 < captions.length; at += 1) {
    if (captions[at] === 0x1c && captions[at + 1] === 2 && PLACE_DATASETS.has(captions[at + 2] ?? 0)) return true
  }
  return false
}

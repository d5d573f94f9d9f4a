/** The other methods of `Random`, given its bytes. */
import type { Random } from '../../ports/random.ts'

const ALPHABET = 'abcdefghijklmnopqrstuvwxyz0123456789'
// Bytes from here on would make the first letters of the alphabet likelier than the others.
const EVEN = 256 - (256 % ALPHABET.length)

export function randomFromBytes(bytes: (count: number) => Uint8Array): Random {
  return {
    bytes,
    hex: (digits) =>
      Buffer.from(bytes(Math.ceil(digits / 2)))
        .toString('hex')
        .slice(0, digits),
    alphanumeric(length) {
      let text = ''
      while (text.length < length) {
        for (const byte of bytes(length)) {
          if (byte < EVEN && text.length < length) text += ALPHABET[byte % ALPHABET.length]
        }
      }
      return text
    },
  }
}

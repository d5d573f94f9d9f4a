/** Where clients reach this server: the part of an address before the cloud name. */
export interface PublicAddress {
  /** Host name, with the port when it is not the scheme's own. */
  readonly host: string
  /** Path prefix that the server is mounted under, without a slash at its end; mostly empty. */
  readonly prefix: string
}

export interface AddressPair {
  readonly url: string
  readonly secureUrl: string
}

export function addressPair(address: PublicAddress, path: string): AddressPair {
  const rest = `${address.host}${address.prefix}/${path}`
  return { url: `http://${rest}`, secureUrl: `https://${rest}` }
}

/** A public id as it stands in a URL: everything escaped but `/` and `:`. */
export function escapePublicId(publicId: string): string {
  return encodeURIComponent(publicId)
    .replaceAll('%2F', '/')
    .replaceAll('%3A', ':')
    .replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`)
}

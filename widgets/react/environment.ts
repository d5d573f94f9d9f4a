/**
 * What the page's build knows of the server. Next.js puts the values in where it reads these very expressions; elsewhere
 * there may be no `process` at all.
 */

declare const process: { readonly env: Readonly<Record<string, string | undefined>> }

export interface Environment {
  readonly cloudName: string | undefined
  readonly apiKey: string | undefined
  /** Address of the server. */
  readonly serverUrl: string | undefined
  /** Host, and port, that deliveries come from. */
  readonly secureDistribution: string | undefined
}

export function environment(): Environment {
  return {
    cloudName: read(() => process.env.NEXT_PUBLIC_CLOUDINARY_CLOUD_NAME),
    apiKey: read(() => process.env.NEXT_PUBLIC_CLOUDINARY_API_KEY),
    serverUrl: read(() => process.env.NEXT_PUBLIC_TINTYPE_URL),
    secureDistribution: read(() => process.env.NEXT_PUBLIC_CLOUDINARY_SECURE_DISTRIBUTION),
  }
}

function read(expression: () => string | undefined): string | undefined {
  try {
    return expression() || undefined
  } catch {
    return undefined
  }
}

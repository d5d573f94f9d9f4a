/** How sessions are shown what is not public. */
export interface ThumbnailAccess {
  /** `https://host`, with the path prefix, without a slash at the end. */
  readonly base: string
  /** A token for that path; null where the environment has no keys of tokens. */
  token(path: string): string | null
}

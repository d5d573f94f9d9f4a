/** A stored chain. `t_<name>` in a URL stands for it. */
export interface NamedTransformation {
  readonly environmentId: string
  /** Without `t_`. */
  readonly name: string
  /** The format that it was defined with is its last component. */
  readonly transformation: string
  /** The format as it was given; empty for "none"; absent when nothing was said. */
  readonly extension?: string
  readonly allowedForStrict: boolean
  readonly updatedAt: number
}

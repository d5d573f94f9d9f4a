/** A stored chain. `t_<name>` in a URL stands for it. */
export interface NamedTransformation {
  readonly environmentId: string
  /** Without `t_`. */
  readonly name: string
  readonly transformation: string
  readonly allowedForStrict: boolean
  readonly updatedAt: number
}

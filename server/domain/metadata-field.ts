/**
 * A field of structured metadata: something that assets of an environment may say about themselves, and in which form.
 * Its id names it for ever: that of a deleted field is never free again.
 */
export type MetadataFieldType = 'string' | 'integer' | 'date' | 'enum' | 'set'

/**
 *   string   text            integer  a whole number        date  `YYYY-MM-DD`
 *   enum     id of an option set      ids of options
 */
export type MetadataValue = string | number | readonly string[]

/** Values by the ids of their fields. */
export type Metadata = Readonly<Record<string, MetadataValue>>

/** As on the wire. `equals`: the bound itself is allowed too. */
export type MetadataBound =
  | {
      readonly type: 'greater_than' | 'less_than'
      readonly value: string | number
      readonly equals?: boolean | undefined
    }
  | { readonly type: 'strlen'; readonly min?: number | undefined; readonly max?: number | undefined }

export type MetadataValidation = MetadataBound | { readonly type: 'and'; readonly rules: readonly MetadataBound[] }

/** One value of the list that an enum or a set chooses from. An inactive one stays on assets that have it. */
export interface MetadataOption {
  readonly externalId: string
  readonly value: string
  readonly state: 'active' | 'inactive'
  /** From 1. */
  readonly position: number
}

export interface MetadataField {
  readonly environmentId: string
  readonly externalId: string
  readonly type: MetadataFieldType
  readonly label: string
  /** New assets must have a value. */
  readonly mandatory: boolean
  /** What new assets have when nobody said anything. */
  readonly defaultValue: MetadataValue | null
  /** Has no values unless a conditional rule enables it. */
  readonly defaultDisabled: boolean
  readonly validation: MetadataValidation | null
  readonly restrictions: { readonly readonlyUi: boolean }
  /** In their order; empty unless it is an enum or a set. */
  readonly options: readonly MetadataOption[]
  /** Unknown values of uploads become options. */
  readonly allowDynamicListValues: boolean
  /** From 1. */
  readonly position: number
  readonly createdAt: number
}

export function hasOptions({ type }: Pick<MetadataField, 'type'>): boolean {
  return type === 'enum' || type === 'set'
}

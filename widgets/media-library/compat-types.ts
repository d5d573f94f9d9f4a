/**
 * Types of what pages hand to `createMediaLibrary`, from the option table: every option in snake and in camel case. Keys
 * that are no option are allowed, as they are at run time; those that are have to fit.
 */
import type { Emitter } from './emitter.ts'
import type { COMPAT_EVENTS, MediaLibraryEvents } from './events.ts'
import type { MediaLibraryOptions } from './options.ts'

type SnakeCase<Text extends string> = Text extends `${infer Head}${infer Tail}`
  ? Tail extends Uncapitalize<Tail>
    ? `${Lowercase<Head>}${SnakeCase<Tail>}`
    : `${Lowercase<Head>}_${SnakeCase<Tail>}`
  : Text

/** Numbers are read from texts too, and lists from words with commas. */
type Given<Value> = Value | null | ([Extract<Value, number | readonly string[]>] extends [never] ? never : string)

export type MediaLibraryCompatOptions = {
  readonly [Name in keyof MediaLibraryOptions as Name | SnakeCase<Name>]?: Given<MediaLibraryOptions[Name]> | undefined
} & {
  readonly access_token?: string | undefined
  readonly insert_transformation?: boolean | undefined
  readonly className?: string | undefined
}

/** What each event hands over, by the name that the emitter uses. */
export type MediaLibraryPayloads = {
  readonly [Name in keyof typeof COMPAT_EVENTS as (typeof COMPAT_EVENTS)[Name]]: MediaLibraryEvents[Name]
}

type Handled = 'show' | 'hide' | 'insert' | 'error' | 'identity'

export type MediaLibraryHandlers = {
  readonly [Name in Handled as `${Name}Handler`]?: ((data: MediaLibraryPayloads[Name]) => unknown) | undefined
}

type Adding = 'on' | 'addListener' | 'once' | 'prependListener' | 'prependOnceListener' | 'off' | 'removeListener'

type Listen<Self> = <Name extends keyof MediaLibraryPayloads>(
  name: Name,
  listener: (data: MediaLibraryPayloads[Name]) => unknown,
) => Self

/** The emitter whose listeners know what they are told. */
export type MediaLibraryEmitter<Self> = Omit<Emitter<Self>, Adding> & { readonly [Method in Adding]: Listen<Self> }

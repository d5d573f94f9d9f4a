/**
 * Reading the vendor-shaped options object: names in either spelling, options that are accepted without effect. Nothing is dropped in silence: what has no effect is said once in the console.
 */
import { debugOnce, warnOnce } from '../kit/log.ts'
import { camelCased } from '../kit/options.ts'
import { type UploadWidgetOptionName, uploadWidgetOptions } from './options.ts'
import { isUploadParameter } from './parameters.ts'

export class InvalidWidgetOptionsError extends TypeError {
  override readonly name = 'InvalidWidgetOptionsError'
}

/** Accepted, without effect here by design; shown to those who debug. */
const WITHOUT_EFFECT: Readonly<Record<string, string>> = {
  cloudinaryAnalytics: 'this widget sends no usage reports',
  controlVpMeta: "the page's viewport is left alone, so that people can zoom",
  debug: "use ?debug=true in the page's address",
  dev: 'a vendor internal',
  dropboxAppKey: 'remote sources are configured on the server',
  facebookAppId: 'remote sources are configured on the server',
  frameZIndex: 'the dialog is in the top layer',
  googleApiKey: 'remote sources are configured on the server',
  googleDriveClientId: 'remote sources are configured on the server',
  instagramClientId: 'remote sources are configured on the server',
  staging: 'a vendor internal',
  widgetHost: 'there is no frame of another host',
}

/** Likewise, but a page that sets them expects something else to happen: said to everybody. */
const GIVEN_UP: Readonly<Record<string, string>> = {
  keepWidgetOpen: 'use singleUploadAutoClose: false',
  stylesheet: 'use styles, custom properties or ::part()',
}

/** Fixed once the widget exists. */
const NOT_UPDATABLE = new Set(['secure', 'uploadSignature', 'getTags', 'preBatch', 'inlineContainer', 'fieldName'])

export type OptionChanges = Partial<Record<UploadWidgetOptionName, unknown>>

/** @throws InvalidWidgetOptionsError when it is no plain object */
export function readCompatOptions(raw: unknown): OptionChanges {
  if (!isPlainObject(raw)) {
    throw new InvalidWidgetOptionsError(`Widget options have to be a plain object, received ${nameOf(raw)}`)
  }
  const changes: OptionChanges = {}
  const parameters: Record<string, string> = {}
  for (const [key, value] of Object.entries(raw)) {
    const name = camelCased(key)
    // Sending in the clear what a page wants encrypted would be worse than not sending it.
    if (name === 'encryption' && value) {
      throw new InvalidWidgetOptionsError('encryption is not supported: this widget would send files as they are')
    }
    // What the first version of the vendor's widget called it.
    if (name === 'cropping' && value === 'server') changes.cropping = true
    else if (isOption(name)) changes[name] = value
    else if (name === 'showMinimizeButton') changes.withoutMinimize = value === false
    else if (Object.hasOwn(GIVEN_UP, name)) warnOnce(`${name} has no effect: ${GIVEN_UP[name]}`)
    else if (Object.hasOwn(WITHOUT_EFFECT, name)) debugOnce(`${name} has no effect: ${WITHOUT_EFFECT[name]}`)
    else if (isUploadParameter(wireName(name))) parameters[wireName(name)] = String(value)
    else debugOnce(`${key} is not an option of the upload widget`)
  }
  if (Object.keys(parameters).length > 0) {
    changes.uploadParameters = { ...(changes.uploadParameters as Record<string, string> | undefined), ...parameters }
  }
  return changes
}

/** The part of a change that may be made later; what may not is reported and left out. */
export function updatableOptions(changes: OptionChanges): OptionChanges {
  const kept = Object.entries(changes).filter(([name]) => {
    if (NOT_UPDATABLE.has(name)) warnOnce(`update(): ${name} is fixed when the widget is made; the change is ignored`)
    return !NOT_UPDATABLE.has(name)
  })
  return Object.fromEntries(kept)
}

function isOption(name: string): name is UploadWidgetOptionName {
  return Object.hasOwn(uploadWidgetOptions, name)
}

function isPlainObject(raw: unknown): raw is Record<string, unknown> {
  if (typeof raw !== 'object' || raw === null) return false
  const prototype: unknown = Object.getPrototypeOf(raw)
  return prototype === null || prototype === Object.prototype || Object.getPrototypeOf(prototype) === null
}

function nameOf(raw: unknown): string {
  return raw === null ? 'null' : Array.isArray(raw) ? 'an array' : typeof raw
}

function wireName(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
}

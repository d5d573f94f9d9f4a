/**
 * The transformation language for everybody outside of it, and the only barrel of the repository. Pure: no Node module,
 * no DOM, no I/O, so that widgets bundle it.
 */
export type * from './ast.ts'
export {
  buildDeliveryPath,
  buildDeliveryUrls,
  type DeliveryBase,
  type DeliveryUrlParts,
  encodeChain,
  signableText,
} from './build-url.ts'
export { closeComponent } from './close.ts'
export { assign, assignAll, evaluateCondition, evaluateNumber } from './evaluate.ts'
export { decodeBase64Url, encodeBase64Url } from './grammar/base64.ts'
export { type FormatMedia, formatNamed, mediaOfFormat } from './grammar/formats.ts'
export {
  type DeliveryUrl,
  type DeliveryUrlOptions,
  missingSourceError,
  parseDeliveryUrl,
  UnknownExtensionError,
} from './grammar/url.ts'
export type { HostTable } from './grammar/url-host.ts'
export type { DeliverySource } from './grammar/url-source.ts'
export type { DeliveryType, ResourceType } from './grammar/url-types.ts'
export { parseTransformation } from './parse.ts'
export { needKey } from './plan/need-key.ts'
export { plan } from './plan/plan.ts'
export type * from './plan/plan-types.ts'
export { writtenDefaultImage } from './plan/prescan.ts'
export { flagSupport, parameterSupport, type Support } from './plan/support.ts'
export { type ReferenceRow, referenceRows } from './reference.ts'
export type { Scope, VariableBinding } from './scope.ts'
export { canonicalise, serialise } from './serialise.ts'
export { decodeChain, readStoredChain, type StoredChain } from './stored-chain.ts'

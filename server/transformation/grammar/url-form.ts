/** The head of a delivery URL: whose asset it is, and which of the forms the rest has. */
import { TransformationError } from '../../errors/transformation-error.ts'
import { cloudOfHost, type HostTable, isCloudName } from './url-host.ts'
import type { SegmentReader } from './url-segments.ts'
import { missingPublicId } from './url-source.ts'
import { type DeliveryType, isDeliveryType, isResourceType, type ResourceType, SEO_PREFIXES } from './url-types.ts'

export interface Form {
  readonly resourceType: ResourceType
  readonly type: DeliveryType
  /** Ends in a public ID and a suffix. */
  readonly seo: boolean
}

/** The cloud, by the host if it stands for one, else by the path. @throws TransformationError `bad_cloud` */
export function readCloud(
  reader: SegmentReader,
  { host, hosts }: { readonly host?: string; readonly hosts?: HostTable },
): string {
  const hosted = host === undefined ? null : cloudOfHost(host, hosts)
  if (hosted !== null) return hosted
  // A cloud name that a client configured with a leading slash makes paths below `/res/` on the page's own host.
  if (reader.peek() === 'res') reader.take()
  const name = reader.peek() ?? ''
  if (!isCloudName(name)) {
    throw new TransformationError({
      fault: 'bad_cloud',
      status: 404,
      message: 'Invalid URL: expected the path to start with a cloud name of letters, digits, "-" and "_"',
      received: name,
    })
  }
  reader.take()
  return name
}

/** Full form, `iu`, SEO prefix, or none of them: the root form. One segment always remains as source. */
export function readForm(reader: SegmentReader): Form {
  const first = reader.peek(1)
  if (first === undefined) return ROOT_FORM
  if (first === 'iu') {
    reader.take()
    return ROOT_FORM
  }
  const seo = SEO_PREFIXES.get(first)
  if (seo !== undefined) {
    reader.take()
    return { ...seo, seo: true }
  }
  if (!isResourceType(first)) return ROOT_FORM
  reader.take()
  const type = reader.peek() ?? ''
  if (!isDeliveryType(first, type)) {
    throw new TransformationError({
      fault: type === '' ? 'missing_public_id' : 'bad_type',
      message: `Invalid type: "${type}" is no delivery type of ${first}`,
      received: type,
    })
  }
  reader.take()
  if (reader.left === 0) throw missingPublicId()
  return { resourceType: first, type, seo: false }
}

const ROOT_FORM: Form = { resourceType: 'image', type: 'upload', seo: false }

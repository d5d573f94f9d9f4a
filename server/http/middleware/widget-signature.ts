/**
 * What was signed for the session of a widget says so in `widget_session`: it is good for uploads alone, and as long as
 * the session lasts.
 */
import type { OperationContract } from '../../contract/operation.ts'
import type { ProductEnvironment } from '../../domain/product-environment.ts'
import { AuthorizationError } from '../../errors/request-errors.ts'
import { assertSigns } from '../../services/widget-sessions/find-visitor.ts'
import type { WidgetSessionDependencies } from '../../services/widget-sessions/widget-session-types.ts'
import type { Parameters } from '../decode/values.ts'

const UPLOADS: readonly string[] = ['assets.upload', 'assets.upload_auto']

/** @returns who was signed in; undefined when no session says so. @throws AuthorizationError */
export async function assertSignedForThis(
  { widget_session: session }: Parameters,
  { id }: Pick<OperationContract, 'id'>,
  environment: ProductEnvironment,
  dependencies: Pick<WidgetSessionDependencies, 'database' | 'environments' | 'clock'>,
): Promise<string | undefined> {
  if (session === undefined) return undefined
  if (!UPLOADS.includes(id)) {
    throw new AuthorizationError('This signature was made for an upload, and is good for nothing else')
  }
  const { username } = await assertSigns(String(session), environment, dependencies)
  return username
}

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

/** @throws AuthorizationError */
export async function assertSignedForThis(
  { widget_session: session }: Parameters,
  { id }: Pick<OperationContract, 'id'>,
  environment: ProductEnvironment,
  dependencies: Pick<WidgetSessionDependencies, 'database' | 'environments' | 'clock'>,
): Promise<void> {
  if (session === undefined) return
  if (!UPLOADS.includes(id)) {
    throw new AuthorizationError('This signature was made for an upload, and is good for nothing else')
  }
  await assertSigns(String(session), environment, dependencies)
}

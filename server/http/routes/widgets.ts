import { readInput } from '../../contract/read-input.ts'
import { getWidgetConfig, listWidgetSources, signUpload as signUploadOperation } from '../../contract/widgets.ts'
import type { RemoteSources } from '../../ports/remote-sources.ts'
import { presentSources, presentWidgetConfig } from '../../present/widget-config.ts'
import type { SignInDependencies } from '../../services/sign-in/sign-in-types.ts'
import { signUpload } from '../../services/widget-sessions/sign-upload.ts'
import { widgetConfig } from '../../services/widget-sessions/widget-config.ts'
import type { WidgetSessionDependencies } from '../../services/widget-sessions/widget-session-types.ts'
import { receiveApiRequest } from '../api-request.ts'
import { isFromLoopback } from '../loopback.ts'
import { pageOrigin } from '../middleware/page-origin.ts'
import { visitorOf } from '../middleware/principal.ts'
import { type ApiRoutes, bind, route, sendAnswer } from '../route.ts'

export interface WidgetRouteDependencies extends WidgetSessionDependencies {
  readonly remoteSources: RemoteSources
  readonly signIn: Pick<SignInDependencies, 'identityProvider'>
}

export function widgetRoutes(routes: ApiRoutes, dependencies: WidgetRouteDependencies): void {
  const { database, remoteSources } = dependencies
  bind(routes, getWidgetConfig, async (request, response) => {
    const { environment, parameters } = await receiveApiRequest<never>(
      request,
      getWidgetConfig,
      null,
      routes.dependencies,
    )
    const { preset: presetName, tagPrefix } = readInput(getWidgetConfig.input, parameters)
    const isLoopback = isFromLoopback(request)
    const asked = { environmentId: environment.id, presetName, tagPrefix, isLoopback }
    const identityProvider = dependencies.signIn.identityProvider?.name ?? null
    const config = { ...(await widgetConfig(asked, database)), identityProvider }
    const body = presentWidgetConfig(config, environment, remoteSources.list(pageOrigin(request)))
    // A preset that is for this machine only must not be found in a cache by others.
    if (config.preset?.loopbackOnly !== true) response.setHeader('Cache-Control', 'public, max-age=60')
    response.setHeader('Vary', 'Origin')
    sendAnswer(response, getWidgetConfig, body, routes)
  })
  bind(routes, listWidgetSources, async (request, response) => {
    await receiveApiRequest<never>(request, listWidgetSources, null, routes.dependencies)
    response.setHeader('Cache-Control', 'public, max-age=60')
    response.setHeader('Vary', 'Origin')
    sendAnswer(
      response,
      listWidgetSources,
      { sources: presentSources(remoteSources.list(pageOrigin(request))) },
      routes,
    )
  })
  route(routes, signUploadOperation, async ({ paramsToSign }, { environment, principal }) => {
    const signed = await signUpload(paramsToSign, environment, visitorOf(principal), dependencies)
    return {
      signature: signed.signature,
      api_key: signed.apiKey,
      timestamp: signed.timestamp,
      widget_session: signed.widgetSession,
      ...(signed.overwrite === null ? {} : { overwrite: signed.overwrite }),
      cloud_name: environment.cloudName,
    }
  })
}

import { assertSettingNames, getSettings, updateSettings } from '../../contract/settings.ts'
import { presentSettings } from '../../present/settings.ts'
import * as settings from '../../services/environments/update-settings.ts'
import { type ApiRoutes, route } from '../route.ts'

export function settingsRoutes(routes: ApiRoutes, dependencies: settings.SettingsDependencies): void {
  route(routes, getSettings, async (_input, { environment }) => presentSettings(environment.settings))
  route(routes, updateSettings, async (input, { environment, parameters, address }) => {
    assertSettingNames(Object.keys(parameters))
    const changed = await settings.updateSettings({ environment, input, address }, dependencies)
    return presentSettings(changed.settings)
  })
}

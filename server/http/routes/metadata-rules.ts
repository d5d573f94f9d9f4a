import * as contract from '../../contract/metadata-rules.ts'
import { presentRule } from '../../present/metadata.ts'
import type { MetadataDependencies } from '../../services/metadata/fields.ts'
import * as rules from '../../services/metadata/rules.ts'
import { type ApiRoutes, route } from '../route.ts'

export function metadataRuleRoutes(routes: ApiRoutes, dependencies: MetadataDependencies): void {
  route(routes, contract.listMetadataRules, async (_input, { environment }) => ({
    metadata_rules: (await dependencies.database.metadataRules.list(environment.id)).map(presentRule),
  }))
  route(routes, contract.createMetadataRule, async (definition, { environment }) =>
    presentRule(await rules.createRule(environment.id, definition, dependencies)),
  )
  route(routes, contract.updateMetadataRule, async ({ ruleId, ...changes }, { environment }) =>
    presentRule(await rules.updateRule(environment.id, ruleId, changes, dependencies)),
  )
  route(routes, contract.deleteMetadataRule, async ({ ruleId }, { environment }) => {
    await rules.deleteRule(environment.id, ruleId, dependencies)
    return { success: true as const }
  })
}

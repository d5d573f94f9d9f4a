import type { MetadataRule } from '../../domain/metadata-rule.ts'

export interface MetadataRuleRepository {
  find(environmentId: string, externalId: string): Promise<MetadataRule | null>
  /** By the ids of their fields, then by position. */
  list(environmentId: string): Promise<readonly MetadataRule[]>
  put(rule: MetadataRule): Promise<void>
  delete(environmentId: string, externalId: string): Promise<boolean>
}

import type { MetadataField, MetadataOption } from '../../domain/metadata-field.ts'

/** Fields with their options. Deleted ones are seen by `isTaken` only. */
export interface MetadataFieldRepository {
  find(environmentId: string, externalId: string): Promise<MetadataField | null>
  /** In the order of their positions. */
  list(environmentId: string): Promise<readonly MetadataField[]>
  count(environmentId: string): Promise<number>
  /** Whether there is or was a field of that id. */
  isTaken(environmentId: string, externalId: string): Promise<boolean>
  /** With its options. @throws UniqueViolationError when the id is taken. */
  insert(field: MetadataField): Promise<void>
  /** Everything but the options, found by id. */
  update(field: MetadataField): Promise<void>
  /** Writes options by their ids; those not mentioned stay. */
  putOptions(environmentId: string, externalId: string, options: readonly MetadataOption[]): Promise<void>
  /** The id stays taken. */
  delete(environmentId: string, externalId: string, deletedAt: number): Promise<boolean>
}

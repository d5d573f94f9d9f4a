import type { NamedTransformation } from '../../domain/named-transformation.ts'

export interface NamedTransformationRepository {
  find(environmentId: string, name: string): Promise<NamedTransformation | null>
  list(environmentId: string): Promise<readonly NamedTransformation[]>
  put(transformation: NamedTransformation): Promise<void>
  delete(environmentId: string, name: string): Promise<boolean>
}

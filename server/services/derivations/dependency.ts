/** Names of what an answer was made from, as caches of finished answers note them. */

export function assetDependency(asset: { readonly id: string }): string {
  return `asset:${asset.id}`
}

export function namedDependency(environmentId: string, name: string): string {
  return `named:${environmentId}:${name}`
}

export function environmentDependency(environmentId: string): string {
  return `environment:${environmentId}`
}

export function isEnvironmentDependency(dependency: string): boolean {
  return dependency.startsWith('environment:')
}

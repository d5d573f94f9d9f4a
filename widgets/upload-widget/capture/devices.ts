/** Cameras and microphones, and which of them people chose: remembered until the tab is closed. */

export type DeviceKind = 'videoinput' | 'audioinput'

export interface Device {
  readonly id: string
  /** Empty until people have allowed a device of its kind. */
  readonly label: string
}

export type Devices = Readonly<Record<DeviceKind, readonly Device[]>>

export const NO_DEVICES: Devices = { videoinput: [], audioinput: [] }
const remembered = new Map<DeviceKind, string>()

export async function listDevices(): Promise<Devices> {
  const all = await navigator.mediaDevices.enumerateDevices()
  const of = (kind: DeviceKind): readonly Device[] =>
    all
      // Browsers list the system's choice a second time under its role.
      .filter((device) => device.kind === kind && device.deviceId !== '' && device.deviceId !== 'communications')
      .map(({ deviceId, label }) => ({ id: deviceId, label }))
  return { videoinput: of('videoinput'), audioinput: of('audioinput') }
}

export function chosenDevice(kind: DeviceKind): string | undefined {
  return remembered.get(kind) ?? storage()?.getItem(keyOf(kind)) ?? undefined
}

export function rememberDevice(kind: DeviceKind, id: string): void {
  remembered.set(kind, id)
  storage()?.setItem(keyOf(kind), id)
}

/** The chosen one is gone, or is not to be had. */
export function forgetDevices(): void {
  for (const kind of ['videoinput', 'audioinput'] as const) {
    remembered.delete(kind)
    storage()?.removeItem(keyOf(kind))
  }
}

function keyOf(kind: DeviceKind): string {
  return `tintype-upload-${kind}`
}

/** Sandboxed pages have none. */
function storage(): Storage | undefined {
  try {
    return sessionStorage
  } catch {
    return undefined
  }
}

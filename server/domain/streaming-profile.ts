/** The variants of a video that adaptive streaming offers, under a name that `sp_` gives in transformations. */
export interface StreamingProfile {
  readonly environmentId: string
  readonly name: string
  readonly displayName: string | null
  /** Chains, the best variant first. */
  readonly representations: readonly string[]
  readonly createdAt: number
}

const RUNGS = {
  '2160p': 'c_limit,h_2160,w_3840,br_18000k',
  '1440p': 'c_limit,h_1440,w_2560,br_12000k',
  '1080p': 'c_limit,h_1080,w_1920,br_5500k',
  '720p': 'c_limit,h_720,w_1280,br_3300k',
  '540p': 'c_limit,h_540,w_960,br_1500k',
  '360p': 'c_limit,h_360,w_640,br_800k',
  '270p': 'c_limit,h_270,w_480,br_400k',
} as const

type Rung = keyof typeof RUNGS

/**
 * There in every environment: `lean` ones make fewer variants, the `wifi` one leaves those for slow networks out. Bit rates
 * are ours.
 */
const PREDEFINED: Readonly<Record<string, { readonly displayName: string; readonly rungs: readonly Rung[] }>> = {
  '4k': { displayName: '4K', rungs: ['2160p', '1440p', '1080p', '720p', '540p', '360p', '270p'] },
  full_hd: { displayName: 'Full HD', rungs: ['1080p', '720p', '540p', '360p', '270p'] },
  hd: { displayName: 'HD', rungs: ['720p', '540p', '360p', '270p'] },
  sd: { displayName: 'SD', rungs: ['540p', '360p', '270p'] },
  full_hd_wifi: { displayName: 'Full HD WiFi', rungs: ['1080p', '720p', '540p'] },
  full_hd_lean: { displayName: 'Full HD lean', rungs: ['1080p', '720p', '360p'] },
  hd_lean: { displayName: 'HD lean', rungs: ['720p', '360p'] },
}

export function isPredefinedProfile(name: string): boolean {
  return Object.hasOwn(PREDEFINED, name)
}

/** As they are before somebody changes them. */
export function predefinedProfiles(environmentId: string): readonly StreamingProfile[] {
  return Object.entries(PREDEFINED).map(([name, { displayName, rungs }]) => ({
    environmentId,
    name,
    displayName,
    representations: rungs.map((rung) => RUNGS[rung]),
    createdAt: 0,
  }))
}

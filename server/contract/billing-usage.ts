import { z } from 'zod'
import { camelKeys } from './camel-keys.ts'
import { defineOperation } from './operation.ts'
import { flag, wholeNumber } from './wire-values.ts'

/** Each metric in its own unit; `storage` and `bandwidth` are bytes, and `storage` is that of the last day of a cycle. */
export const BILLING_METRICS = ['transformations', 'storage', 'bandwidth', 'requests', 'credits'] as const

const cycle = z.object({
  from_day: z.iso.date(),
  to_day: z.iso.date(),
  usage: z.number(),
  product_environment_breakdown: z
    .array(z.object({ id: z.string(), cloud_name: z.string(), usage: z.number() }))
    .optional(),
})

const billingUsageJson = z.object({
  plan_name: z.string(),
  metric_usage: z.array(z.object({ metric: z.enum(BILLING_METRICS), cycles: z.array(cycle) })),
})
export type BillingUsageJson = z.input<typeof billingUsageJson>

export const getBillingUsage = defineOperation({
  id: 'provisioning.billing_usage.get',
  method: 'GET',
  path: '/billing_usage',
  summary: 'Reports what all product environments used in each month of a year, and on request each of them',
  credentials: 'provisioning',
  input: z
    .object({
      year: wholeNumber({ min: 2000, max: 2999 }).optional(),
      include_prodenv_breakdown: flag().default(false),
    })
    .transform(camelKeys),
  output: billingUsageJson,
})

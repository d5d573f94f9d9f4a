import { describeFramework } from '../support/describe-framework.ts'

describeFramework('svelte')

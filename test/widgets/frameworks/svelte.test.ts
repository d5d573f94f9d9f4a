import { describeFramework } from '../support/describe-framework.ts'
import { describeFrameworkLibrary } from '../support/describe-framework-library.ts'

describeFramework('svelte')
describeFrameworkLibrary('svelte')

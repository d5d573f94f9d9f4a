import { describeFramework } from '../support/describe-framework.ts'

describeFramework('react-19')

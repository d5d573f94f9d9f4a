import { describeFramework } from '../support/describe-framework.ts'
import { describeFrameworkLibrary } from '../support/describe-framework-library.ts'

describeFramework('react-19')
describeFrameworkLibrary('react-19')

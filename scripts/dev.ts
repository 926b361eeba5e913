import { launchUntilStopped } from './launch.ts'

await launchUntilStopped('dev')

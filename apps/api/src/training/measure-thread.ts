import { serveThread } from '../jobs/threads/serve-thread.ts'
import { type Measured, type MeasureInput, measureModel } from './measure-model.ts'

/** Sorts every outcome several times over: beside the event loop of the server. */
serveThread<MeasureInput, Measured>(async (input) => measureModel(input))

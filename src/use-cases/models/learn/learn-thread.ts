import { parentPort, workerData } from 'node:worker_threads';
import type { Past } from '../../../domain/learning/past/past-table.ts';
import { type Taught, type TeachStep, type TeachWishes, teach } from '../../../domain/learning/teach.ts';
import type { Model } from '../../../domain/model/model.ts';

/* The thread that learns points, so that half a minute of arithmetic blocks nothing else. */

export type Lesson = { readonly past: Past; readonly model: Model; readonly wishes: TeachWishes };
export type FromThread =
  | { readonly is: 'step'; readonly step: TeachStep }
  | { readonly is: 'taught'; readonly taught: Taught };

const { past, model, wishes } = workerData as Lesson;
const tell = (message: FromThread) => parentPort?.postMessage(message);
tell({ is: 'taught', taught: teach(past, model, wishes, (step) => tell({ is: 'step', step })) });

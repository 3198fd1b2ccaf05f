import type { Job } from '../data/answers';
import type { MapSource } from '../data/source';
import * as app from './app';
import { say } from './notices';

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Shows a job of the server until it ends; null where it was cancelled or failed. */
export async function follow(source: MapSource, id: string): Promise<Job | null> {
  for (;;) {
    const job = await source.job(id);
    app.job.value = job;
    switch (job.state) {
      case 'running':
        await pause(300);
        break;
      case 'done':
        say(job.said ?? 'Done.');
        return job;
      case 'cancelled':
        say('Cancelled; the map is as it was.');
        return null;
      case 'failed':
        say(job.error ?? 'It failed; the server printed why.', 'trouble');
        return null;
    }
  }
}

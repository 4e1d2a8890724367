// Asks for estimates, each in a fresh process.
import { startProcess } from './processes.mjs';
import { withCleanup } from './stores.mjs';

/** Has one estimate made; see `estimator-process.mjs` for what can be asked. */
export async function estimateApart(question) {
  return withCleanup(async (cleanup) => {
    const url = new URL('estimator-process.mjs', import.meta.url);
    const estimator = await startProcess(url, {}, cleanup);
    const answer = await estimator.ask(question);
    await estimator.stop();
    return answer;
  });
}

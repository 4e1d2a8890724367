// Other processes that take part in a bench: one question, one answer.
import { fork } from 'node:child_process';
import { once } from 'node:events';

/**
 * Starts a script of this folder with its settings and waits until it is ready.
 *
 * @returns what it said when it was ready, `ask` (one question, its answer) and `stop`
 */
export async function startProcess(url, settings, cleanup) {
  const child = fork(url, [JSON.stringify(settings)], { execArgv: [] });
  const stop = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    if (child.connected) child.disconnect();
    await ended;
  };
  cleanup(stop);
  const ready = await answerOf(child);
  const ask = (question) => {
    child.send(question);
    return answerOf(child);
  };
  return { ready, ask, stop, pid: child.pid };
}

/** The other side: answers questions until the parent is gone, then tidies up. */
export async function answerQuestions(setUp) {
  const { ready, answer, close } = await setUp(JSON.parse(process.argv[2]));
  process.on('message', (question) => {
    void Promise.resolve(answer(question)).then((given) => process.send(given));
  });
  process.once('disconnect', () => {
    void Promise.resolve(close()).then(() => process.exit(0));
  });
  process.send(ready ?? {});
}

async function answerOf(child) {
  const gone = new AbortController();
  const [first] = await Promise.race([
    once(child, 'message', { signal: gone.signal }),
    once(child, 'exit', { signal: gone.signal }).then(() => {
      throw new Error('a process of the bench ended before it answered');
    }),
  ]).finally(() => gone.abort());
  return first;
}

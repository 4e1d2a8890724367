import { appendFileSync, mkdirSync } from 'node:fs';
import type { RequestListener, ServerResponse } from 'node:http';
import { join } from 'node:path';

/** Where a run of a service writes down what it says, to be searched afterwards. */
export type RunRecord = {
  readonly apiLog: string;
  readonly workerLog: string;
  /** Every answer of the api, with its headers. */
  readonly answers: string;
  /** What the processes take for the machine's directory of temporary files. */
  readonly temporary: string;
};

/** The files of a record in a directory, none of which is there yet. */
export function recordIn(directory: string): RunRecord {
  const temporary = join(directory, 'tmp');
  mkdirSync(temporary);
  return {
    apiLog: join(directory, 'api.log'),
    workerLog: join(directory, 'worker.log'),
    answers: join(directory, 'answers.txt'),
    temporary,
  };
}

/** A listener whose answers are also appended to a file, as they are before any compression. */
export function recorded(listener: RequestListener, file: string): RequestListener {
  return (request, response) => {
    delete request.headers['accept-encoding'];
    listener(request, recording(response, file));
  };
}

function recording(response: ServerResponse, file: string): ServerResponse {
  const keep = (piece: unknown): void => {
    if (typeof piece === 'string' || piece instanceof Uint8Array) appendFileSync(file, piece);
  };
  const write = response.write.bind(response);
  const end = response.end.bind(response);
  return Object.assign(response, {
    write: (...given: unknown[]): unknown => {
      keep(given[0]);
      return Reflect.apply(write, response, given);
    },
    end: (...given: unknown[]): unknown => {
      keep(given[0]);
      appendFileSync(file, `\n${JSON.stringify(response.getHeaders())}\n`);
      return Reflect.apply(end, response, given);
    },
  });
}

import { ConfigError } from '@uplift/runtime';
import { describe, expect, it } from 'vitest';

import { CommandError, describeFailure } from './failure.ts';

const withCode = (message: string, code: string) => Object.assign(new Error(message), { code });

describe('describeFailure', () => {
  it('says what a person can mend in one line', () => {
    expect(describeFailure(new CommandError('no organisation "acme" is known'), false)).toBe(
      'uplift: no organisation "acme" is known',
    );
  });

  it('says what the server said, not the statement that a database layer wraps it in', () => {
    const error = new Error('Failed query: select 1\nparams: 7', {
      cause: new Error('permission denied for table people'),
    });

    expect(describeFailure(error, false)).toBe('uplift: permission denied for table people');
  });

  it('keeps the words of an error that says more than its cause', () => {
    const error = new CommandError('acme.ndjson: there is no such file', {
      cause: withCode('ENOENT: no such file or directory', 'ENOENT'),
    });

    expect(describeFailure(error, false)).toBe('uplift: acme.ndjson: there is no such file');
  });

  it('asks for the server where a connection is refused, at whatever depth', () => {
    const refused = withCode('connect ECONNREFUSED 127.0.0.1:5432', 'ECONNREFUSED');
    const error = new Error('Failed query', { cause: new Error('no client', { cause: refused }) });

    expect(describeFailure(error, false)).toBe(
      'uplift: connect ECONNREFUSED 127.0.0.1:5432: is the server of DATABASE_URL or REDIS_URL running?',
    );
  });

  it('takes the first of several addresses that refused', () => {
    const all = new AggregateError([
      withCode('connect ECONNREFUSED ::1:5432', 'ECONNREFUSED'),
      withCode('connect ECONNREFUSED 127.0.0.1:5432', 'ECONNREFUSED'),
    ]);

    const words = describeFailure(new Error('Failed query', { cause: all }), false);

    expect(words).toContain('connect ECONNREFUSED ::1:5432: is the server');
  });

  it('takes the first of several addresses where nothing wraps them', () => {
    const all = Object.assign(
      new AggregateError([withCode('connect ECONNREFUSED ::1:6379', 'ECONNREFUSED')]),
      { code: 'ECONNREFUSED' },
    );

    expect(describeFailure(all, false)).toContain('connect ECONNREFUSED ::1:6379: is the server');
  });

  it('says something where a refusal has no words of its own', () => {
    expect(describeFailure(withCode('', 'ECONNREFUSED'), false)).toContain(
      'uplift: connection refused: is the server',
    );
  });

  it('asks for another port where one is taken', () => {
    expect(describeFailure(withCode('listen EADDRINUSE :::4000', 'EADDRINUSE'), false)).toBe(
      'uplift: listen EADDRINUSE :::4000: set PORT to a free port',
    );
  });

  it('joins the lines of a message', () => {
    expect(describeFailure(new Error('first\n  second\n'), false)).toBe('uplift: first second');
  });

  it('keeps one line for every faulty setting', () => {
    const error = new ConfigError([
      { variable: 'PORT', advice: 'is not valid' },
      { variable: 'REDIS_URL', advice: 'is not set' },
    ]);

    expect(describeFailure(error, false).split('\n')).toEqual([
      'uplift: Settings are missing or wrong:',
      '  PORT: is not valid',
      '  REDIS_URL: is not set',
    ]);
  });

  it('shows the stack, causes and all, where it is asked for', () => {
    const words = describeFailure(new Error('outer', { cause: new Error('inner') }), true);

    expect(words).toContain('Error: outer');
    expect(words).toContain('failure.test.ts');
    expect(words).toContain('inner');
  });

  it('says a value that is no error', () => {
    expect(describeFailure('out of luck', false)).toBe('uplift: out of luck');
  });
});

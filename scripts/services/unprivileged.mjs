import { chownSync, readFileSync } from 'node:fs';

import { Failure } from '../process.mjs';

/**
 * The user that a private server runs as: this one, or where this is root (as whom PostgreSQL
 * refuses to run) one without rights.
 */
export function serverUser() {
  if (process.getuid?.() !== 0) return {};
  const users = new Map(
    readFileSync('/etc/passwd', 'utf8')
      .split('\n')
      .map((line) => line.split(':'))
      .map(([name, , uid, gid]) => [name, { uid: Number(uid), gid: Number(gid) }]),
  );
  const user = users.get('postgres') ?? users.get('nobody');
  if (user === undefined) {
    throw new Failure(
      'There is no user "nobody" to run servers as; run as a user other than root.',
    );
  }
  return user;
}

/** Gives a directory to the user that a private server runs as. */
export function giveAway(path) {
  const { uid, gid } = serverUser();
  if (uid !== undefined) chownSync(path, uid, gid);
}

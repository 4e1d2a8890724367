/** An answer that is no success, in GitHub's shape: `message`, `documentation_url`, `status`. */
export class GitHubError extends Error {
  override readonly name = 'GitHubError';
  readonly status: number;
  /** More keys of the body, such as `errors`. */
  readonly more: Readonly<Record<string, unknown>>;
  readonly headers: Readonly<Record<string, string>>;

  constructor(status: number, message: string, extra: ErrorExtra = {}) {
    super(message);
    this.status = status;
    this.more = extra.more ?? {};
    this.headers = extra.headers ?? {};
  }
}

/** What an error says beside its message. */
export type ErrorExtra = {
  readonly more?: Readonly<Record<string, unknown>>;
  readonly headers?: Readonly<Record<string, string>>;
};

const DOCUMENTATION = 'https://docs.github.com/rest';

/** The body of an error. */
export function errorBody({ message, status, more }: GitHubError) {
  return { message, ...more, documentation_url: DOCUMENTATION, status: String(status) };
}

/** There is no such thing, or the caller may not know that there is. */
export function notFound(): GitHubError {
  return new GitHubError(404, 'Not Found');
}

/** The token is unknown, expired or taken back. */
export function badCredentials(): GitHubError {
  return new GitHubError(401, 'Bad credentials');
}

/** There is no token where one is needed. */
export function requiresAuthentication(): GitHubError {
  return new GitHubError(401, 'Requires authentication');
}

/** The App has no permission for this, or the route is not for this kind of token. */
export function notAccessible(): GitHubError {
  return new GitHubError(403, 'Resource not accessible by integration');
}

/** The token is no JSON web token of an App, where only these are read. */
export function undecodable(): GitHubError {
  return new GitHubError(401, 'A JSON web token could not be decoded');
}

import type { z } from 'zod';

/** Statuses of errors, each with what it means here. */
type EndpointErrors = Readonly<Record<number, string>>;

/** One endpoint of the HTTP API, as the reference describes it. */
export type Endpoint = {
  readonly id: string;
  readonly method: 'get' | 'post' | 'patch';
  readonly path: string;
  readonly tag: string;
  readonly summary: string;
  readonly description?: string;
  /** Whether it asks for a token or session. */
  readonly secured: boolean;
  readonly params?: z.ZodObject;
  readonly query?: z.ZodObject;
  readonly headers?: z.ZodObject;
  readonly body?: z.ZodType | 'bytes';
  /** Whether the body may be left out. */
  readonly isBodyOptional?: boolean;
  readonly success: {
    readonly status: number;
    readonly schema: z.ZodType;
    readonly words: string;
    /** `application/json` where it is left out. */
    readonly media?: string;
  };
  /** An answer that is no problem document, though its status is an error's. */
  readonly otherwise?: {
    readonly status: number;
    readonly schema: z.ZodType;
    readonly words: string;
  };
  readonly errors: EndpointErrors;
};

import { z } from 'zod';

import { backfill, BackfillReport, BackfillRequest } from './backfill.ts';
import { compare, CompareAnswer, CompareQuestion } from './compare.ts';
import { createToken, TokenAnswer, TokenRequest } from './create-token.ts';
import { diagnoseGitHub, GitHubDiagnosis, GitHubDiagnosisRequest } from './diagnose-github.ts';
import { diagnose, Diagnosis } from './diagnose.ts';
import { importFiles, ImportReport } from './import-files.ts';
import type { OperationContext } from './operation-context.ts';

type Definition<Input extends z.ZodType, Output extends z.ZodType> = {
  readonly input: Input;
  readonly output: Output;
  readonly run: (input: z.output<Input>, context: OperationContext) => Promise<z.output<Output>>;
};

function define<Input extends z.ZodType, Output extends z.ZodType>(
  definition: Definition<Input, Output>,
): Definition<Input, Output> {
  return definition;
}

/**
 * What commands do to the data: in the process of the command, or, while a server has the embedded
 * directory open, in that server. Input and output are JSON, so that both are the same.
 */
export const operations = {
  import: define({
    input: z.object({ paths: z.array(z.string()).min(1) }),
    output: ImportReport,
    run: importFiles,
  }),
  backfill: define({ input: BackfillRequest, output: BackfillReport, run: backfill }),
  compare: define({ input: CompareQuestion, output: CompareAnswer, run: compare }),
  'create-token': define({ input: TokenRequest, output: TokenAnswer, run: createToken }),
  'diagnose-github': define({
    input: GitHubDiagnosisRequest,
    output: GitHubDiagnosis,
    run: diagnoseGitHub,
  }),
  diagnose: define({ input: z.object({}), output: Diagnosis, run: diagnose }),
};

export type OperationName = keyof typeof operations;
export type OperationInput<Name extends OperationName> = z.input<
  (typeof operations)[Name]['input']
>;
export type OperationOutput<Name extends OperationName> = z.output<
  (typeof operations)[Name]['output']
>;

/** Whether a text names an operation. */
export function isOperationName(name: string): name is OperationName {
  return Object.hasOwn(operations, name);
}

/**
 * Runs an operation on an open store.
 *
 * @throws {z.ZodError} if the input does not fit it
 */
export async function runOperation<Name extends OperationName>(
  name: Name,
  input: unknown,
  context: OperationContext,
): Promise<OperationOutput<Name>> {
  // oxlint-disable-next-line no-unsafe-type-assertion -- the definition of this very name
  const definition = operations[name] as unknown as Definition<
    z.ZodType,
    z.ZodType<OperationOutput<Name>>
  >;
  return definition.run(definition.input.parse(input), context);
}

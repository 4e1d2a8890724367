import * as z from 'zod/mini';

import { typeset } from '../format/typeset.ts';

/** Words of the server for people. */
export const Sentence = z.pipe(z.string(), z.transform(typeset));

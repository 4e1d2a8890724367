import { z } from 'zod';

import { name } from '../shapes/primitives.ts';
import { storableRecord } from '../shapes/text.ts';
import { lineReader } from './history-line.ts';

const shape = z.object({ event: name(100), id: name(100), data: z.looseObject({}) });

/** `delivery`: a webhook delivery kept elsewhere. Its payload is passed on, not read here. */
export const deliveryLine = lineReader(shape, ({ event, id, data }) => ({
  outcome: 'delivery',
  event,
  id,
  body: JSON.stringify(storableRecord(data)),
}));

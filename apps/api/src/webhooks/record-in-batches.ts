import { recordDelivery, recordDeliveries, type Database, type NewDelivery } from '@uplift/db';

/** Writes a delivery down; when it resolves, the delivery is safe. */
export type RecordDelivery = (delivery: NewDelivery) => Promise<'recorded' | 'duplicate'>;

const MAX_ROWS = 100;
const MAX_BYTES = 4 * 1024 * 1024;

type Waiting = {
  readonly delivery: NewDelivery;
  readonly resolve: (outcome: 'recorded' | 'duplicate') => void;
  readonly reject: (error: unknown) => void;
};

/**
 * Records deliveries in groups: what arrives while a group is being written makes up the next one,
 * so that a burst shares commits and a lone delivery waits for nothing. Each resolves only after its
 * own row is committed. If a group fails, its deliveries are tried one by one.
 */
export function recordInBatches(db: Database): RecordDelivery {
  const waiting: Waiting[] = [];
  let isWriting = false;

  const writeAll = async (): Promise<void> => {
    isWriting = true;
    while (waiting.length > 0) await writeGroup(db, takeGroup(waiting));
    isWriting = false;
  };
  return (delivery) =>
    new Promise((resolve, reject) => {
      waiting.push({ delivery, resolve, reject });
      if (!isWriting) void writeAll();
    });
}

/** The first ones that waited, within the limits; at least one. Equal GUIDs never share a group. */
function takeGroup(waiting: Waiting[]): Waiting[] {
  const guids = new Set<string>();
  let bytes = 0;
  let count = 0;
  for (const { delivery } of waiting) {
    bytes += delivery.body.length;
    const fits = count === 0 || (bytes <= MAX_BYTES && count < MAX_ROWS);
    if (!fits || guids.has(delivery.guid)) break;
    guids.add(delivery.guid);
    count += 1;
  }
  return waiting.splice(0, count);
}

async function writeGroup(db: Database, group: readonly Waiting[]): Promise<void> {
  const [first] = group;
  if (group.length === 1 && first !== undefined) return writeOne(db, first);
  try {
    const recorded = await recordDeliveries(
      db,
      group.map(({ delivery }) => delivery),
    );
    for (const { delivery, resolve } of group) {
      resolve(recorded.has(delivery.guid) ? 'recorded' : 'duplicate');
    }
  } catch {
    // Whatever is wrong with one must not take the others with it; each meets its own error.
    for (const one of group) await writeOne(db, one);
  }
}

async function writeOne(db: Database, { delivery, resolve, reject }: Waiting): Promise<void> {
  try {
    resolve(await recordDelivery(db, delivery));
  } catch (error) {
    reject(error);
  }
}

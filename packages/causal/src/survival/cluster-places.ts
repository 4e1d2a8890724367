/** Clusters numbered from 0 in order of first appearance. */
export type ClusterPlaces = {
  readonly size: number;
  /** For each member, the number of its cluster. */
  readonly place: Uint32Array;
};

/**
 * Numbers the clusters that members name.
 *
 * @param cluster - whose each duration is: a person, or a team
 * @param order - members in the order wanted; the given order where it is left out
 */
export function clusterPlaces(
  cluster: ArrayLike<number | string>,
  order: Uint32Array = Uint32Array.from({ length: cluster.length }, (_, index) => index),
): ClusterPlaces {
  if (cluster.length !== order.length) {
    throw new RangeError(`${cluster.length} clusters for ${order.length} durations`);
  }
  const places = new Map<number | string, number>();
  const place = Uint32Array.from(order, (index) => {
    const name = cluster[index];
    const known = places.get(name) ?? places.size;
    places.set(name, known);
    return known;
  });
  return { size: places.size, place };
}

/** Eigenvalues of a symmetric matrix and, as columns, its eigenvectors; row-major. */
export type Eigen = { readonly values: Float64Array; readonly vectors: Float64Array };

/**
 * Jacobi's (1846) rotations, for matrices of a few rows: slow and exact.
 *
 * @param matrix - row-major, symmetric
 */
export function symmetricEigen(matrix: Float64Array, size: number): Eigen {
  const a = Float64Array.from(matrix);
  const vectors = new Float64Array(size * size);
  for (let k = 0; k < size; k += 1) vectors[k * size + k] = 1;
  for (let sweep = 0; sweep < 60; sweep += 1) {
    let off = 0;
    for (let p = 0; p < size; p += 1) {
      for (let q = p + 1; q < size; q += 1) {
        off += Math.abs(a[p * size + q]);
        rotate(p, q);
      }
    }
    if (off === 0) break;
  }
  return { values: Float64Array.from({ length: size }, (_, k) => a[k * size + k]), vectors };

  function rotate(p: number, q: number): void {
    const between = a[p * size + q];
    if (Math.abs(between) < 1e-300) return;
    const theta = (a[q * size + q] - a[p * size + p]) / (2 * between);
    const t = (theta >= 0 ? 1 : -1) / (Math.abs(theta) + Math.hypot(theta, 1));
    const c = 1 / Math.hypot(t, 1);
    const s = t * c;
    for (let k = 0; k < size; k += 1) {
      const [kp, kq] = [a[k * size + p], a[k * size + q]];
      a[k * size + p] = c * kp - s * kq;
      a[k * size + q] = s * kp + c * kq;
    }
    for (let k = 0; k < size; k += 1) {
      const [pk, qk] = [a[p * size + k], a[q * size + k]];
      a[p * size + k] = c * pk - s * qk;
      a[q * size + k] = s * pk + c * qk;
      const [vp, vq] = [vectors[k * size + p], vectors[k * size + q]];
      vectors[k * size + p] = c * vp - s * vq;
      vectors[k * size + q] = s * vp + c * vq;
    }
  }
}
